import Engine
import Language
import Learning
import Support

/// How mistakes about a training are worded: its data, its losses, its options.
extension Problems {
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

  static func trainingWords(of error: LearningError) -> LearningWords {
    switch error {
    case .targetShape(let model, let layer, let output, let targets, let loss):
      return (
        "E0320",
        "\(model) ends with \(batched(output)) (layer `\(layer)`) but the targets are "
          + "\(batched(targets)) for \(loss)",
        targetHint(output, targets, loss), nil
      )
    case .classNumber(let row, let value, let classes, let layer, let loss):
      return (
        "E0405",
        "row \(NumberText.grouped(row)) has the target \(NumberText.general(value)), but `\(layer)` "
          + "tells classes 0 to \(classes - 1) apart",
        classHint(value, classes, layer, loss), nil
      )
    case .notFinite(let part, let row):
      return (
        "E0502", "\(part) of row \(NumberText.grouped(row)) is not a finite number",
        "`ok = all(d.x - d.x == 0, axis=1); clean = table(d.x[ok], d.y[ok])` leaves such rows of d out",
        nil
      )
    case .indexNumber(let row, let value, let bound, let layer):
      return (
        "E0419",
        "row \(NumberText.grouped(row)) has the number \(NumberText.general(value)), but `\(layer)` "
          + "knows 0 to \(bound - 1) only",
        "make input_dim of `\(layer)` as large as the vocabulary of the data", nil
      )
    case .notZeroOrOne(let layer, let low, let high, let isPair):
      return (
        "E0601",
        "`\(layer)` ends with one sigmoid, which tells 0 from 1, but labels go from \(low) to \(high)",
        isPair
          ? "`relabel y -> y == \(high)` in the data makes them 0 and 1"
          : "`dense \(high + 1), activation=softmax` has a unit for each class from 0", nil
      )
    case .undecidedLoss(let layer, let activation, let output, let targets, let shape, let advice):
      return (
        "E0601",
        "no loss follows from layer `\(layer)` (\(activation.isEmpty ? "linear" : activation), "
          + "\(batched(output))) and \(targets) (\(batched(shape)))",
        lossHint(advice), nil
      )
    case .lossShape(let name, let found):
      return (
        "E0316", "the loss \(name) gives shape \(found)",
        "it must give one number or one per sample: end it with mean(…)", nil
      )
    case .noSteps:
      return (
        "E0606", "this training has no steps", "write `train d { step m, loss=x -> … }`", nil
      )
    case .stepLoss(let found):
      return (
        "E0316", "the loss gives shape \(batched(found))",
        "it must give one number or one per sample: end it with mean(…)", nil
      )
    case .stepArguments(let wanted, let known):
      return (
        "E0117",
        "the loss takes \(count(wanted, "value")), but the data have \(list(known, "and"))",
        "write `loss=\(known.count == 1 ? known[0] : "(\(known.joined(separator: ", ")))") -> …`",
        nil
      )
    case .monitor(let series, let known):
      return (
        "E0114",
        series.isEmpty
          ? "early_stopping does not say what it watches" : "the run has no series `\(series)`",
        "write early_stopping=early_stopping(3, monitor=\(known.first ?? "loss")); there is \(list(known, "and"))",
        nil
      )
    case .trainingTooLarge(let models, let batchSize, let bytes, let limit):
      return (
        "E0907",
        "training \(models) with batch_size=\(batchSize) needs \(estimate(bytes)), the limit "
          + "is \(byteText(limit))",
        "use a smaller batch_size or smaller layers", nil
      )
    case .noParameters(let model):
      return ("E0602", "\(model) has no weights to train", "add a layer such as `dense 8`", nil)
    case .allFrozen(let model):
      return (
        "E0602", "all weights of \(model) are frozen: nothing is left to train",
        "leave out `freeze=`, or name fewer layers in it", nil
      )
    case .metric(let name, let reason, let mend):
      return (
        "E0603", "\(name) cannot be computed: \(reason)",
        mend ?? "`?\(name.prefix { $0 != "(" })` shows what it takes", nil
      )
    case .option(let name, let rule, let found):
      return (
        "E0401", "`\(name)` must be \(rule), not \(found)", "type `?train` to see the options", nil
      )
    case .setting(let name, let known):
      return (
        "E0621", "a run has no setting `\(name)` that can be changed",
        "it has \(list(known, "and"))", nil
      )
    case .settingFixed(let name, let optimizer):
      return (
        "E0622", "`\(name)` of \(optimizer) decides what is kept for each weight: it stays",
        "train again with another optimizer", nil
      )
    case .classWeights(let expected, let found):
      return (
        "E0406",
        "class_weight has \(count(found, "number")) for \(count(expected, "class", "classes"))",
        "give one number for each class", nil
      )
    case .checkpoint(let misfit): return words(of: misfit)
    case .busy(let model):
      return (
        "E0604", "\(model) is being trained already", "wait for the run to end, or stop it", nil
      )
    case .state(let reason):
      return (
        "E0510", "the file holds no model of this version: \(reason)", "save it again with `save`",
        nil
      )
    default: return ("E0999", "\(error)", "please report this message", nil)
    }
  }

  /// One unit of softmax can tell nothing apart; else the losses that can be meant.
  private static func lossHint(_ advice: LossAdvice) -> String {
    switch advice {
    case .flatten: "put `flatten` before the last layer, so that a sample gives one row"
    case .lastLayer(let units, "softmax"):
      "end with `dense \(units), activation=softmax`: a unit for each class"
    case .lastLayer(let units, let activation):
      "end with `dense \(units)\(activation.isEmpty ? "" : ", activation=\(activation)")`: "
        + "as many units as a target has numbers"
    case .choose(let losses): "choose one: loss=\(list(losses))"
    }
  }

  private static func targetHint(_ output: Shape, _ targets: Shape, _ loss: String) -> String {
    if output.rank > 1 { return "put `flatten` before the last dense layer" }
    if loss.hasPrefix("categorical") && targets.rank == 0 {
      return "use sparse_categorical_crossentropy for class numbers, or `one_hot` in the data"
    }
    if loss.hasPrefix("sparse") && targets.rank == 1 {
      return "use categorical_crossentropy for rows of shares"
    }
    return "the last layer must have as many units as a target has numbers"
  }
}
