import Data
import Engine
import Learning
import Plots
import Support

/// How probable a model of one input takes each class to be, over that input, with the samples.
///
/// Of two classes, told by one number, samples stand at 0 and 1, between which the curve goes. Of more there is a curve for
/// each class, and samples stand where their own would be certain.
struct ProbabilityPlot {
  let model: Model
  let dataset: Dataset

  private static let places = 321
  /// More curves hide each other.
  private static let most = 10

  /// Whether a model that chooses among classes has one number as its input.
  static func fits(_ model: Model, _ dataset: Dataset) -> Bool {
    model.inputs.count == 1 && model.inputs[0].shape.count == 1
      && dataset.sampleShape == model.inputs[0].shape && dataset.train.targets?.shape.count == 1
      && dataset.recipe?.window == nil && dataset.train.inputs[0].vocabulary == nil
      && (1...most).contains(model.outputShape.count)
  }

  func plot() throws -> Plot {
    let samples = dataset.train
    try MemoryBudget.current.require(ByteEstimate.product(samples.count, 96), for: "the plot")
    let units = PlotUnits(dataset)
    let xs = samples.x.doubles
    let finite = xs.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let grid = try Interrupt.map(Self.places) {
      low + (high - low) * Double($0) / Double(Self.places - 1)
    }
    let shape = Shape([Self.places] + samples.sampleShape.extents)
    let answers = try model.predict(Tensor(grid, shape, model.dtype)).doubles
    let width = max(1, answers.count / Self.places)
    let guesses = try BoundaryPlot.winners(try model.predict(samples.x))
    let labels = samples.y.doubles
    var groups: [Int: PointClass] = [:]
    for index in labels.indices.untilInterrupted where index < xs.count {
      let label = Int(saturating: labels[index].rounded())
      groups[label, default: PointClass(name(label), xs: [], ys: [])].add(
        units.inUnits(xs[index], input: 0), width == 1 ? Double(label) : 1,
        isWrong: index < guesses.count && guesses[index] != label)
    }
    let across = grid.map { units.inUnits($0, input: 0) }
    let curves = (0..<width).map { output in
      PointClass(
        "p(\(name(width == 1 ? 1 : output)))", xs: across,
        ys: (0..<Self.places).map { answers[$0 * width + output] }, isCurve: true)
    }
    let points = groups.sorted { $0.key < $1.key }.map(\.value)
    var plot = Plot.scatter(
      points + curves, title: "\(model.name) on \(dataset.name): probability")
    plot.x.title = units.name(ofInput: 0) ?? dataset.columns.first ?? "x"
    plot.y.title = "probability"
    return plot
  }

  private func name(_ number: Int) -> String {
    dataset.classNames.indices.contains(number) ? dataset.classNames[number] : "\(number)"
  }
}
