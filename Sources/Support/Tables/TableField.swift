extension Table {
  /// What a column is and what it takes of a row.
  package struct Field<Row> {
    let name: String
    let title: String
    let kind: Kind
    let unit: String
    let isLeft: Bool
    let cell: (Row) -> Cell

    /// `title` is what stands above the column, where that is not its name; `isLeft` puts numbers on
    /// the left side.
    private init(
      _ name: String, _ title: String?, _ kind: Kind, unit: String = "", isLeft: Bool = false,
      _ cell: @escaping (Row) -> Cell
    ) {
      self.name = name
      self.title = title ?? name
      self.kind = kind
      self.unit = unit
      self.isLeft = isLeft
      self.cell = cell
    }

    /// A column of words; `nil` leaves the cell empty, as in all columns.
    package static func text(
      _ name: String, title: String? = nil, _ value: @escaping (Row) -> String?
    ) -> Self {
      Self(name, title, .text) { value($0).map(Cell.text) ?? .none }
    }

    /// A column of bars, which show again what a number beside them says.
    package static func bar(_ value: @escaping (Row) -> String) -> Self {
      Self(Table.barName, "", .text) { .text(value($0)) }
    }

    /// A column of words that stand inside one another.
    package static func nested(
      _ name: String, _ value: @escaping (Row) -> (text: String, depth: Int)
    ) -> Self {
      Self(name, nil, .text) { row in
        let (text, depth) = value(row)
        return depth > 0 ? .nested(text, depth: depth) : .text(text)
      }
    }

    /// A column of whole numbers.
    package static func count(
      _ name: String, title: String? = nil, unit: String = "", _ value: @escaping (Row) -> Int?
    ) -> Self {
      Self(name, title, .count, unit: unit) { value($0).map(Cell.count) ?? .none }
    }

    /// A column of numbers in one style.
    package static func number(
      _ name: String, _ style: NumberStyle = .general, title: String? = nil, unit: String = "",
      isLeft: Bool = false, _ value: @escaping (Row) -> Double?
    ) -> Self {
      Self(name, title, .number, unit: unit, isLeft: isLeft) { row in
        value(row).map { .number($0, style) } ?? .none
      }
    }

    /// A column of sizes in bytes.
    package static func bytes(
      _ name: String, title: String? = nil, _ value: @escaping (Row) -> Int?
    ) -> Self {
      Self(name, title, .bytes, unit: "byte") { value($0).map(Cell.bytes) ?? .none }
    }

    /// A column of times in seconds.
    package static func seconds(_ name: String, _ value: @escaping (Row) -> Double?) -> Self {
      Self(name, nil, .time, unit: "second") { value($0).map(Cell.seconds) ?? .none }
    }

    /// A column whose cells say themselves what they are; its kind decides the side on which they stand.
    package static func cells(
      _ name: String, _ kind: Kind, title: String? = nil, unit: String = "",
      _ cell: @escaping (Row) -> Cell
    ) -> Self {
      Self(name, title, kind, unit: unit, cell)
    }

    /// A column of parts of a whole, 1 for all of it.
    package static func share(_ name: String, _ value: @escaping (Row) -> Double?) -> Self {
      Self(name, nil, .percentage, unit: "of 1") { value($0).map(Cell.share) ?? .none }
    }
  }
}
