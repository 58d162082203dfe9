import Support

/// Records with the same fields as a table: one column for each name.
///
/// The fields stand in the order of the first record; in the others their order does not count.
package struct RecordColumns {
  /// How many records there are, which is the length of each column.
  package let count: Int
  /// The columns by name; a missing value is `.none`.
  package let columns: [(name: String, values: [Value])]

  /// The columns of one record, or of a list of records; `nil` for any other value, an empty list too.
  ///
  /// Fails where one of the records has other fields than the first, and where something else stands
  /// among them; the error names the place.
  package init?(_ value: Value) throws {
    switch value {
    case .record(let record): try self.init([record])
    case .list(let items):
      guard case .record? = items.first else { return nil }
      try self.init(
        items.enumerated().map { position, item in
          guard case .record(let record) = item else {
            throw ValueProblem.record(.noRecord(position: position, found: item.messageText))
          }
          return record
        })
    default: return nil
    }
  }

  /// The columns of these records; none at all have none. Fails where fields differ.
  package init(_ records: [RecordValue]) throws {
    count = records.count
    guard let first = records.first else {
      columns = []
      return
    }
    var columns = first.names.map { (name: $0, values: [Value]()) }
    for index in columns.indices { columns[index].values.reserveCapacity(records.count) }
    for (position, record) in records.enumerated() {
      if position & 0xFFF == 0 { try Interrupt.check() }
      // Rows of one file or one loop have the same names in the same order.
      if record.names == first.names {
        for index in columns.indices { columns[index].values.append(record.values[index]) }
        continue
      }
      let own = Dictionary(zip(record.names, record.values)) { first, _ in first }
      for index in columns.indices {
        guard let value = own[columns[index].name] else {
          throw ValueProblem.record(
            .fieldMissing(columns[index].name, position: position, known: first.names))
        }
        columns[index].values.append(value)
      }
      if record.names.count > first.names.count,
        let other = record.names.first(where: { first[$0] == nil })
      {
        throw ValueProblem.record(
          .fieldSurplus(other, position: position, known: first.names))
      }
    }
    self.columns = columns
  }
}
