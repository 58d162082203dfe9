import Support

/// What the values of a column are; chosen for the whole column, and the same for every row.
package enum ColumnKind: String, Sendable, CaseIterable {
  /// Numbers with digits after the point.
  case number
  /// Whole numbers.
  case whole
  /// One of few words: `male`, `female`.
  case category
  /// Words of which nearly every one is different: names, reviews.
  case text
  /// Days and times.
  case date
}

/// A column of a table: its name and one value, or none, for each row.
package struct TypedColumn: Sendable {
  /// As the file calls it, else `column_3`.
  package var name: String
  /// One value a row.
  package var values: ColumnValues

  /// A column of these values, which are moved to the disk where data are kept there.
  package init(_ name: String, _ values: ColumnValues) {
    self.name = name
    self.values = values
    if let disk = DiskMemory.current { values.move(to: disk) }
  }

  /// What its values are.
  package var kind: ColumnKind {
    switch values {
    case .numbers: .number
    case .wholes: .whole
    case .dates: .date
    case .categories: .category
    case .texts: .text
    }
  }

  /// How many rows it has.
  package var count: Int {
    switch values {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): numbers.count
    case .categories(let codes, _): codes.count
    case .texts(let texts): texts.count
    }
  }
}

/// The values of a column, stored by kind. What is missing is NaN among numbers, -1 among codes, and `nil`
/// among texts.
package enum ColumnValues: Sendable {
  /// In double precision: `0.1` of a file is the nearest double.
  case numbers([Double])
  /// Whole, up to 2⁵³ exactly.
  case wholes([Double])
  /// Seconds since 1970-01-01 00:00 in UTC; a time without a zone counts as UTC.
  case dates([Double])
  /// Positions in the names, which are all different and in order of their UTF-8 bytes.
  case categories([Int32], names: [String])
  /// UTF-8 texts.
  case texts(PackedTexts)
}
