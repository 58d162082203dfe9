import Catalog
import Engine
import Formats
import Support

extension DataContext {
  /// Reads a table from a file that the user named; what cannot be read is told with the kind that the file is of.
  func readDelimited(
    _ name: String, _ options: DelimitedOptions, as kind: FileSignature
  ) throws(DataError) -> DelimitedTable {
    let path: String
    do throws(FileError) {
      path = try file(named: name)
    } catch {
      throw DataError(.file(error))
    }
    let threads = threads
    let workers = DelimitedWorkers(count: threads) { ParallelWork.run(threads, $0) }
    do throws(DelimitedFault) {
      return try DelimitedText.read(file: path, options, workers: workers)
    } catch {
      throw DataError(problem(error, path: path, name: name, kind))
    }
  }

  private func problem(
    _ fault: DelimitedFault, path: String, name: String, _ kind: FileSignature
  ) -> DataError.Kind {
    switch fault {
    case .file(let error): return .file(error)
    case .interrupted: return .interrupted
    case .memory(let shortage): return .memory(shortage)
    case .noRows: return .samples(.noSamples)
    case .badColumns(let columns): return .table(.badColumns(columns, path: name))
    case .unknownColumns(let names): return .table(.missingColumns(names, path: name))
    default:
      var found: FileSignature?
      // What is packed was unpacked: a fault of it is no other kind of file.
      if case .gzip = fault {
      } else {
        let head = InputFile.head(of: path, 4_096) ?? []
        found = files.kind(of: head, named: path).flatMap { $0.name == kind.name ? nil : $0 }
      }
      return .content(
        ContentError(path: name, fault: fault.formatError, expected: kind, found: found))
    }
  }
}

extension DelimitedFault {
  /// The fault in the words of formats: what was expected at a place, and what was found.
  fileprivate var formatError: FormatError {
    func error(_ place: FormatError.Place, _ expected: String, _ found: String) -> FormatError {
      FormatError(format: "CSV", place, expected: expected, found: found)
    }
    return switch self {
    case .gzip(let error): error
    case .badSeparator: error(.wholeFile, "another separator", "one that is part of texts")
    case .empty:
      FormatError(
        format: "CSV", .wholeFile, expected: "at least one row", found: "an empty file",
        remedy: .empty)
    case .noRows(let line): error(.line(line), "rows", "a header alone")
    case .binary(let line): error(.line(line), "text", "bytes that are none")
    case .notEncoded(let encoding, let line):
      FormatError(
        format: "CSV", .line(line), expected: "\(encoding.name) text",
        found: "text of another encoding", remedy: .encoding)
    case .skipped(let lines):
      FormatError(
        format: "CSV", .wholeFile, expected: "more than \(NumberText.count(lines, "line"))",
        found: "the end of the file", remedy: .skipLess)
    case .ragged(let line, let expected, let found, let remedy):
      FormatError(
        format: "CSV", .line(line), expected: NumberText.count(expected, "field"),
        found: NumberText.count(found, "field"), remedy: remedy.advised)
    case .tooManyColumns(let line, let limit):
      error(.line(line), "at most \(NumberText.grouped(limit)) columns", "more")
    case .unterminatedQuote(let line): error(.line(line), "a closing quote", "the end of the file")
    case .textAfterQuote(let line):
      error(.line(line), "a separator after the closing quote", "more text")
    case .rowTooLong(let line, let limit):
      error(.line(line), "rows of at most \(NumberText.grouped(limit)) bytes", "a longer one")
    case .duplicateColumn(let name, let first, let second, let line):
      FormatError(
        format: "CSV", .line(line), expected: "different column names",
        found: "\"\(name)\" in columns \(first) and \(second)", remedy: .duplicates)
    case .changed: error(.wholeFile, "a file that stays as it is", "another one at a second look")
    case .file, .interrupted, .memory, .badColumns, .unknownColumns:
      error(.wholeFile, "a table", "something else")
    }
  }
}

extension RaggedRemedy {
  /// As formats advise it.
  fileprivate var advised: FormatError.Remedy {
    switch self {
    case .mend: .ragged
    case .fill: .fill
    case .skip(let lines): .skip(lines: lines)
    case .nothing: .names
    }
  }
}

extension TextEncoding {
  /// As people write it.
  package var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .latin1: "windows-1252"
    }
  }
}
