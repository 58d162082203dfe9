import Engine
import Learning
import Support

/// How it is worded that targets, losses and a model do not fit one another.
extension Problems {
  static func words(of error: LossError) -> Words {
    switch error {
    case .targetShape(let model, let layer, let output, let targets, let loss, let takes):
      return (
        "E0320",
        "\(model) ends with \(batched(output)) (layer `\(layer)`) but the targets are "
          + "\(batched(targets)) for \(loss)",
        targetHint(output, targets, takes)
      )
    case .classNumber(let row, let value, let classes, let layer, let loss):
      return (
        "E0405",
        "row \(NumberText.grouped(row)) has the target \(NumberText.general(value)), but `\(layer)` "
          + "tells classes 0 to \(classes - 1) apart",
        classHint(value, classes, layer, loss)
      )
    case .ignoredClass(let number, let data, let loss):
      return (
        "E0405",
        "\(data) has the target \(number) where nothing is asked for, and \(loss) counts it",
        "leave it out: loss=sparse_categorical_crossentropy(ignore_class=\(number))"
      )
    case .noTargets(let data):
      return (
        "E0522", "\(data) has no targets",
        "train it with losses of your own: train d { step m, loss=x -> … }"
      )
    case .notZeroOrOne(let layer, let low, let high, let isPair):
      return (
        "E0601",
        "`\(layer)` ends with one sigmoid, which tells 0 from 1, but labels go from \(low) to \(high)",
        isPair
          ? "`relabel y -> y == \(high)` in the data makes them 0 and 1"
          : "`dense \(high + 1), activation=softmax` has a unit for each class from 0"
      )
    case .undecided(let layer, let activation, let output, let targets, let shape, let advice):
      return (
        "E0601",
        "no loss follows from layer `\(layer)` (\(activation.isEmpty ? "linear" : activation), "
          + "\(batched(output))) and \(targets) (\(batched(shape)))",
        lossHint(advice)
      )
    case .lossShape(let name, let found):
      return (
        "E0316", "the loss \(name) gives shape \(found)",
        "it must give one number or one per sample: end it with mean(…)"
      )
    case .stepLoss(let found):
      return (
        "E0316", "the loss gives shape \(batched(found))",
        "it must give one number or one per sample: end it with mean(…)"
      )
    case .notPerSample(let name):
      return (
        "E0543", "the loss \(name) gives one number for all samples: weights cannot act in it",
        "let it give one number for each sample, without the mean"
      )
    case .stepArguments(let wanted, let known):
      return (
        "E0117",
        "the loss takes \(count(wanted, "value")), but the data have \(list(known, "and"))",
        "write `loss=\(known.count == 1 ? known[0] : "(\(known.joined(separator: ", ")))") -> …`"
      )
    case .classWeights(let expected, let found):
      return (
        "E0406",
        "class_weight has \(count(found, "number")) for \(count(expected, "class", "classes"))",
        "give one number for each class"
      )
    case .unknownClass(let name, let known):
      if known.contains(name) || Int(name).map({ known.indices.contains($0) }) ?? false {
        return (
          "E0406", "class_weight has the class `\(name)` twice",
          "the name of a class and its number mean the same; give one of them"
        )
      }
      let shown = known.map(RecordText.name)
      return (
        "E0406", "class_weight speaks of `\(name)`, which is no class of the data",
        suggestion(
          name, among: known,
          otherwise: "there is " + list(first: 8, of: shown))
      )
    }
  }

  /// One line for a target that is no class number from 0 on.
  private static func classHint(
    _ value: Double, _ classes: Int, _ layer: String, _ loss: String
  ) -> String {
    guard value == value.rounded(), abs(value) < 1e9 else {
      return "class numbers are whole: `relabel y -> round(y)`; numbers are predicted by `dense 1`"
    }
    if value < 0 {
      return "yes or no? `relabel y -> y > 0`; a sample without a class? "
        + "`loss=\(loss)(ignore_class=\(NumberText.general(value)))`"
    }
    let units = "`\(layer)` with \(NumberText.general(value + 1)) units tells it apart"
    return value == Double(classes)
      ? "classes that are counted from 1: `relabel y -> y - 1` in the data; else \(units)" : units
  }

  /// One unit of softmax can tell nothing apart; else the losses that can be meant.
  private static func lossHint(_ advice: LossAdvice) -> String {
    switch advice {
    case .flatten: "put `flatten` before the last layer, so that a sample gives one row"
    case .classes(let units):
      "end with `dense \(units), activation=softmax`: a unit for each class"
    case .lastLayer(let units, let activation):
      "end with `dense \(units)\(activation.isEmpty ? "" : ", activation=\(activation)")`: "
        + "as many units as a target has numbers"
    case .choose(let losses): "choose one: loss=\(list(losses))"
    }
  }

  private static func targetHint(
    _ output: Shape, _ targets: Shape, _ takes: LossExpectation.Targets
  ) -> String {
    if output.rank > 1 { return "put `flatten` before the last dense layer" }
    if takes == .distributions && targets.rank == 0 {
      return "use sparse_categorical_crossentropy for class numbers, or `one_hot` in the data"
    }
    if takes == .classNumbers && targets.rank == 1 {
      return "use categorical_crossentropy for rows of shares"
    }
    return "the last layer must have as many units as a target has numbers"
  }
}
