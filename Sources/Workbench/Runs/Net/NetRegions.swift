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
    if RegressionPlot.fits(source.samples, outputs: source.model.outputShape.count) {
      let edges = BoundaryField.edges(for: source.samples.y.doubles)
      field = BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        values: width == 1
          ? ofPlane.doubles
          : stride(from: 0, to: ofPlane.count, by: width)
            .map { ofPlane[$0] }, edges: edges)
      points = Self.bands(source.samples, edges, ofSamples.doubles)
      validation = source.validation.map { Self.bands($0, edges, []) } ?? []
      return
    }
    field =
      width == 1
      ? BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        probabilities: ofPlane.doubles)
      : BoundaryField(
        xs: plane.xs, ys: plane.ys, columns: plane.columns, rows: plane.rows,
        probabilities: ofPlane.doubles, classCount: width)
    let guesses = (try? BoundaryPlot.winners(ofSamples)) ?? []
    points = PointGroups.classes(of: source.samples, guesses: guesses, names: source.classes)
    validation =
      source.validation.map { PointGroups.classes(of: $0, names: source.classes) } ?? []
  }

  /// Points by the band of their true value.
  private static func bands(
    _ samples: Samples, _ edges: [Double], _ guesses: [Double]
  ) -> [PointClass] {
    let words = edges.map { NumberText.significant($0, digits: 3) }
    var groups = words.map { PointClass("to \($0)", xs: [], ys: []) }
    groups.append(PointClass(words.last.map { ">= \($0)" } ?? "all", xs: [], ys: []))
    let (places, targets) = (samples.x.doubles, samples.y.doubles)
    for index in targets.indices where 2 * index + 1 < places.count && !targets[index].isNaN {
      let band = BoundaryField.band(of: targets[index], edges)
      groups[band].add(
        places[2 * index], places[2 * index + 1],
        isWrong: guesses.indices.contains(index)
          && BoundaryField.band(of: guesses[index], edges) != band)
    }
    return groups
  }
}
