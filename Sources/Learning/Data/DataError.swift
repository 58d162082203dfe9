import Catalog
import Engine
import Formats
import Support

/// What is wrong with a data set or with the way it was asked for; worded elsewhere.
package struct DataError: Error {
  /// The facts of each mistake.
  package enum Kind: Sendable {
    case arguments(ArgumentError)
    /// No source, or no step, of that name.
    case unknownSource(known: [String])
    case unknownStep(known: [String])
    case file(FileError)
    case format(FormatError, path: String)
    /// None of the files lies in any of the places; the built-in set needs no file.
    case filesNotFound(files: [String], places: [String], builtIn: String)
    /// Files that belong together do not: "60,000 images", "59,999 labels".
    case mismatch(path: String, expected: String, found: String)
    /// x and y of as many samples are needed.
    case countsDiffer(x: Shape, y: Shape)
    case noSamples
    /// Samples that hold no numbers, such as sequences of length 0.
    case emptySamples(Shape)
    /// A column that the table does not have.
    case unknownColumn(String, known: [String], path: String)
    /// A field that should be a number; `text` is empty where a value is missing.
    case notANumber(text: String, column: String, line: Int, path: String)
    /// A table with nothing beside its target.
    case noFeatures(target: String, path: String)
    /// A shape with another number of elements than a sample has.
    case doesNotFit(sample: Shape, asked: [Int])
    /// More samples than a part has.
    case tooFew(part: Dataset.Part, wanted: Int, available: Int)
    case noPart(Dataset.Part)
    /// The parts exist already, so a further split would mix them.
    case alreadySplit(parts: [Dataset.Part])
    /// Statistics of all samples went into the inputs, so a split now would leak them into test.
    case learntBefore(step: String)
    /// Fractions that do not add up to everything.
    case fractions([Double])
    /// A part of a split would be empty.
    case emptyPart(Dataset.Part, of: Int)
    /// Targets that are no class numbers.
    case notClasses(found: TensorType)
    /// A class outside those that training has.
    case unknownClass(Int, part: Dataset.Part, classes: Int)
    /// A relabelling that gave another number of targets.
    case labelsLost(function: String, expected: Int, found: Shape)
    /// The user's function failed, with its own error.
    case function(name: String, any Error)
    case interrupted
    case emptyText(path: String)
    /// Bytes that are no UTF-8, or a zero, from this place on.
    case notText(path: String, byte: Int)
    /// The step cuts a text, and the data are none, or are cut already.
    case needsText(data: String, isCut: Bool)
    /// The step hides tokens, and there are no windows of them; `isText` for a text that has none
    /// yet.
    case needsWindows(data: String, isText: Bool)
    /// The step needs pairs of texts that no step has numbered yet.
    case needsPairs(data: String)
    /// A text of a pair that does not fit; `row` counts from 0.
    case longText(part: Dataset.Part, row: Int, input: String, tokens: Int, limit: Int)
    /// Another line of the block draws something for each batch already.
    case changedAlready
    /// The step moves pictures, and a sample is none.
    case needsPictures(sample: Shape)
    case tooManySamples(Int, limit: Int)
    case noTargets(data: String)
    case tooLarge(bytes: Int, limit: Int)
    /// Less memory is left than this needs.
    case memory(MemoryShortage)
    /// Order is what such data are about.
    case keepsOrder(data: String)
    /// The step computes with numbers, and these stand for characters or words.
    case isText(data: String)
    /// Too few tokens in a part for one window with its next token.
    case shortText(part: Dataset.Part, unit: String, available: Int, needed: Int)
  }

  package var kind: Kind
  /// The source or step in question: `csv`, `reshape`.
  package var word: String
  /// Where that line stands in the program; `nil` for a call outside a block.
  package var origin: Range<Int>?

  package init(_ kind: Kind, word: String = "", origin: Range<Int>? = nil) {
    self.kind = kind
    self.word = word
    self.origin = origin
  }

  /// The same mistake, placed at a line unless it has a place.
  func placed(at line: DataLine) -> DataError {
    DataError(kind, word: word.isEmpty ? line.word : word, origin: origin ?? line.origin)
  }
}
