/// Something odd in a document that is kept as it is and ignored.
package struct SessionWarning: Equatable, Sendable {
  /// What is odd, with what a message needs.
  package enum Kind: Equatable, Sendable {
    case unknownBlock(String)
    case unknownDirective(String)
    case unknownOutputKind(String)
    case unknownAttribute(String, block: String)
    case badAttribute(name: String, expected: String, found: String)
    /// The braces of an info string do not hold attributes.
    case badAttributes(text: String)
    case unknownKey(String)
    case repeatedKey(String)
    /// In a document of a newer version, where the meaning may have changed.
    case ignoredValue(key: String, found: String)
    case duplicateIdentifier(String, firstLine: Int)
    case outputWithoutCell
    /// A hint, solution or check that has no exercise above it.
    case withoutExercise(block: String)
    case unclosedBlock(fence: String)
    case unclosedComment
    case invalidText(offset: Int)
    case conflictMarkers
    case newerVersion(found: Int, known: Int)
  }

  /// Where it stands, counted from 1.
  package var line: Int
  /// What is odd.
  package var kind: Kind

  /// Something odd on a line, counted from 1.
  package init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }
}
