import Data
import Engine
import Learning
import Plots
import Support

/// What a net of two inputs answers over the plane, with the points on top.
struct NetRegions {
  let field: BoundaryField
  let points: [PointClass]
  let validation: [PointClass]

  init(_ source: NetSource, _ plane: NetPlane, ofSamples: Tensor, ofPlane: Tensor) {
    let width = ofPlane.shape.extents.last ?? 1
    let units = source.units
    if RegressionPlot.fits(source.samples, outputs: source.model.outputShape.count) {
      func inUnits(_ numbers: Tensor) -> [Double] {
        (units.target?.inUnits(numbers) ?? numbers).doubles
      }
      let edges = BoundaryField.edges(for: inUnits(source.samples.y))
      let answers = inUnits(ofPlane)
      let field = BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        values: width == 1
          ? answers : stride(from: 0, to: answers.count, by: width).map { answers[$0] },
        edges: edges)
      let points = PointGroups.bands(
        of: source.samples, values: inUnits(source.samples.y), edges: edges,
        guesses: inUnits(ofSamples)
      ).groups
      let measured =
        source.validation.map {
          PointGroups.bands(of: $0, values: inUnits($0.y), edges: edges).groups
        } ?? []
      (self.field, self.points) = (units.inUnits(field), units.inUnits(points))
      validation = units.inUnits(measured)
      return
    }
    let field =
      width == 1
      ? BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        probabilities: ofPlane.doubles)
      : BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        probabilities: ofPlane.doubles, classCount: width)
    let guesses = (try? BoundaryPlot.winners(ofSamples)) ?? []
    self.field = units.inUnits(field)
    points = units.inUnits(
      PointGroups.classes(of: source.samples, guesses: guesses, names: source.classes))
    validation = units.inUnits(
      source.validation.map { PointGroups.classes(of: $0, names: source.classes) } ?? [])
  }
}
