import Catalog
import Engine
import Learning

/// `predict m, x`: the model's output for each sample, dropout switched off.
enum PredictVerb: Verb {
  static let signature = Signature(
    "predict", .verb, "the output of a model for each sample", example: "predict m, xor.x",
    [
      ParameterDescription("model", "The model.", expected: "a model"),
      ParameterDescription(
        "x", "Samples, or a part of a data set.", expected: "a tensor or a data set"),
    ])

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call.model()
    let threads = call.interpreter.options.threads
    switch call.value("x") {
    case .tensor(let tensor)?:
      return .tensor(try call.interpreter.apply(model, to: tensor))
    case .dataset(let dataset)?:
      return .tensor(TensorValue(try model.predict(dataset.train, threads: threads)))
    case .list(let items)?:
      let tensors = items.compactMap { item in
        if case .tensor(let tensor) = item { tensor.known } else { nil }
      }
      guard tensors.count == items.count else { break }
      return .tensor(TensorValue(try model.predict(tensors, threads: threads)))
    default: break
    }
    throw call.wrongType("x", "a tensor, a data set, or a list with a tensor for each input")
  }
}
