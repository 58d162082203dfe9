import Engine

/// What a served model takes and gives.
package struct ServedSignature: Sendable {
  /// One input as numbers.
  package struct Port: Sendable {
    /// As the model calls it.
    package let name: String
    /// The shape of one row; `nil` where any count fits.
    package let shape: [Int?]

    /// One input or output of the given shape.
    package init(_ name: String, shape: [Int?]) {
      self.name = name
      self.shape = shape
    }
  }

  /// One column of a raw row.
  package struct Field: Sendable {
    /// As the table calls it.
    package let name: String
    /// Its words; empty for numbers.
    package let words: [String]
    /// The smallest and largest number that training saw.
    package let range: ClosedRange<Double>?

    /// A column of words, or of numbers in a range.
    package init(_ name: String, words: [String], range: ClosedRange<Double>?) {
      self.name = name
      self.words = words
      self.range = range
    }
  }

  /// What an instance may be beside numbers.
  package enum Raw: Sendable {
    /// Numbers only.
    case none
    /// An object with these fields.
    case fields([Field])
    /// A text.
    case text
    /// A picture: `{"b64": …}`.
    case picture
    /// A sound: `{"b64": …}`.
    case sound
  }

  /// Inputs as numbers, in the model's order.
  package let inputs: [Port]
  /// What it answers, as numbers.
  package let output: Port
  /// What else it takes.
  package let raw: Raw
  /// Names of classes; empty for numbers.
  package let classes: [String]

  /// A description of all that a model takes and gives.
  package init(inputs: [Port], output: Port, raw: Raw, classes: [String]) {
    self.inputs = inputs
    self.output = output
    self.raw = raw
    self.classes = classes
  }
}
