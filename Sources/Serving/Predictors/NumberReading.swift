import Engine
import Support

/// Reads nested lists of JSON as rows of one shape.
struct NumberReading {
  /// Of one row.
  let shape: Shape
  /// The element type of the samples.
  let dtype: DType
  /// Where whole numbers are looked up in a table: the first that has no row there.
  let bound: Int?

  /// The rows as one tensor `[rows × …]`; `place` names where row i stands, such as `instances[2]`.
  func tensor(
    of rows: [JSON], at place: (Int) -> String
  ) throws(RequestProblem) -> Tensor {
    var numbers: [Double] = []
    numbers.reserveCapacity(min(rows.count * shape.count, 1 << 22))
    for (index, row) in rows.enumerated() {
      // A model of one number takes the number itself.
      if shape.extents == [1], row.double != nil {
        numbers.append(try number(row, place(index)))
      } else {
        try append(row, axis: 0, place(index), to: &numbers)
      }
    }
    return Tensor(numbers, Shape([rows.count] + shape.extents), dtype)
  }

  private func append(
    _ value: JSON, axis: Int, _ place: String, to numbers: inout [Double]
  ) throws(RequestProblem) {
    guard axis < shape.rank else { return numbers.append(try number(value, place)) }
    guard case .list(let items) = value else {
      throw RequestProblem(
        422, "\(place): \(RequestWords.kind(of: value)), but the model takes \(shapeWords(axis))")
    }
    guard items.count == shape[axis] else {
      throw RequestProblem(
        422,
        "\(place): a list of \(items.count), but the model takes \(shapeWords(axis))")
    }
    for (index, item) in items.enumerated() {
      if axis + 1 == shape.rank, case .number(let number) = item, bound == nil,
        !dtype.isExceeded(by: number)
      {
        numbers.append(number)
        continue
      }
      try append(item, axis: axis + 1, "\(place)[\(index)]", to: &numbers)
    }
  }

  private func number(_ value: JSON, _ place: String) throws(RequestProblem) -> Double {
    guard let number = value.double else {
      throw RequestProblem(422, "\(place): \(RequestWords.shown(value)) is no number")
    }
    guard number.isFinite, !dtype.isExceeded(by: number) else {
      throw RequestProblem(
        422, "\(place): \(RequestWords.shown(value)) is beyond \(dtype.name)")
    }
    if let bound, !(number >= 0 && number < Double(bound) && number == number.rounded(.down)) {
      throw RequestProblem(
        422,
        "\(place): \(RequestWords.shown(value)) is no whole number from 0 to \(bound - 1)")
    }
    return number
  }

  /// "a list of 4 numbers", "lists of numbers of the shape [28, 28, 1]", of what stands from an axis on.
  private func shapeWords(_ axis: Int) -> String {
    let rest = Shape(Array(shape.extents[axis...]))
    return rest.rank == 1 ? "a list of \(rest[0])" : "lists of the shape \(rest)"
  }
}

/// Values of JSON as sentences name them.
enum RequestWords {
  /// The value itself, cut where it is long: `"old"`, `41`.
  static func shown(_ value: JSON) -> String {
    switch value {
    case .list, .object: kind(of: value)
    default: RequestProblem.quoted(value.description)
    }
  }

  /// "a number", "a list".
  static func kind(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .whole, .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// Names of fields and words for a list of what would be right: `"a", "b" and 3 more`.
  static func list(_ names: some Collection<String>) -> String {
    let shown = names.prefix(8).map { name("\($0)") }
    let rest = names.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// A name in quotation marks.
  static func name(_ name: String) -> String { RequestProblem.quoted(JSON.text(name).description) }

  /// What a person may have meant; empty where nothing is near.
  static func guess(_ written: String, among names: some Sequence<String>) -> String {
    let near = names.lazy.map {
      ($0, editDistance(written.lowercased(), $0.lowercased(), swaps: true, atMost: 2))
    }
    .filter { $0.1 != nil }.min { ($0.1 ?? 9) < ($1.1 ?? 9) }
    guard let near, near.0.count > 2 else { return "" }
    return "; did you mean \(name(near.0))?"
  }
}
