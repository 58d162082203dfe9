import Catalog
import Data
import Engine
import Plots
import Support

/// `describe d`: what the numbers of each column are like; of a data set those of its training part.
enum DescribeVerb: Verb {
  private static let values = Parameter<[Column]>.value(
    "values", "The data set or tensor.", expected: "a data set or a tensor"
  ) { value, _ in
    switch value {
    case .dataset(let dataset): columns(of: dataset)
    case .tensor(let tensor): tensor.known.map { columns(of: $0, named: "") }
    default: nil
    }
  }

  static let signature = Signature(
    "describe", .verb, "mean, deviation, smallest, median and largest number of each column",
    example: "describe [[1, 10], [2, 20], [4, 60]]",
    [values.description],
    details: """
      A column is what the last axis of a table or tensor counts; pictures and sequences are one column. Of
      a data set the training part is described, targets last. `std` is that of all numbers, √(Σ (x − mean)²
      / n); of an even number of values the median lies between the two in the middle. What is NaN is
      left out; `count` says how many numbers there are without it. Of a table each column stands by its name, as it \
      came or was computed, words with the most frequent ones; `x = describe d` has `x.mean.age`, `x.median.age`.
      """, effects: [.givesValue, .shows])

  static func perform(_ call: VerbCall) throws -> Value {
    if case .dataset(let dataset)? = call.value(of: values), dataset.followsFromColumns {
      return report(ofColumns: dataset)
    }
    let columns = try call[values]
    let shown = try columns.prefix(limit).map { try Summary($0) }
    let rest = NumberText.grouped(columns.count - shown.count)
    let table = Table(
      shown,
      remarks: columns.count > shown.count
        ? [.init("and", [Fact("", .text("\(rest) more columns"))])] : [],
      [
        .text("column") { $0.name }, .count("count") { $0.count },
        .number("mean", .significant(4)) { $0.mean },
        .number("std", .significant(4)) { $0.deviation },
        .number("min", .significant(4)) { $0.least },
        .number("median", .significant(4)) { $0.median },
        .number("max", .significant(4)) { $0.largest },
      ])
    func list(_ part: KeyPath<Summary, Double>) -> Value {
      .tensor(TensorValue(weak: Tensor(shown.map { $0[keyPath: part] }, [shown.count])))
    }
    return .report(
      ReportValue(
        Report("description", [.table(table)]),
        fields: [
          ("mean", list(\.mean)), ("std", list(\.deviation)), ("min", list(\.least)),
          ("median", list(\.median)), ("max", list(\.largest)),
        ]))
  }

  /// A table's columns by their names.
  private static func report(ofColumns dataset: Dataset) -> Value {
    let (table, shown) = DatasetReport.columns(of: dataset)
    let known = shown.filter { $0.numbers != nil }
    func field(
      _ name: String, _ number: (ColumnSummary.Numbers) -> Double
    ) -> (name: String, value: Value) {
      let values = known.compactMap { $0.numbers.map { Value.number(number($0)) } }
      return (name, .record(RecordValue(known.map(\.name), values)))
    }
    return .report(
      ReportValue(
        Report("description", [.table(table)]),
        fields: known.isEmpty
          ? []
          : [
            field("mean") { $0.mean }, field("std") { $0.deviation }, field("min") { $0.least },
            field("median") { $0.median }, field("max") { $0.largest },
          ]))
  }

  /// So many columns fit a screen.
  private static let limit = 40
}

extension DescribeVerb {
  /// The numbers of one column, read where they lie.
  fileprivate struct Column: Sendable {
    let name: String
    let count: Int
    let number: @Sendable (Int) -> Double
  }

  private static func columns(of dataset: Dataset) -> [Column] {
    let samples = dataset.train
    return samples.inputs.flatMap { columns(of: $0.rows, named: $0.name) }
      + (samples.targets.map { columns(of: $0, named: "y") } ?? [])
  }

  private static func columns(of rows: SampleRows, named name: String) -> [Column] {
    let size = rows.shape.count
    guard rows.shape.rank == 1, size > 1 else {
      return [
        Column(name: name, count: rows.count * size) { rows.number($0 / size, $0 % size) }
      ]
    }
    return (0..<size).map { element in
      Column(name: "\(name)[\(element)]", count: rows.count) { rows.number($0, element) }
    }
  }

  private static func columns(of tensor: Tensor, named name: String) -> [Column] {
    guard tensor.shape.rank == 2, tensor.shape[1] > 1 else {
      return [Column(name: name, count: tensor.count) { tensor[$0] }]
    }
    let width = tensor.shape[1]
    return (0..<width).map { place in
      Column(name: "\(name)[\(place)]", count: tensor.shape[0]) { tensor[$0 * width + place] }
    }
  }

  /// What one column's numbers are like.
  fileprivate struct Summary {
    let name: String
    let count: Int
    let mean: Double
    let deviation: Double
    let least: Double
    let median: Double
    let largest: Double

    init(_ column: Column) throws {
      // The numbers, sorted, and once more on the way and as a tensor.
      try MemoryBudget.current.require(
        ByteEstimate.product(column.count, 32), for: "this description")
      let numbers = try Interrupt.map(column.count) { column.number($0) }
        .filter { !$0.isNaN }.interruptiblySorted(by: <)
      try Interrupt.check()
      let statistics = TensorStatistics(Tensor(numbers, [numbers.count]))
      try Interrupt.check()
      (name, count) = (column.name, numbers.count)
      let middle = numbers.count / 2
      median =
        numbers.isEmpty
        ? .nan
        : numbers.count % 2 == 1 ? numbers[middle] : numbers[middle - 1] / 2 + numbers[middle] / 2
      (least, largest) = (numbers.first ?? .nan, numbers.last ?? .nan)
      mean = numbers.isEmpty ? .nan : statistics.mean
      deviation = numbers.isEmpty ? .nan : statistics.deviation
    }
  }
}
