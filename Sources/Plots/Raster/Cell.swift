/// One place of a text screen.
package struct Cell: Sendable, Equatable {
  /// How a character is shown.
  package struct Attributes: OptionSet, Sendable, Equatable {
    /// One bit for each attribute.
    package let rawValue: UInt8
    /// Attributes of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier.
    package static let bold = Attributes(rawValue: 1)
    /// Weaker.
    package static let dim = Attributes(rawValue: 2)
    /// Colours of text and background change places.
    package static let reverse = Attributes(rawValue: 4)
  }

  /// The character; U+0000 marks the second column of a wide one.
  package var scalar: Unicode.Scalar
  /// The colour of the character.
  package var foreground: CellColor
  /// The colour behind it.
  package var background: CellColor
  /// How it is shown.
  package var attributes: Attributes
  /// Which drawing has the cell, counted from 1; 0 for words, axes and blanks.
  package var owner: UInt8

  /// A blank unless told otherwise.
  package init(
    _ scalar: Unicode.Scalar = " ", foreground: CellColor = .standard,
    background: CellColor = .standard, attributes: Attributes = [], owner: UInt8 = 0
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.owner = owner
  }

  /// The second column of a wide character.
  static let continuation = Cell("\0")

  /// Whether nothing is drawn here.
  package var isBlank: Bool { scalar == " " }
}

/// A colour that a terminal can be told.
package enum CellColor: Sendable, Equatable, Hashable {
  /// The terminal's own.
  case standard
  /// One of the sixteen named ones, 0…15.
  case sixteen(UInt8)
  /// One of the 256 of the common palette.
  case palette(UInt8)
  /// Any.
  case rgb(RGB)
}
