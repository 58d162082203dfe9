import Engine
import Learning
import Plots
import Support

/// How it is worded that shapes inside a model do not fit one another.
extension Problems {
  static func words(of error: ModelShapeError) -> PlacedWords {
    switch error {
    case .layer(let label, let kind, let need, let found, let origin):
      let name = label == kind ? kind : "\(kind) (layer `\(label)`)"
      return (
        "E0310", "\(name) needs \(text(of: need)) but gets \(batched(found))",
        hint(for: need, found), origin
      )
    case .sequenceEnded(let label, let kind, let before, let need, let found, let origin):
      let name = label == kind ? kind : "\(kind) (layer `\(label)`)"
      let units = found.extents.last ?? 4
      let line =
        before == "bidirectional"
        ? "bidirectional { lstm \(max(1, units / 2)), return_sequences=true }"
        : "\(before) \(units), return_sequences=true"
      return (
        "E0310",
        "\(name) needs \(text(of: need)), but the \(before) before it gives its last state only: \(batched(found))",
        "write the one before as `\(line)`", origin
      )
    case .residual(let label, let path, let input, let origin):
      return (
        "E0311",
        "residual `\(label)`: the path ends with shape \(batched(path)) but its input is \(batched(input))",
        "make the last layer give the same shape, or use `add { path { … } path { dense … } }`",
        origin
      )
    case .paths(let label, let merge, let shapes, let origin):
      return (
        "E0312",
        "\(merge.rawValue) `\(label)`: the paths end with \(list(shapes.map(batched), "and"))",
        merge == .combine
          ? "the function must give a number or more for each sample, with the batch as first axis"
          : merge == .concatenate
            ? "all axes but the last must agree" : "all paths must end with the same shape", origin
      )
    case .sharedModel(let label, let expected, let found, let origin):
      return (
        "E0313",
        "`\(label)` takes \(list(expected.map(batched), "and")) but gets \(batched(found))",
        "a model used as a layer keeps its input shape", origin
      )
    case .input(let model, let input, let shape):
      guard shape.extents.contains(where: { $0 < 1 }) else {
        return (
          "E0906", "\(model): one sample of input `\(input)` has too many numbers, \(shape)",
          "use a smaller input, such as `model [28, 28, 1] { … }`", nil
        )
      }
      return (
        "E0309", "\(model): input `\(input)` has the empty shape \(shape)",
        "sizes are at least 1: `model 784 { … }` or `model [28, 28, 1] { … }`", nil
      )
    }
  }

  /// Completes "needs".
  private static func text(of need: LayerNeed) -> String {
    switch need {
    case .features: "[batch, features]"
    case .sequence: "[batch, time, features]"
    case .sequenceUpTo(let length): "[batch, at most \(length), features]"
    case .timeFirst: "[batch, time, …]"
    case .windowAxes(let axes):
      axes == 1 ? "3 axes [batch, steps, channels]" : "4 axes [batch, height, width, channels]"
    case .window(let least):
      least.count == 1
        ? "at least \(least[0]) steps" : "at least \(least[0]) rows and \(least[1]) columns"
    case .longer(let cut):
      cut.count == 1
        ? "more than \(cut[0]) steps" : "more than \(cut[0]) rows and \(cut[1]) columns"
    case .convolutionGroups(let groups): "channels that divide into \(groups) groups"
    case .normalizationGroups(let groups): "a number of channels that \(groups) groups divide"
    case .lastAxis: "[batch, …, features]"
    case .axes(let axes): "axis \(axes.map(String.init).joined(separator: ", "))"
    case .featureCount(let count): "\(count) features"
    case .elements(let count): "samples of \(count) elements"
    case .rank(let rank): "samples of \(count(rank, "axis", "axes"))"
    case .recurrentLine: "one line with simple_rnn, lstm or gru"
    case .linesWithKernel: "lines with a kernel, such as dense"
    case .attended(let label): "value=\(label) as [batch, places, features]"
    case .pairsUpTo(let limit): "at most \(limit) pairs of places"
    case .tableUpTo(let limit): "at most \(limit) numbers a sample"
    case .unrolledUpTo(let limit):
      "at most \(NumberText.grouped(limit)) steps with this activation or size"
    case .outputUpTo(let limit):
      "an output of at most \(NumberText.grouped(limit)) numbers a sample"
    case .operation(let expected): expected
    }
  }

  private static func hint(for need: LayerNeed, _ found: Shape) -> String {
    switch need {
    case .outputUpTo: return "use a smaller size"
    case .linesWithKernel: return "put one into its braces: `lora 2 { dense 8 }`"
    case .longer: return "cut off less, so that something is left"
    case .window: return "a smaller window fits, and so does any with `padding=same`"
    // Sequences and images without their axis of channels; pictures as one long row.
    case .sequence where found.rank == 1, .windowAxes(1) where found.rank == 1:
      return "put `reshape [\(found[0]), 1]` before it"
    case .windowAxes(2) where found.rank == 2:
      return "put `reshape [\(found[0]), \(found[1]), 1]` before it"
    case .windowAxes(2) where found.rank != 3:
      if let side = ImageCell.squareSide(found.count) {
        return "put `reshape [\(side), \(side), 1]` before it"
      }
    case .features, .sequence, .sequenceUpTo, .timeFirst, .windowAxes, .convolutionGroups,
      .normalizationGroups, .lastAxis, .axes, .featureCount, .elements, .rank, .recurrentLine,
      .attended, .pairsUpTo, .tableUpTo, .unrolledUpTo, .operation:
      break
    }
    return "`reshape […]` before it changes the shape"
  }
}
