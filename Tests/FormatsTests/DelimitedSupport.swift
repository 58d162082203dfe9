import Dispatch
import Formats
import Support

/// What tests of delimited text have in common.
enum Delimited {
  /// Reads text, in pieces of a source's choice, with some workers.
  static func read(
    _ text: String, _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws(DelimitedFault) -> DelimitedTable {
    var options = DelimitedOptions()
    change(&options)
    return try DelimitedText.read(Array(text.utf8), options)
  }

  /// The fault of a text; `nil` where it is a table.
  static func fault(
    _ text: String, _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) -> DelimitedFault? {
    fault { () throws(DelimitedFault) in try read(text, change) }
  }

  /// The fault of a reading; `nil` where there is a table.
  static func fault(
    _ reading: () throws(DelimitedFault) -> DelimitedTable
  ) -> DelimitedFault? {
    do {
      _ = try reading()
      return nil
    } catch {
      return error
    }
  }

  /// Everything that a reading says, as text: bits of numbers, dialect, lines; or its fault.
  static func told(
    _ bytes: [UInt8], piece: Int = .max, workers: Int = 1, _ options: DelimitedOptions = .init()
  ) -> String {
    do {
      let source = ArrayBytes(bytes, piece: piece)
      return told(try DelimitedText.read(source, options, workers: Self.workers(workers)))
    } catch {
      return "\(error)"
    }
  }

  static func told(_ table: DelimitedTable) -> String {
    let rows = 0..<table.table.rowCount
    let columns = table.table.columns.map { column in
      "\(column.name):\(column.kind)=" + rows.map { cell(column, $0) ?? "·" }.joined(separator: "|")
    }
    let lines = rows.map { String(table.lines[$0]) }.joined(separator: ",")
    return "\(table.dialect) lines \(lines)\n" + columns.joined(separator: "\n")
  }

  /// A value as text, numbers by their bits; `nil` where it is missing.
  static func cell(_ column: TypedColumn, _ row: Int) -> String? {
    switch column.values {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers):
      numbers[row].isNaN ? nil : String(numbers[row].bitPattern, radix: 16)
    case .categories(let codes, let names): codes[row] < 0 ? nil : names[Int(codes[row])]
    case .texts(let texts): texts[row]
    }
  }

  /// Whether two columns are equal, numbers bit for bit.
  static func isSame(_ left: TypedColumn, _ right: TypedColumn) -> Bool {
    func bits(_ numbers: [Double]) -> [UInt8] { numbers.withUnsafeBytes { Array($0) } }
    switch (left.values, right.values) {
    case (.numbers(let a), .numbers(let b)), (.wholes(let a), .wholes(let b)),
      (.dates(let a), .dates(let b)):
      return bits(a) == bits(b)
    case (.categories(let a, let names), .categories(let b, let others)):
      return a == b && names == others
    case (.texts(let a), .texts(let b)):
      return a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
    default: return false
    }
  }

  /// The numbers of a column.
  static func numbers(_ table: DelimitedTable, _ name: String) -> [Double]? {
    switch table.table.column(named: name)?.values {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): numbers
    default: nil
    }
  }

  /// The words of a column; `nil` for those that are missing.
  static func words(_ table: DelimitedTable, _ name: String) -> [String?]? {
    guard let column = table.table.column(named: name) else { return nil }
    switch column.values {
    case .categories, .texts: return (0..<column.count).map { cell(column, $0) }
    default: return nil
    }
  }

  /// The kinds of all columns.
  static func kinds(_ table: DelimitedTable) -> [ColumnKind] { table.table.columns.map(\.kind) }

  /// Threads of the system's own.
  static func workers(_ count: Int) -> DelimitedWorkers {
    guard count > 1 else { return .none }
    return DelimitedWorkers(count: count) { part in
      DispatchQueue.concurrentPerform(iterations: count) { part($0) }
    }
  }
}

/// Numbers that look random, the same in every run.
struct TestNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func next(below limit: Int) -> Int { Int(next() >> 33) % max(1, limit) }
}
