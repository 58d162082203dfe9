import Exchange
import Learning

// What `train` would warn of, as far as the program alone shows it.
extension ProgramReader {
  func tellLints(of model: ModelObject, _ data: GivenData, _ validation: GivenData?) {
    defer {
      if let validation, case .array(let held) = validation.inputs, held.part == .test {
        tell(.validationIsTest)
      }
    }
    guard let loss = model.compiled.loss, let word = try? TrainingWords.loss(loss) else { return }
    let name = String(word.prefix { $0 != "(" })
    let isLogits = loss["from_logits"] == .bool(true)
    var classes: Int?
    var isOneHot = false
    if case .array(let targets)? = data.targets, targets.side == .targets {
      classes = targets.data.classes
      isOneHot = targets.isOneHot
      if targets.steps.contains(where: { $0.hasPrefix("relabel") }) { classes = nil }
    }
    if let classes, !isOneHot, classes > 2 {
      if name == "binary_crossentropy" || name == "binary_focal_crossentropy" {
        tell(.targetsOutsideUnitRange(loss: name, low: 0, high: Double(classes - 1)))
      }
      if name == "categorical_crossentropy" { tell(.classNumbersForOneHotLoss(loss: name)) }
    }
    guard let last = lastLayer(of: model) else { return }
    let activation = Self.activation(of: last)
    let label =
      last.name.map(ProgramNames.label) ?? KerasLayers.row(of: last.className)?.word
      ?? "the last layer"
    let units = (last["units"] ?? last.arguments.first { $0.name == nil }?.value)?.number
    if activation == "softmax", last.className == "Dense", units == 1 {
      tell(.softmaxOverOneUnit(layer: label))
    }
    if activation == "sigmoid", name == "sparse_categorical_crossentropy" {
      tell(.sigmoidWithClasses(layer: label, loss: name))
    }
    let isProbability = activation == "softmax" || activation == "sigmoid"
    if isLogits, isProbability {
      tell(.probabilitiesForLogitLoss(layer: label, activation: activation ?? "", loss: word))
    }
    if !isLogits, name.hasSuffix("crossentropy"), activation == nil || activation == "linear",
      last.className == "Dense"
    {
      tell(.logitsForProbabilityLoss(layer: label, loss: name))
    }
    if let classes, !isOneHot, classes > 2,
      ["mean_squared_error", "mean_absolute_error"].contains(name)
    {
      tell(.distanceOnClassNumbers(loss: name, high: Double(classes - 1)))
    }
  }

  /// Columns of a file that no step scales are standardized here by themselves, which Python does not do.
  func tellPrepared(_ data: GivenData) {
    guard case .array(let inputs) = data.inputs, inputs.data.source.hasPrefix("csv("),
      !inputs.steps.contains(where: { $0 == "standardize" || $0 == "min_max" })
    else { return }
    let text =
      "`prepare` standardizes numbers whose size is far from 1, and a numeric target, which the program does not: "
      + "`d.recipe` shows the lines"
    let note =
      "# line \(line): columns of the file are prepared here, and standardized where they are far from 1"
    if !remarks.contains(where: { $0.text == text }) { write([note]) }
    change(text)
  }

  private func tell(_ lint: Lint) { remark(line, .lint(lint), "") }

  private func lastLayer(of model: ModelObject) -> KerasLayer? {
    switch model.kind {
    case .sequential(let items):
      guard case .layer(let layer)? = items.last else { return nil }
      return layer.keras
    case .graph(_, let output):
      guard case .layer(let layer) = output.kind else { return nil }
      return layer.keras
    }
  }

  private static func activation(of layer: KerasLayer) -> String? {
    if layer.className == "Softmax" { return "softmax" }
    let named = try? KerasLayers.named(layer)
    if case .text(let text)? = (named ?? layer)["activation"] { return text }
    return nil
  }
}
