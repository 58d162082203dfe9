import Data
import Engine
import Exchange
import Learning
import Plots
import Support

/// A model as a network: shapes, how weights are spread, what leads where, and with data which units never wake.
enum NetworkPlot {
  /// Samples that are looked at for units that never wake.
  private static let most = 512
  /// Weights of a line that are looked at for how they are spread.
  private static let weights = 1 << 18

  static func plot(_ model: Model, on dataset: Dataset? = nil) throws -> Plot {
    let diagram = ModelDiagram(model)
    var silent: [String: Int] = [:]
    var seen = 0
    if let dataset {
      seen = min(most, dataset.train.count)
      let trace = try ModelTrace(of: model, on: dataset.train.subset(0..<seen))
      for row in trace.rows { silent[row.path] = row.silent }
    }
    var boxes: [Network.Box] = []
    for box in diagram.boxes {
      try Interrupt.check()
      let path = (box.groups + [box.name]).joined(separator: ".")
      let kind: Network.Kind =
        switch box.kind {
        case .input: .input
        case .layer: .layer
        case .join: .join
        }
      var drawn = Network.Box(
        kind, box.name, words: words(of: box).joined(separator: " "),
        extents: box.shape.extents, parameters: box.parameters)
      if kind == .input { drawn.words = "" }
      let isConvolution = kind == .layer && box.shape.rank > 1
      if box.shape.rank == 1 || isConvolution && box.parameters > 0 {
        drawn.shown = Network.shownUnits(of: drawn.units)
      }
      if let kernel = kernel(of: path, in: model) {
        let step = max(1, kernel.count / weights)
        drawn.measure(stride(from: 0, to: kernel.count, by: step).map { kernel[$0] })
        if kernel.shape.rank == 2, let before = boxes.last, box.shape.rank == 1,
          kernel.shape[0] == before.units, kernel.shape[1] == drawn.units, before.extents.count == 1
        {
          drawn.connect(before, kernel)
        }
      }
      if kind == .layer, box.parameters > 0 || !box.notes.isEmpty { drawn.silent = silent[path] }
      boxes.append(drawn)
    }
    let network = Network(
      boxes,
      diagram.arrows.map { Network.Arrow(from: $0.from, to: $0.to, isShortcut: $0.isShortcut) })
    var plot = Plot(NetworkChart(network), title: model.name)
    if seen > 0 { plot.notes.append("units over \(NumberText.count(seen, "sample"))") }
    return plot
  }

  /// The word of a line, unless its name has it already, and what else stands there.
  private static func words(of box: ModelDiagram.Box) -> [String] {
    let isSaid = box.name == box.word || box.name.hasPrefix(box.word + "_")
    return (isSaid ? [] : [box.word]) + box.notes
  }

  /// The weights of a line that most tell of it: its kernel, or the only ones with more than one axis.
  private static func kernel(of path: String, in model: Model) -> Tensor? {
    let names = model.parameterNames(of: path)
    let all = names.compactMap { model.parameter(path + "." + $0) }
    let found =
      model.parameter(path + ".kernel") ?? all.first { $0.type.shape.rank > 1 } ?? all.first
    return found?.value
  }
}

extension Network.Box {
  /// Only the weights that are drawn are taken out of a large kernel.
  fileprivate mutating func connect(_ before: Network.Box, _ kernel: Tensor) {
    let units = kernel.shape[1]
    weights = before.shown.flatMap { input in shown.map { kernel[input * units + $0] } }
  }
}
