/// Numbers to be drawn: what a chart knows of a tensor.
package struct NumberTable: Sendable {
  /// What numbers stand for, where that says more than their shape.
  package enum Meaning: Sendable, Equatable {
    /// Counts of true classes (rows) against predicted ones (columns).
    case confusion
    /// A number for each epoch of a training from the first one on.
    case epochs
  }

  /// The name in titles and keys.
  package let label: String
  /// The shape, outermost first; empty for one number.
  package let extents: [Int]
  /// The numbers, the last axis running fastest; as many as the extents' product.
  package let values: [Double]
  /// What the numbers stand for; `nil` where only their shape is known.
  package let meaning: Meaning?
  /// The names of the classes that are counted; empty where they have none.
  package let classes: [String]
  /// What is known of a sound; `nil` for other numbers.
  package var sound: SoundFacts?
  /// The word for each row; empty where rows have none.
  package var rowWords: [String] = []
  /// The word for each column; empty where columns have none.
  package var columnWords: [String] = []
  /// How many rows there were, where only some were taken; `nil` for all.
  package var rowTotal: Int?

  /// Numbers of a shape; their count must be the product of `extents`.
  package init(
    _ label: String, extents: [Int], values: [Double], meaning: Meaning? = nil,
    classes: [String] = []
  ) {
    self.classes = classes
    self.label = label
    self.extents = extents
    self.values = values
    self.meaning = meaning
  }

  /// How many axes there are.
  package var rank: Int { extents.count }

  /// Itself where it is one series or a number; the rows of a matrix, at most so many, by their names or their numbers.
  /// `nil` for others.
  func series(most: Int = 1_000) -> [NumberTable]? {
    guard rank == 2 else { return rank < 2 ? [self] : nil }
    let width = extents[1]
    guard extents[0] <= most, width > 0 else { return nil }
    return (0..<extents[0]).map { row in
      NumberTable(
        row < rowWords.count ? rowWords[row] : "row \(row)", extents: [width],
        values: Array(values[row * width..<(row + 1) * width]), meaning: meaning)
    }
  }

  /// Whether the last axis can be one of grey or of red, green and blue.
  package var hasChannels: Bool { extents.last == 1 || extents.last == 3 }
}
