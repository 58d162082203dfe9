import Data
import Engine
import Formats
import Learning
import Support

/// Reads the true answers of rows as what a model learns: names of classes or their numbers, or numbers in the units of
/// the data.
struct LabelReading: Sendable {
  private enum Form {
    /// Names in the order of their numbers; one output for each where rows are to be 1 at their class.
    case names([String], areRows: Bool, areCleaned: Bool)
    /// Whole numbers below a count, in the shape of the output without its last axis.
    case classNumbers(Int, Shape)
    /// Numbers in the shape of the output, as the model sees them (y − offset) / scale; between 0 and 1 where they are shares.
    case numbers(Shape, offset: Double, scale: Double, areShares: Bool)
  }

  private let form: Form
  private let dtype: DType

  /// Throws where labels of a request are not enough for such a model to learn.
  init(_ model: Model) throws(OnlineProblem) {
    dtype = model.dtype
    if case .function? = model.trainedLoss { throw .ownLoss }
    let target = model.recipe?.target
    let expected = model.trainedLoss?.expectation?.targets
    let classes = model.knownClasses
    switch expected {
    case .labelSequences?, .others?: throw .otherLoss(model.trainedLoss?.text ?? "")
    default: break
    }
    if !classes.isEmpty, expected != .numbers, model.answersClasses(classes.count) {
      form = .names(
        classes, areRows: expected == .distributions, areCleaned: target?.isCleaned ?? false)
      return
    }
    let output = model.outputShape
    let width = output.extents.last ?? 1
    let areClasses =
      expected.map { $0 == .classNumbers }
      ?? (model.outputActivation?.output == .distribution && width > 1)
    if areClasses {
      form = .classNumbers(width, Shape(Array(output.extents.dropLast())))
      return
    }
    let isOne = output.count == 1 && classes.isEmpty
    form = .numbers(
      output, offset: isOne ? target?.offset ?? 0 : 0, scale: isOne ? target?.scale ?? 1 : 1,
      areShares: expected.map { $0 == .shares || $0 == .distributions }
        ?? model.givesProbabilities)
  }

  /// The targets of as many rows as labels.
  func targets(of labels: [JSON]) throws(RequestProblem) -> Tensor {
    switch form {
    case .names(let names, let areRows, let areCleaned):
      var codes: [Int32] = []
      for (index, label) in labels.enumerated() {
        codes.append(Int32(try code(label, names, areCleaned, "labels[\(index)]")))
      }
      guard areRows else { return Tensor(codes, [codes.count]) }
      return Tensor(
        TensorType([codes.count, names.count], dtype),
        element: { Int(codes[$0 / names.count]) == $0 % names.count ? 1 : 0 })
    case .classNumbers(let count, let shape):
      return try NumberReading(shape: shape, dtype: .float64, bound: count)
        .tensor(of: labels) { "labels[\($0)]" }.cast(to: .int32)
    case .numbers(let shape, let offset, let scale, let areShares):
      let numbers = try NumberReading(
        shape: shape, dtype: dtype, bound: nil
      ).tensor(of: labels) { "labels[\($0)]" }
      if areShares,
        let place = numbers.doubles.firstIndex(where: { !(0...1).contains($0) })
      {
        throw RequestProblem(
          422,
          "labels[\(place / max(shape.count, 1))]: \(NumberText.general(numbers.doubles[place])) is not between 0 and 1"
        )
      }
      guard offset != 0 || scale != 1 else { return numbers }
      return Tensor(numbers.doubles.map { ($0 - offset) / scale }, numbers.shape, dtype)
    }
  }

  /// A class by its name; by its number where no class has the number for a name.
  private func code(
    _ label: JSON, _ names: [String], _ areCleaned: Bool, _ place: String
  ) throws(RequestProblem) -> Int {
    var name = label.description
    if case .text(let text) = label { name = text }
    if case .number(let number) = label, let whole = Int(exactly: number) { name = "\(whole)" }
    if areCleaned {
      name = String(name.lowercased().trimmingBlanks)
    }
    if let code = names.firstIndex(of: name) { return code }
    if case .whole(let number) = label, names.indices.contains(number),
      !names.contains(where: { Int($0) != nil })
    {
      return number
    }
    throw RequestProblem(
      422,
      "\(place): \(RequestWords.shown(label)) is no class; there are \(RequestWords.list(names))"
        + RequestWords.guess(name, among: names))
  }

  /// The labels of one request, for descriptions of the interface.
  var schema: JSON {
    switch form {
    case .names(let names, _, _): ["enum": .list(names.map { .text($0) })]
    case .classNumbers(let count, let shape):
      nested(["type": "integer", "minimum": 0, "maximum": .whole(count - 1)], shape)
    case .numbers(let shape, _, _, let areShares):
      shape.extents == [1]
        ? number(areShares) : nested(number(areShares), shape)
    }
  }

  private func number(_ isShare: Bool) -> JSON {
    isShare ? ["type": "number", "minimum": 0, "maximum": 1] : ["type": "number"]
  }

  private func nested(_ item: JSON, _ shape: Shape) -> JSON {
    shape.extents.reversed().reduce(item) { inner, count in
      ["type": "array", "items": inner, "minItems": .whole(count), "maxItems": .whole(count)]
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
