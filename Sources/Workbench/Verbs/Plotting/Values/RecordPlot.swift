import Plots

// Records: numbers as bars, and series as curves, each under the name of its field.
extension PlotChoice {
  /// The fields of a record of series, as if each were written by itself; `nil` for other records.
  static func series(_ record: RecordValue) -> [(value: Value, text: String)]? {
    let fields = record.fields.map { (value: $0.value, text: $0.name) }
    let areSeries = fields.allSatisfy { field in
      if case .tensor(let tensor) = field.value { tensor.shape.rank > 0 } else { false }
    }
    return areSeries && !fields.isEmpty ? fields : nil
  }

  /// A bar for each number of a record, or the kind of chart that is asked for; `nil` for records of other values.
  func bars(_ record: RecordValue, _ text: String) throws -> Plot? {
    let numbers = record.values.compactMap(\.number)
    guard numbers.count == record.names.count, !numbers.isEmpty else { return nil }
    try PlotPlaces.refuse(call, except: [PlotPlaces.columns.description], "a record")
    var table = NumberTable(text, extents: [numbers.count], values: numbers)
    table.rowWords = record.names
    return try (kind() ?? BarChart.self).plot([table])
  }
}
