import Engine
import Learning
import Plots
import Support

extension StepReport {
  /// One phase of a step: where in the model it is, its formula, its numbers.
  ///
  /// `lit` is the layer that is looked at, counted from 0; it is one of the model's or none.
  static func phase(
    _ phase: StepPhase, of detail: StepDetail, lit: Int, loss: String, optimizer: String
  ) -> Report {
    let layer = detail.layers.indices.contains(lit) ? detail.layers[lit] : nil
    var blocks: [Report.Block] = [.note(way(through: detail, at: phase, lit: lit))]
    switch phase {
    case .forward:
      if let layer { blocks.append(.note("\(layer.path): \(StepFormula.forward(layer))")) }
      blocks.append(.table(forward(detail, lit: lit)))
      if let layer, let one = first(of: layer.output, detail) { blocks.append(.note(one)) }
    case .loss:
      blocks.append(.note("\(StepFormula.loss(loss)), with t for the targets"))
      blocks.append(named("loss", detail.loss))
    case .backward:
      if let layer {
        blocks.append(.note("\(layer.path): \(StepFormula.backward(layer))"))
      }
      blocks.append(.table(marked(detail, layer, "backward", "gradient") { $0.gradient }))
    case .update:
      blocks.append(.note("\(StepFormula.update(optimizer))"))
      blocks.append(named("learning_rate", detail.learningRate))
      blocks.append(.table(marked(detail, nil, "update", "change of the weight", difference)))
      if detail.weights.allSatisfy({ $0.before.isIdentical(to: $0.after) }) {
        blocks.append(.note("no weight moved: gradients are added up, or there are none"))
      }
    }
    return Report("step", blocks)
  }

  /// `x -> [dense] -> dense_1 -> loss`: what is lit stands in brackets; of a deep model what is near it.
  private static func way(through detail: StepDetail, at phase: StepPhase, lit: Int) -> String {
    var names = ["x"] + detail.layers.map { Sanitizer.visible($0.path) } + ["loss"]
    let place: Range<Int> =
      switch phase {
      case .forward, .backward: lit + 1..<lit + 2
      case .loss: names.count - 1..<names.count
      case .update: 1..<names.count - 1
      }
    for index in place where names.indices.contains(index) { names[index] = "[\(names[index])]" }
    let most = 7
    if names.count > most {
      let first = max(0, min(place.lowerBound - most / 2, names.count - most))
      let shown = names[first..<first + most]
      names = (first > 0 ? ["..."] : []) + shown + (first + most < names.count ? ["..."] : [])
    }
    return phase.rawValue + ": " + names.joined(separator: phase == .backward ? " <- " : " -> ")
  }

  private static func forward(_ detail: StepDetail, lit: Int) -> Table {
    Table(
      detail.layers.enumerated().map { (number: $0, layer: $1) },
      [
        .text("lit", title: "") { $0.number == lit ? ">" : "" },
        .text("forward") { $0.layer.path }, .text("kind") { $0.layer.kind },
        .text("one sample") {
          Shape(Array($0.layer.output.shape.extents.dropFirst())).description
        }, .text("values") { values($0.layer.output) },
      ])
  }

  private static func marked(
    _ detail: StepDetail, _ layer: StepDetail.Layer?, _ title: String, _ what: String,
    _ change: @escaping (StepDetail.Weight) -> Tensor
  ) -> Table {
    Table(
      detail.weights.map { ($0, change($0)) },
      [
        .text("lit", title: "") { row in
          layer.map { row.0.path.hasPrefix($0.path + ".") } == true ? ">" : ""
        },
        .text(title) { $0.0.path },
        .text("shape", title: "") { $0.0.gradient.shape.description },
        .number("norm", .significant(4), isLeft: true) { size($0.1) },
        .text(what) { values($0.1) },
      ])
  }

  /// What the first sample of the batch came to, where that is a handful of numbers.
  private static func first(of output: Tensor, _ detail: StepDetail) -> String? {
    let numbers = output.doubles
    guard let sample = detail.samples.first, output.shape.rank > 0, detail.samples.count > 1,
      numbers.count % detail.samples.count == 0
    else { return nil }
    let own = Array(numbers.prefix(numbers.count / detail.samples.count))
    return own.isEmpty ? nil : "sample \(sample) of the data gives \(values(own))"
  }
}
