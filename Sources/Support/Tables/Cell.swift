extension Table {
  /// One value of a table or a fact, typed: how it is written is decided where it is shown.
  package enum Cell: Sendable {
    /// There is no value.
    case none
    case text(String)
    /// A word inside so many structures, which stands two blanks in for each.
    case nested(String, depth: Int)
    /// A whole number, shown with commas between thousands.
    case count(Int)
    case number(Double, NumberStyle)
    /// Numbers side by side, such as one for each class.
    case numbers([Double], NumberStyle)
    /// A size in bytes, shown with three digits.
    case bytes(Int)
    /// A time in seconds.
    case seconds(Double)
    /// A part of a whole, 1 for all of it; shown in percent with three digits.
    case share(Double)
    /// A number with a unit, such as dollars, and how a person reads it.
    case amount(Double, text: String, unit: String)
    /// What a clock decided, so that it is another one each time: sessions keep `...` for it.
    indirect case measured(Table.Cell)
  }

  /// How a number that is no count is written.
  package enum NumberStyle: Sendable, Equatable {
    /// Six significant digits: values.
    case general
    /// Four decimals: losses and metrics.
    case metric
    /// So many significant digits, without an exponent where possible.
    case significant(Int)
    /// So many significant digits, with an exponent.
    case scientific(Int)
  }
}

extension Table.Cell {
  /// What a person reads, on one line: whatever could steer a terminal or break the line is visible.
  package var text: String {
    switch self {
    case .none: ""
    case .text(let text): Sanitizer.visibleLine(text)
    case .nested(let text, let depth):
      String(repeating: "  ", count: max(0, depth)) + Sanitizer.visibleLine(text)
    case .count(let count): NumberText.grouped(count)
    case .number(let number, let style): style.text(number)
    case .numbers(let numbers, let style): numbers.map(style.text).joined(separator: "  ")
    case .bytes(let bytes): ByteCount.rounded(bytes)
    case .seconds(let seconds): "\(NumberText.fixed(seconds, decimals: 2)) s"
    case .share(let share): "\(NumberText.significant(share * 100, digits: 3))%"
    case .amount(_, let text, _): Sanitizer.visibleLine(text)
    case .measured(let cell): cell.text
    }
  }

  /// What is the same each time: `...`, which stands for anything in a session, in place of what was measured.
  package var settled: Table.Cell {
    if case .measured = self { .text("...") } else { self }
  }
}

extension Table.Cell {
  /// What its number measures, where its kind says it; empty elsewhere.
  package var unit: String {
    switch self {
    case .bytes: "byte"
    case .seconds: "second"
    case .share: "of 1"
    case .amount(_, _, let unit): unit
    case .measured(let cell): cell.unit
    case .none, .text, .nested, .count, .number, .numbers: ""
    }
  }
}

extension Table.Cell: Equatable {
  /// Equal kinds with equal values; NaN is equal to itself, as what is shown of it is.
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.text(let a), .text(let b)): a == b
    case (.nested(let a, let depth), .nested(let b, let other)): a == b && depth == other
    case (.count(let a), .count(let b)), (.bytes(let a), .bytes(let b)): a == b
    case (.number(let a, let style), .number(let b, let other)): same(a, b) && style == other
    case (.numbers(let a, let style), .numbers(let b, let other)):
      a.elementsEqual(b, by: same) && style == other
    case (.seconds(let a), .seconds(let b)), (.share(let a), .share(let b)): same(a, b)
    case (.amount(let a, let text, let unit), .amount(let b, let other, let second)):
      same(a, b) && text == other && unit == second
    case (.measured(let a), .measured(let b)): a == b
    default: false
    }
  }

  private static func same(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }
}

extension Table.NumberStyle {
  /// The number in this style; `nan`, `inf` and `-inf` in any.
  package func text(_ number: Double) -> String {
    switch self {
    case .general: NumberText.general(number)
    case .metric: NumberText.metric(number)
    case .significant(let digits): NumberText.significant(number, digits: digits)
    case .scientific(let digits): NumberText.scientific(number, digits: digits)
    }
  }
}
