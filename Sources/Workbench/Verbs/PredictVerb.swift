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
    let x: Tensor
    switch call.value("x") {
    case .tensor(let tensor)?:
      return .tensor(try call.interpreter.apply(model, to: tensor))
    case .dataset(let dataset)?: x = dataset.train.x
    default: throw call.wrongType("x", "a tensor or a data set")
    }
    return .tensor(
      TensorValue(try model.predict(x, threads: call.interpreter.options.threads)))
  }
}
