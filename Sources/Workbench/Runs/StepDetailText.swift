import Engine
import Learning
import Support

/// How a single step is shown: forward, loss, backward, update.
package enum StepDetailText {
  /// Tensors of up to so many numbers are shown whole, larger ones as statistics.
  private static let shownNumbers = 8

  /// Several lines: the batch, then forward, loss, backward, update.
  package static func text(_ detail: StepDetail, of run: String) -> String {
    let head =
      "step \(NumberText.grouped(detail.step)) of \(run), epoch \(detail.epoch): "
      + "\(Problems.count(detail.samples.count, "sample")) (\(samples(detail.samples)))"
    var forward = table(["forward", "kind", "one sample", "values"])
    for layer in detail.layers {
      forward.append([
        layer.path, layer.kind, Shape(Array(layer.output.shape.extents.dropFirst())).description,
        values(layer.output),
      ])
    }
    var backward = table(["backward", "", "norm", "gradient"])
    var update = table(["update", "", "norm", "change of the weight"])
    for weight in detail.weights {
      let shape = weight.gradient.shape.description
      let change = difference(weight)
      backward.append([weight.path, shape, size(weight.gradient), values(weight.gradient)])
      update.append([weight.path, shape, size(change), values(change)])
    }
    let lines =
      [head] + forward.lines(indent: 2) + ["  loss \(NumberText.general(detail.loss))"]
      + backward.lines(indent: 2)
      + ["  learning_rate \(NumberText.general(detail.learningRate))"] + update.lines(indent: 2)
    return lines.joined(separator: "\n")
  }

  private static func table(_ header: [String]) -> TextTable {
    TextTable(header: header, alignments: header.map { _ in .left })
  }

  /// `7, 12, 3, …`: where they stand in the training data.
  private static func samples(_ positions: [Int]) -> String {
    let shown = positions.prefix(6).map(String.init).joined(separator: ", ")
    return positions.count > 6 ? shown + ", …" : shown
  }

  private static func values(_ tensor: Tensor) -> String {
    let numbers = tensor.doubles
    if numbers.count <= shownNumbers {
      return "[" + numbers.map { NumberText.significant($0, digits: 4) }.joined(separator: ", ")
        + "]"
    }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let parts = [("mean", mean), ("min", numbers.min() ?? .nan), ("max", numbers.max() ?? .nan)]
    return parts.map { "\($0.0) \(NumberText.significant($0.1, digits: 4))" }.joined(
      separator: "  ")
  }

  private static func size(_ tensor: Tensor) -> String {
    let squares = tensor.doubles.reduce(0) { $0 + $1 * $1 }
    return NumberText.significant(squares.squareRoot(), digits: 4)
  }

  private static func difference(_ weight: StepDetail.Weight) -> Tensor {
    Tensor(zip(weight.after.doubles, weight.before.doubles).map { $0 - $1 }, weight.after.shape)
  }
}
