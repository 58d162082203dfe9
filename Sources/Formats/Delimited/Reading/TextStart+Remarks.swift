extension TextStart {
  /// What is to be told of the values of all columns, and of rows that were left out.
  func remarks(
    _ values: [ColumnValues?], _ options: DelimitedOptions, repeatedHeaders: Int
  ) -> [DelimitedRemark] {
    // Where fields stand between semicolons, or days have points, commas begin fractions.
    let hasCommas =
      options.decimal == nil && reader.format.point == 0x2E
      && (rules.separator == 0x3B || columns.contains(where: \.hasDottedDays))
    var remarks: [DelimitedRemark] =
      repeatedHeaders > 0 ? [.repeatedHeader(rows: repeatedHeaders)] : []
    var long: [String] = []
    for (column, values) in zip(columns, values) {
      switch values.flatMap({ column.remark($0, hasCommas: hasCommas) }) {
      case .longNumbers(let names): long += names
      case let other?: remarks.append(other)
      case nil: break
      }
    }
    return long.isEmpty ? remarks : remarks + [.longNumbers(long)]
  }
}

extension BadColumn {
  /// How many lines come before the names, where these are the only words in columns of numbers, all in one row; `nil`
  /// where that is not so. The columns have no names otherwise.
  static func linesBeforeNames(
    _ bad: [BadColumn], _ columns: [(reader: ColumnReader, values: ColumnValues?)]
  ) -> Int? {
    let hasOthers = columns.contains { reader, values in
      switch values {
      case .numbers?, .wholes?: reader.total.present > 0
      default: false
      }
    }
    guard let line = bad.first?.line, line > 1, !hasOthers,
      bad.allSatisfy({ $0.count == 1 && $0.line == line })
    else { return nil }
    return line - 1
  }
}
