/// Why a document cannot be read, or cannot be changed.
package struct SessionError: Error, Equatable, Sendable {
  /// What is wrong, with what a message needs.
  package enum Problem: Equatable, Sendable {
    case fileTooLong(bytes: Int, limit: Int)
    case lineTooLong(bytes: Int, limit: Int)
    case tooManyBlocks(limit: Int)
    /// Text has none; a file that holds one is something else.
    case zeroByte(offset: Int)
    /// The closing `---` is missing, or stands after more lines than the limit.
    case unclosedFrontMatter(limit: Int)
    case frontMatter(FrontMatterProblem)
    /// Saving would lose something that is in the file.
    case readOnly([ReadOnlyReason])
  }

  /// The file as the user named it.
  package var name: String
  /// Counted from 1; `nil` when the problem is the file as a whole.
  package var line: Int?
  /// What is wrong.
  package var problem: Problem

  /// A problem of a document; `line` counts from 1 and is `nil` where it concerns the whole file.
  package init(name: String, line: Int?, problem: Problem) {
    self.name = name
    self.line = line
    self.problem = problem
  }
}

/// What the reader of front matter refuses.
package enum FrontMatterProblem: Error, Equatable, Sendable {
  /// Anchors, tags, block scalars and the like: what of YAML is not part of the format.
  case unsupported(feature: String, text: String)
  case notAKey(text: String)
  case tooDeep(limit: Int)
  case unclosed(bracket: String)
  case unclosedText
  case unexpected(text: String)
  /// A value that the format does not allow for this key.
  case badValue(key: String, expected: String, found: String)
}

/// Why a document may be read, run and exported but not saved.
package enum ReadOnlyReason: Equatable, Sendable {
  /// `offset` is that of the first byte that is no UTF-8.
  case invalidText(offset: Int, line: Int)
  case unclosedBlock(line: Int, fence: String)
  case conflictMarkers(line: Int)
  case newerVersion(found: Int, known: Int)
}
