import Catalog
import Data
import Engine

/// `head d`: the first rows, items or lines of whatever has an order.
enum HeadBuiltin {
  private static let values = Parameter<Value>.value(
    "x", "A data set, a tensor, a list or a text.",
    expected: "a data set, a tensor, a list or a text"
  ) { value, _ in value }
  private static let count = Parameter<Int>(
    "n", "How many.", default: 5, rule: "1 or more", where: { $0 > 0 })

  static let head = Builtin(
    Described.function(
      "head", "the first rows of a data set, as they came; the first items of other values",
      "head([4, 5, 6, 7], 2)", [values.description, count.description],
      details: """
        `head d` and `head d, 10` stand without brackets, too. Rows of a table are shown as the file has them,
        without the columns that were left out, and with those that were computed; of other data the first
        samples. A tensor gives its first rows, a text its first lines.
        """)
  ) { call in
    let count = try call[count]
    switch call.value(of: values.description) {
    case .dataset(let dataset)?: return .report(try RowsReport.make(dataset, count))
    case .list(let items)?: return .list(Array(items.prefix(count)))
    case .text(let text)?:
      let lines = text.split(separator: "\n", maxSplits: count, omittingEmptySubsequences: false)
      return .text(lines.prefix(count).joined(separator: "\n"))
    case .tensor(let tensor)? where tensor.shape.rank > 0:
      return try Indexing.value(
        .tensor(tensor), at: [.slice(from: nil, to: min(count, tensor.shape[0]))])
    default: throw call.wrongType(values, "a data set, a tensor, a list or a text")
    }
  }
}
