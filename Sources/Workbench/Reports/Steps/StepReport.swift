import Engine
import Learning
import Plots
import Support

/// How a single step is shown: forward, loss, backward, update.
package enum StepReport {
  /// Tensors of up to so many numbers are shown whole, larger ones as statistics.
  private static let shownNumbers = 8

  /// The batch, then forward, loss, backward, update.
  package static func make(_ detail: StepDetail, of run: String) -> Report {
    let forward = Table(
      detail.layers,
      [
        .text("forward") { $0.path }, .text("kind") { $0.kind },
        .text("one sample") { Shape(Array($0.output.shape.extents.dropFirst())).description },
        .text("values") { values($0.output) },
      ])
    return Report(
      "step", title: head(of: detail, run),
      [
        .table(forward), named("loss", detail.loss),
        .table(weights(detail, "backward", "gradient") { $0.gradient }),
        named("learning_rate", detail.learningRate),
        .table(weights(detail, "update", "change of the weight", difference)),
      ])
  }

  /// `step 70 of r, epoch 5: 4 samples (26, 49, 9, 1)`.
  static func head(of detail: StepDetail, _ run: String) -> String {
    "step \(NumberText.grouped(detail.step)) of \(run), epoch \(detail.epoch): "
      + "\(Problems.count(detail.samples.count, "sample")) (\(samples(detail.samples)))"
  }

  static func named(_ name: String, _ number: Double) -> Report.Block {
    .facts(
      Facts(
        sentence: "\(name) \(NumberText.general(number))", [Fact(name, .number(number, .general))]))
  }

  /// What a step does with each weight: its size, and its numbers.
  static func weights(
    _ detail: StepDetail, _ title: String, _ what: String,
    _ change: @escaping (StepDetail.Weight) -> Tensor
  ) -> Table {
    Table(
      detail.weights.map { ($0, change($0)) },
      [
        .text(title) { $0.0.path },
        .text("shape", title: "") { $0.0.gradient.shape.description },
        .number("norm", .significant(4), isLeft: true) { size($0.1) },
        .text(what) { values($0.1) },
      ])
  }

  /// `7, 12, 3, …`: where they stand in the training data.
  static func samples(_ positions: [Int]) -> String {
    let shown = positions.prefix(6).map(String.init).joined(separator: ", ")
    return positions.count > 6 ? shown + ", …" : shown
  }

  static func values(_ tensor: Tensor) -> String { values(tensor.doubles) }

  /// Few numbers whole, many as statistics.
  static func values(_ numbers: [Double]) -> String {
    if numbers.count <= shownNumbers {
      return "[" + numbers.map { NumberText.significant($0, digits: 4) }.joined(separator: ", ")
        + "]"
    }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let parts = [("mean", mean), ("min", numbers.min() ?? .nan), ("max", numbers.max() ?? .nan)]
    return parts.map { "\($0.0) \(NumberText.significant($0.1, digits: 4))" }.joined(
      separator: "  ")
  }

  static func size(_ tensor: Tensor) -> Double {
    tensor.doubles.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  static func difference(_ weight: StepDetail.Weight) -> Tensor {
    Tensor(zip(weight.after.doubles, weight.before.doubles).map { $0 - $1 }, weight.after.shape)
  }
}
