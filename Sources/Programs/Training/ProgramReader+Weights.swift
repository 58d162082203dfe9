// How much is trained of what: steps, weights of classes and samples.
extension ProgramReader {
  /// Throws where an epoch is not all samples, which changes how long is trained.
  func checkSteps(_ given: CallArguments, _ data: GivenData) throws(NotUnderstood) {
    guard let steps = given.value("steps_per_epoch"), !steps.isNone else { return }
    let size: Int?
    switch given.value("batch_size", at: 2) {
    case nil, Meaning.none?: size = 32
    case .integer(let number)?: size = number
    default: size = nil
    }
    if case .integer(let count) = steps, let size, size > 0, case .array(let array) = data.inputs,
      let all = array.count, count == all / size || count == (all + size - 1) / size
    {
      return
    }
    throw NotUnderstood(
      "`steps_per_epoch` changes how long is trained: an epoch is all samples here; write so many `epochs` as come to the same steps"
    )
  }

  /// Says that classes have other numbers here; throws where the training itself would be another one.
  func checkClasses(of model: ModelObject, _ data: GivenData) throws(NotUnderstood) {
    guard case .array(let targets)? = data.targets, targets.data.isRenumbered else { return }
    guard let loss = model.compiled.loss, let word = try? TrainingWords.loss(loss),
      word.contains("crossentropy")
    else {
      return try checkNumbers(of: targets.data)
    }
    model.isRenumbered = true
    let counting = ["precision", "recall", "f1", "fbeta", "positives", "negatives", "specificity"]
    for metric in model.compiled.metrics {
      let name = metric.className.lowercased()
      if counting.contains(where: name.contains) { try checkNumbers(of: targets.data) }
    }
    let words = targets.data.classNumbers.map(\.word).sorted().prefix(10)
    change("the classes are \(words.joined(separator: ", ")) here, in this order")
  }

  func weights(
    _ given: CallArguments, of data: GivenData
  ) throws(NotUnderstood) -> [String] {
    var options: [String] = []
    var numbers: [(word: String, number: Int)] = []
    if case .array(let targets)? = data.targets { numbers = targets.data.classNumbers }
    switch given.value("class_weight") {
    case nil, Meaning.none?: break
    case .dictionary(let pairs)?:
      var fields: [String] = []
      for (key, value) in pairs {
        guard case .integer(let label) = key, let weight = valueText(value) else {
          throw NotUnderstood("its class weights are not known here")
        }
        guard
          let word = numbers.isEmpty
            ? "\(label)" : numbers.first(where: { $0.number == label })?.word
        else { throw NotUnderstood("no class has the number \(label) of its class weights") }
        fields.append("\(ProgramText.quoted(word)): \(weight.text)")
      }
      options.append("class_weight={\(fields.joined(separator: ", "))}")
    default:
      options.append("class_weight=balanced")
      change("the class weights are computed here: `balanced`")
    }
    if let weights = given.value("sample_weight"), !weights.isNone {
      guard let text = valueText(weights) else {
        throw NotUnderstood("its sample weights are not known here")
      }
      options.append("sample_weight=\(text.text)")
    }
    if let shuffles = given.value("shuffle"), case .truth(false) = shuffles {
      options.append("shuffle=false")
    }
    return options
  }
}
