import Catalog
import Engine
import Formats
import Support

/// What is wrong with a data set or with the way it was asked for; worded elsewhere.
package struct DataError: Error {
  /// The facts of each mistake: one topic is one enum, and has one file of words.
  package enum Kind: Sendable {
    case arguments(ArgumentError)
    case file(FileError)
    case content(ContentError)
    case source(SourceError)
    case table(TableError)
    /// A database, and the tables that it has.
    case database(DatabaseError, path: String, tables: [String])
    case media(MediaError)
    case samples(SamplesError)
    case split(SplitError)
    case text(TextError)
    /// Rows and columns that do not fit; in that part of the data.
    case recipe(RecipeError, part: Dataset.Part? = nil)
    /// The user's function failed, with its own error.
    case function(name: String, any Error)
    /// Less memory is left than this needs.
    case memory(MemoryShortage)
    /// The thread's interrupt was raised, or the program that runs was.
    case interrupted
  }

  /// What is wrong.
  package var kind: Kind
  /// The source or step in question: `csv`, `reshape`.
  package var word: String
  /// Where that line stands in the program; `nil` for a call outside a block.
  package var origin: Range<Int>?

  /// Word and place follow where the line is known: see `placed(at:)`.
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
