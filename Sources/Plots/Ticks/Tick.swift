/// A labelled place on an axis.
struct Tick: Sendable, Equatable {
  /// The place in the axis's values.
  let value: Double
  /// The words beside it; empty for an unlabelled minor mark.
  let label: String
}

/// The ticks of one axis and what must be said once about all of them.
struct TickSet: Sendable, Equatable {
  /// In rising order of value.
  var ticks: [Tick] = []
  /// What every label is multiplied by or added to: `×10⁻⁶`, `+1000000`; empty if plain.
  var note = ""

  /// The columns of the widest label.
  var widest: Int { ticks.reduce(0) { max($0, columns(of: $1.label)) } }
}

/// The space that ticks are set in.
struct TickRoom: Sendable, Equatable {
  /// The direction of the axis.
  enum Direction: Sendable { case across, up }

  let direction: Direction
  /// Columns of a horizontal axis, rows of a vertical one.
  let cells: Int
  /// Whether labels may use characters beyond ASCII.
  var hasSymbols = true
  /// Whether a common factor or offset has a place in the title row.
  var allowsNote = true

  /// How many labels look best: one for 4.5 rows or 13 columns.
  var target: Double { Double(cells) / (direction == .up ? 4.5 : 13) }

  /// Cells between two neighbouring labels that keep them apart.
  func needed(for labels: [String]) -> Double {
    switch direction {
    case .up: 1.6
    case .across: Double(labels.reduce(0) { max($0, columns(of: $1)) } + 2)
    }
  }
}
