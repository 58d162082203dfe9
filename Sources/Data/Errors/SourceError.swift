/// What is wrong with where samples come from: names of sources and steps, files, amounts.
package enum SourceError: Equatable, Sendable {
  /// No source of that name.
  case unknownSource(known: [String])
  /// No step of that name.
  case unknownStep(known: [String])
  /// None of the files lies in any of the places; the built-in set needs no file.
  case filesNotFound(files: [String], places: [String], builtIn: String)
  /// Files that belong together do not: "60,000 images", "59,999 labels".
  case mismatch(path: String, expected: String, found: String)
  /// A file of no bytes.
  case emptyText(path: String)
  /// Bytes that are no UTF-8, or a zero, from this place on.
  case notText(path: String, byte: Int)
  /// More samples than a source can make that are all different.
  case tooManySamples(Int, limit: Int)
  /// Samples that memory cannot hold.
  case tooLarge(bytes: Int, limit: Int)
}
