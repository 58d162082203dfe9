import Support

/// Bytes that are not what their format promises; data, worded for the user elsewhere.
package struct FormatError: Error, Equatable, Sendable {
  /// Where in the file the fault lies.
  package enum Place: Equatable, Sendable {
    /// Bytes from the start of the file.
    case offset(Int)
    /// Lines from 1.
    case line(Int)
    /// A tensor of the file, by name.
    case tensor(String)
    case wholeFile
  }

  /// The name users know: "IDX", "gzip", "CSV", "safetensors".
  package var format: String
  /// Where the fault lies.
  package var place: Place
  /// What should stand there, as a phrase: "13 fields".
  package var expected: String
  /// What stands there: "12 fields".
  package var found: String
  /// What reads the file all the same; `nil` where nothing does.
  package var remedy: Remedy?

  /// Ways to read a file that is not as it should be.
  package enum Remedy: Equatable, Sendable {
    /// Rows of other lengths are left out, or filled up.
    case ragged
    /// Rows are filled up; leaving out those of other lengths would leave out most.
    case fill
    /// The first row needs a name for each column.
    case names
    /// So many lines before the table are left out.
    case skip(lines: Int)
    /// Fewer lines are left out.
    case skipLess
    /// The encoding is found out, or another one is named.
    case encoding
    /// Equal names of columns are told apart.
    case duplicates
    /// The program that wrote an array makes numbers of it, in these words of Python: `x.astype("float32")`.
    case numbers(String)
    /// The same of texts, which have no numbers: a table takes them.
    case words
    /// Nothing stands in the file: it is not damaged, it was never written.
    case empty
  }

  /// The same of a file, which may hold nothing at all.
  package func met(in bytes: [UInt8]) -> FormatError {
    guard bytes.isEmpty else { return self }
    return FormatError(
      format: format, .wholeFile, expected: "some bytes", found: "an empty file", remedy: .empty)
  }

  /// A fault of a file; `expected` and `found` complete "expected …, found …".
  package init(
    format: String, _ place: Place, expected: String, found: String, remedy: Remedy? = nil
  ) {
    self.format = format
    self.place = place
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }
}

extension ByteReader {
  /// The next bytes of a file of some format, or that format's error about its early end.
  mutating func read(_ count: Int, of format: String) throws(FormatError) -> ArraySlice<UInt8> {
    do {
      return try read(count)
    } catch {
      throw FormatError(
        format: format, .offset(error.offset + error.available),
        expected: "\(NumberText.grouped(error.wanted - error.available)) more bytes",
        found: "the end of the file")
    }
  }
}
