import Engine
import Formats

/// What a served model takes and gives.
package struct ServedSignature: Sendable {
  /// One input as numbers.
  package struct Port: Sendable {
    /// As the model calls it.
    package let name: String
    /// The shape of one row; `nil` where any count fits.
    package let shape: [Int?]
    /// The first whole number that has no row in a table where its numbers are looked up; `nil` for any numbers.
    package let bound: Int?
    /// The greatest number that is a number after rounding to the model's type.
    package let greatest: Double

    /// Between which numbers each must lie; `nil` where any will do.
    package let range: ClosedRange<Double>?
    /// What the numbers are, where they are none that the layers take, or such as no file has; one sentence.
    package let note: String?

    /// One input or output of the given shape.
    package init(
      _ name: String, shape: [Int?], bound: Int? = nil, greatest: Double = Self.greatestOf32Bits,
      range: ClosedRange<Double>? = nil, note: String? = nil
    ) {
      (self.name, self.shape, self.bound, self.greatest) = (name, shape, bound, greatest)
      (self.range, self.note) = (range, note)
    }

    /// What a list of numbers is to a model of a table.
    static let prepared =
      "Numbers as the layers take them, behind the model's steps: rows as a file has them are objects."

    /// Below the middle between the greatest float32, 2¹²⁸ − 2¹⁰⁴, and 2¹²⁸ a number is rounded to the former.
    package static let greatestOf32Bits = 0x1.ffffffp127.nextDown
  }

  /// One column of a raw row.
  package struct Field: Sendable {
    /// As the table calls it.
    package let name: String
    /// What its values are.
    package let kind: ColumnKind
    /// Its words; empty where any do, and for other kinds.
    package let words: [String]
    /// The smallest and largest number that training saw; `nil` where that is not known.
    package let range: ClosedRange<Double>?
    /// Whether an answer is given where nothing stands there.
    package let takesNull: Bool
    /// Whether training had times of day there, not days alone.
    package let hasTimes: Bool

    /// A column of words, or of numbers in a range.
    package init(
      _ name: String, kind: ColumnKind? = nil, words: [String], range: ClosedRange<Double>?,
      takesNull: Bool = false, hasTimes: Bool = false
    ) {
      (self.name, self.words, self.range) = (name, words, range)
      self.kind = kind ?? (words.isEmpty ? .number : .category)
      (self.takesNull, self.hasTimes) = (takesNull, hasTimes)
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

    /// How one instance is written; `nil` for numbers.
    var example: String? {
      switch self {
      case .none: nil
      case .fields(let fields):
        "{" + fields.prefix(3).map { "\(RequestWords.name($0.name)): …" }.joined(separator: ", ")
          + (fields.count > 3 ? ", …}" : "}")
      case .text: "\"…\""
      case .picture, .sound: "{\"b64\": \"…\"}"
      }
    }
  }

  /// What one answer is in the user's terms.
  package enum Answer: Equatable, Sendable {
    /// Nested lists of the output's shape.
    case numbers
    /// A number in the units of the data.
    case number
    /// A class by name, with the probability of each, or with scores.
    case classes(areProbabilities: Bool)
  }

  /// Inputs as numbers, in the model's order.
  package let inputs: [Port]
  /// What it answers, as numbers.
  package let output: Port
  /// What else it takes.
  package let raw: Raw
  /// Names of classes; empty for numbers.
  package let classes: [String]
  /// What one answer is.
  package let answer: Answer

  /// A description of all that a model takes and gives.
  package init(
    inputs: [Port], output: Port, raw: Raw, classes: [String], answer: Answer? = nil
  ) {
    self.inputs = inputs
    self.output = output
    self.raw = raw
    self.classes = classes
    self.answer = answer ?? (classes.isEmpty ? .numbers : .classes(areProbabilities: true))
  }
}
