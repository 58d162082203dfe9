import Catalog
import Formats
import Support

/// A file that was read whole: its bytes, and what is needed to say what is wrong with them.
package struct ReadFile {
  /// As messages name it.
  package let path: String
  /// All of its content.
  package let bytes: [UInt8]
  private let kinds: FileSignatures

  /// Reads a file of at most `limit` bytes; `name` stands for its path in messages, and `kinds` are those
  /// that it may turn out to be of.
  package init(
    _ path: String, as name: String? = nil, limit: Int, among kinds: FileSignatures
  ) throws(FileError) {
    bytes = try InputFile.read(path, limit: limit)
    self.path = name ?? path
    self.kinds = kinds
  }

  /// The file as something of that kind. Its name does not matter; where the content cannot be read, the
  /// error says of which other kind it is, if that is known.
  package func decoded<Result>(
    as kind: FileSignature, _ decode: ([UInt8]) throws(FormatError) -> Result
  ) throws(ContentError) -> Result {
    do throws(FormatError) {
      return try decode(bytes)
    } catch {
      throw ContentError(
        path: path, fault: error.met(in: bytes), expected: kind, found: self.kind(otherThan: kind))
    }
  }

  /// The kind that the content, else the name, tells, where it is another one.
  package func kind(otherThan kind: FileSignature) -> FileSignature? {
    kinds.kind(of: bytes, named: path).flatMap { $0.name == kind.name ? nil : $0 }
  }
}

/// A file whose content is not what it should be; data, worded elsewhere.
package struct ContentError: Error {
  /// As messages name the file.
  package let path: String
  /// What the reader of the format met.
  package let fault: FormatError
  /// The kind that was read.
  package let expected: FileSignature
  /// The kind that the file is of, where it is another; `nil` for one that is damaged or unknown.
  package let found: FileSignature?

  /// All facts.
  package init(
    path: String, fault: FormatError, expected: FileSignature, found: FileSignature?
  ) {
    (self.path, self.fault, self.expected, self.found) = (path, fault, expected, found)
  }
}

extension DataContext {
  /// Reads a file that the user named, with its real path.
  func read(named name: String, limit: Int) throws(DataError) -> ReadFile {
    do throws(FileError) {
      return try ReadFile(file(named: name), limit: limit, among: files)
    } catch {
      throw DataError(.file(error))
    }
  }

  /// Reads a file of a data folder.
  func read(at path: String, limit: Int) throws(DataError) -> ReadFile {
    do throws(FileError) {
      return try ReadFile(path, limit: limit, among: files)
    } catch {
      throw DataError(.file(error))
    }
  }
}

extension ReadFile {
  /// The same, with a mistake told as one of the data set.
  func data<Result>(
    as kind: FileSignature, _ decode: ([UInt8]) throws(FormatError) -> Result
  ) throws(DataError) -> Result {
    do throws(ContentError) {
      return try decoded(as: kind, decode)
    } catch {
      throw DataError(.content(error))
    }
  }
}
