import Data
import Formats

/// The columns of a table on their way to a model's input: what its recipe does to raw rows, as operators.
///
/// Numbers go in as float64, words as texts; each is [N × 1]. Nothing that stands in a row is NaN, or the empty text.
struct ONNXColumns {
  /// Where the operators of words and tables are defined.
  static let domain = (name: "ai.onnx.ml", version: 2)
  /// The code of a row in which nothing stands, and of a word that training has not seen.
  static let (missing, unseen) = (-1, -2)

  private struct Column {
    let name: String
    /// The name of what stands there now.
    var value: String
    /// The words of the codes; `nil` for numbers.
    var words: [String]?
    /// Whether its numbers are seconds since 1970.
    var isMoment = false
    /// How many numbers a row has there.
    var width = 1
  }

  private let writer: ONNXWriter
  private var columns: [Column] = []

  /// Takes the columns of a recipe as inputs; `nil` where one of its steps has no form in ONNX.
  init?(_ recipe: Recipe, _ writer: ONNXWriter) {
    guard recipe.raw == nil, recipe.texts.isEmpty, !recipe.looksBack,
      recipe.steps.allSatisfy(Self.hasForm), recipe.columns.allSatisfy({ $0.kind != .text })
    else { return nil }
    self.writer = writer
    for column in recipe.columns { take(column) }
    for step in recipe.steps {
      if let computed = step.computed {
        guard let numbers = formula.numbers(computed.formula) else { return nil }
        // Numbers alone are the same for all rows: they take the rows of a column.
        let isOfRows = !computed.formula.columns.isEmpty
        guard isOfRows else { return nil }
        columns.append(Column(name: computed.name, value: numbers, words: nil))
      }
      for change in step.changes { apply(change) }
    }
  }

  /// All numbers of a row side by side, as float64.
  func joined() -> String {
    let names = columns.map(\.value)
    return names.count == 1 ? names[0] : writer.add("Concat", names, [("axis", .int(1))])
  }

  private var formula: ONNXFormula {
    ONNXFormula(
      writer: writer,
      columns: Dictionary(
        columns.filter { $0.width == 1 }.map { column in
          (
            column.name,
            column.words.map { .codes(column.value, words: $0) }
              ?? (column.isMoment ? .moments(column.value) : .numbers(column.value))
          )
        }
      ) { _, last in last })
  }

  private static func hasForm(_ step: FittedStep) -> Bool {
    step.lags == nil && step.changes.allSatisfy { $0.change != .clean && $0.change != .tokens }
  }

  private mutating func take(_ column: ColumnSchema) {
    let name = writer.unused(column.name)
    let isWords = column.kind == .category
    writer.graph.inputs.append(
      ONNXValue(name, isWords ? .string : .double, [.named("N"), .known(1)]))
    guard isWords else {
      columns.append(
        Column(name: column.name, value: name, words: nil, isMoment: column.kind == .date))
      return
    }
    let codes = writer.add(
      "LabelEncoder", [name],
      [
        ("keys_strings", .strings(column.words + [""])),
        ("values_int64s", .ints(Array(column.words.indices) + [Self.missing])),
        ("default_int64", .int(Self.unseen)),
      ], domain: Self.domain.name)
    columns.append(Column(name: column.name, value: codes, words: column.words))
  }

  private mutating func apply(_ change: FittedStep.Change) {
    guard let place = columns.firstIndex(where: { $0.name == change.column }) else { return }
    var column = columns[place]
    let x = column.value
    func number(_ value: Double) -> String { writer.double([value], [1, 1]) }
    switch change.change {
    case .drop:
      columns.remove(at: place)
      return
    case .fillNumber(let value):
      column.value = writer.add("Where", [writer.add("IsNaN", [x]), number(value), x])
    case .fillWord(let word):
      guard let code = column.words?.firstIndex(of: word) else { return }
      let isGap = writer.add("Equal", [x, writer.vector([Self.missing])])
      column.value = writer.add("Where", [isGap, writer.vector([code]), x])
    case .clip(let low, let high):
      column.value = writer.add("Min", [writer.add("Max", [x, number(low)]), number(high)])
    case .scale(let offset, let factor):
      column.value = writer.add("Mul", [writer.add("Sub", [x, number(offset)]), number(factor)])
    case .logarithm(let plusOne):
      column.value = writer.add("Log", [plusOne ? writer.add("Add", [x, number(1)]) : x])
    case .days:
      column.value = writer.add("Div", [x, number(86_400)])
      column.isMoment = false
    case .bins(let edges):
      let above = writer.add("GreaterOrEqual", [x, writer.double(edges, [1, edges.count])])
      let count = writer.add(
        "ReduceSum", [writer.doubles(of: above), writer.vector([1])], [("keepdims", .int(1))])
      column.value = writer.add("Where", [writer.add("IsNaN", [x]), x, count])
    case .oneHot(let words):
      guard let known = column.words else { return }
      // A word that has no code is never met.
      let codes = words.map { known.firstIndex(of: $0) ?? -9 }
      column.value = writer.doubles(of: writer.add("Equal", [x, writer.row(codes)]))
      (column.words, column.width) = (nil, words.count)
    case .ordinal(let words):
      guard let known = column.words else { return }
      let places = known.map { word in words.firstIndex(of: word).map(Double.init) ?? .nan }
      let table = writer.double([.nan, .nan] + places, [places.count + 2])
      let index = writer.add("Sub", [x, writer.vector([Self.unseen])])
      column.value = writer.add("Gather", [table, index], [("axis", .int(0))])
      column.words = nil
    case .clean, .tokens: return
    }
    columns[place] = column
  }
}

extension ONNXWriter {
  /// Numbers of float64 as an initializer.
  func double(_ numbers: [Double], _ extents: [Int]) -> String {
    let name = unused("numbers")
    graph.initializers.append(
      ONNXTensor(
        name, .double, extents, numbers.withUnsafeBytes { Array($0) }))
    return name
  }

  /// Whole numbers side by side.
  fileprivate func row(_ numbers: [Int]) -> String {
    var tensor = ONNXTensor(unused("codes"), ints: numbers)
    tensor.extents = [1, numbers.count]
    graph.initializers.append(tensor)
    return tensor.name
  }

  /// Truths as 1 and 0.
  func doubles(of truth: String) -> String {
    add("Cast", [truth], [("to", .int(ONNXElementType.double.rawValue))])
  }
}
