import Learning
import Support

/// How it is worded that a model or what it computes is too large.
extension Problems {
  static func words(of error: SizeError) -> PlacedWords {
    switch error {
    case .tooManyLayers(let limit, let origin):
      return (
        "E0905",
        "a model may have at most \(NumberText.grouped(limit)) layers, nested at most 200 deep",
        "use fewer repetitions", origin
      )
    case .modelTooLarge(let model, let parameters, let bytes, let limit):
      return (
        "E0906",
        "\(model) would have \(amount(parameters, "parameters")): training needs "
          + "\(estimate(bytes)), the limit is \(byteText(limit))",
        "use smaller layers", nil
      )
    case .computationTooLarge(let model, let bytes, let limit):
      return (
        "E0906",
        "computing \(model) needs \(estimate(bytes)), the limit is \(byteText(limit))",
        "use fewer samples at once, or smaller layers", nil
      )
    case .trainingTooLarge(let models, let batchSize, let bytes, let limit):
      return (
        "E0907",
        "training \(models) with batch_size=\(batchSize) needs \(estimate(bytes)), the limit "
          + "is \(byteText(limit))",
        "use a smaller batch_size or smaller layers", nil
      )
    }
  }
}
