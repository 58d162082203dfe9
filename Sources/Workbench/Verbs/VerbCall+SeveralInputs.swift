import Catalog
import Data
import Engine
import Language
import Learning

extension VerbCall {
  /// A tensor for each input of a model that has several, in its order, out of one value: a list or a tensor with
  /// one item for each, or records with a field for each.
  ///
  /// `nil` for a model of one input and for any other value. Fails where fields have other names, and where they
  /// hold no numbers.
  func tensors(of value: Value, for model: Model) throws -> [Tensor]? {
    guard model.inputs.count > 1 else { return nil }
    switch value {
    case .tensor(let tensor):
      guard let known = tensor.known, known.shape.rank > 1, known.shape[0] == model.inputs.count
      else { return nil }
      let item = known.item
      // One row for each input may as well be rows of one of them.
      return model.inputs.allSatisfy {
        $0.shape == item || $0.shape.extents == Array(item.extents.dropFirst())
      }
        ? known.items : nil
    case .record, .list:
      guard model.recipe == nil, let records = try RecordColumns(value) else { return nil }
      let names = records.columns.map(\.name)
      guard Set(names) == Set(model.inputs.map(\.name)) else {
        throw LearningError.input(
          .inputNames(model: model.name, expected: model.inputs.map(\.name), found: names))
      }
      return try model.inputs.compactMap { input in
        guard let values = records.columns.first(where: { $0.name == input.name })?.values else {
          return nil
        }
        let joined = if values.count == 1 { values[0] } else { try ListValue.make(values) }
        guard case .tensor(let tensor) = joined, let known = tensor.known else {
          throw ValueProblem.wrongKind(
            of: "the input \(input.name)", expected: "numbers", found: joined.messageText)
        }
        return known
      }
    default: return nil
    }
  }
}

extension VerbCall {
  /// A batch for each input of a model; tensors that fit its inputs in another order only are told so.
  func batch(_ tensors: [Tensor], for model: Model) throws -> Samples {
    do throws(LearningError) {
      return try model.samples(of: tensors)
    } catch {
      guard case .input(.otherShape) = error, let order = model.order(of: tensors) else {
        throw error
      }
      throw InputOrderProblem(model: model.name, inputs: model.inputs.map(\.name), given: order)
    }
  }
}

/// Tensors that fit the inputs of a model one by one, in another order; worded in `Problems`.
struct InputOrderProblem: Error {
  let model: String
  /// In the model's order.
  let inputs: [String]
  /// Which input each given tensor fits, in the order in which they are given.
  let given: [String]
}

extension Model {
  /// The input that each tensor fits by its shape; `nil` where that is not one each.
  fileprivate func order(of tensors: [Tensor]) -> [String]? {
    guard tensors.count == inputs.count else { return nil }
    var free = inputs
    var order: [String] = []
    for tensor in tensors {
      guard
        let place = free.firstIndex(where: { $0.shape == tensor.item || $0.shape == tensor.shape })
      else { return nil }
      order.append(free.remove(at: place).name)
    }
    return order
  }
}

extension Tensor {
  /// The shape of what stands along the first axis.
  fileprivate var item: Shape { Shape(Array(shape.extents.dropFirst())) }

  /// What stands along the first axis, one after the other.
  fileprivate var items: [Tensor] {
    let size = item.count
    return (0..<shape[0]).map {
      Tensor(doubles(in: $0 * size..<($0 + 1) * size), item, dtype)
    }
  }
}

extension Evaluator {
  /// `[a, b]` behind a model of as many inputs: one tensor for each, of any shapes. `nil` for anything else.
  func inputs(
    _ expression: Expression, behind before: EvaluatedArguments, of signature: Signature?
  ) throws -> Value? {
    guard signature?.namesInputs == true, case .list(let items) = expression.kind,
      case .model(let model)? = before.positional.first?.value, model.inputs.count > 1,
      items.count == model.inputs.count
    else { return nil }
    let values = try items.map { try evaluate($0) }
    return try Problems.located(at: expression.span) {
      if values.allSatisfy({ if case .tensor = $0 { true } else { false } }) {
        return .list(try ValueList(values).checked())
      }
      return try ListValue.make(values)
    }
  }
}
