/// A table of typed columns, all of as many rows; an immutable value.
package struct TypedTable: Sendable {
  /// In the file's order; their names are all different.
  package let columns: [TypedColumn]
  /// How many rows.
  package let rowCount: Int
  /// Which row of its source each row is, from 0; `nil` where each stands at its own place there.
  package let origins: [Int32]?
  /// Where each name stands; empty for few columns, which are looked through.
  private let places: [String: Int]

  /// A table of columns of equal length and different names; `origins` as many as rows, or `nil`.
  package init(_ columns: [TypedColumn], rowCount: Int, origins: [Int32]? = nil) {
    precondition(columns.allSatisfy { $0.count == rowCount }, "as many values in each column")
    precondition(origins.map { $0.count == rowCount } ?? true, "an origin for each row")
    self.origins = origins
    self.columns = columns
    self.rowCount = rowCount
    places =
      columns.count <= Self.few
      ? [:]
      : Dictionary(
        zip(columns.lazy.map(\.name), columns.indices), uniquingKeysWith: { first, _ in first })
  }

  /// So many columns are found as fast without a dictionary.
  private static let few = 32

  /// Which row of its source a row is, both from 0: what a user finds in the file.
  package func origin(of row: Int) -> Int {
    guard let origins, origins.indices.contains(row) else { return row }
    return Int(origins[row])
  }

  /// The names of all columns, in order.
  package var names: [String] { columns.map(\.name) }

  /// A column by its name.
  package func column(named name: String) -> TypedColumn? {
    guard columns.count > Self.few else { return columns.first { $0.name == name } }
    return places[name].map { columns[$0] }
  }
}
