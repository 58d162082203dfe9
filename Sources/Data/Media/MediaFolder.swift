import Formats
import Support

/// The pictures or sounds of a folder: to which part each belongs, and its label.
///
/// Folders in it are classes, in the order of their bytes; `train`, `validation` and `test` are parts, with classes
/// in them. Names that begin with a dot do not count.
struct MediaFolder {
  /// One file.
  struct File: Sendable {
    /// As messages name it: `cats/1.png`.
    let name: String
    let path: String
    /// The folder in which it lies; `nil` in a folder without others.
    let word: String?
  }

  /// How files are known, and where they lie.
  struct Search {
    let medium: MediaError.Medium
    /// By their first bytes.
    let isKind: ([UInt8]) -> Bool
    /// Ends of names that such files have: what has one and is none is damaged.
    let suffixes: [String]
    let context: DataContext
    /// A folder directly below that holds something else.
    var skipped: String?
  }

  private(set) var parts: [(part: Dataset.Part, files: [File])] = []
  /// The folder as it was named, and where it lies.
  let name: String
  let path: String
  private(set) var ignored: [String] = []
  private let search: Search

  static let partNames: [(name: String, part: Dataset.Part)] = [
    ("train", .train), ("training", .train), ("validation", .validation), ("valid", .validation),
    ("val", .validation), ("test", .test), ("testing", .test),
  ]

  init(_ name: String, _ search: Search) throws(DataError) {
    self.name = name
    self.search = search
    path = try search.resolved(name)
    let folders = Self.names(in: path).filter {
      InputFile.isDirectory(path + "/" + $0) && $0 != search.skipped
    }
    if folders.contains(where: { $0 == "train" || $0 == "training" }) {
      let others = folders.filter { folder in !Self.partNames.contains { $0.name == folder } }
      guard others.isEmpty else { throw DataError(.media(.mixedParts(others, path: path))) }
      for part in Dataset.Part.allCases {
        var files: [File] = []
        for known in Self.partNames where known.part == part && folders.contains(known.name) {
          files += try self.files(in: known.name + "/")
        }
        if !files.isEmpty { parts.append((part, files)) }
      }
    } else {
      parts = [(.train, try files(in: ""))]
    }
    guard let first = parts.first, first.part == .train, !first.files.isEmpty else {
      throw DataError(.media(.nothing(search.medium, path: path, folders: folders)))
    }
  }

  /// All files, those of the training part first.
  var files: [File] { parts.flatMap(\.files) }

  /// Whether folders say what the files are.
  var hasClasses: Bool { files.contains { $0.word != nil } }

  /// What stands in each name before a text, as its label.
  mutating func takeLabels(before separator: String) throws(DataError) {
    guard !hasClasses, parts.count == 1 else {
      throw DataError(.media(.labelledTwice(path: path)))
    }
    var labelled: [File] = []
    for file in files {
      guard let end = file.name.firstRange(of: separator)?.lowerBound,
        end > file.name.startIndex
      else { throw DataError(.media(.noLabel(file: file.name, separator: separator))) }
      labelled.append(
        File(name: file.name, path: file.path, word: String(file.name[..<end])))
    }
    parts = [(.train, labelled)]
  }

  private static func names(in path: String) -> [String] {
    FolderListing.names(in: path).filter { !$0.hasPrefix(".") }
  }

  private mutating func files(in prefix: String) throws(DataError) -> [File] {
    let names = Self.names(in: path + "/" + prefix)
      .filter { !prefix.isEmpty || $0 != search.skipped }
    let folders = names.filter { InputFile.isDirectory(path + "/" + prefix + $0) }
    guard !folders.isEmpty else { return try files(names, in: prefix, word: nil) }
    var found: [File] = []
    for folder in folders {
      if search.context.isInterrupted() { throw DataError(.interrupted) }
      let inner = Self.names(in: path + "/" + prefix + folder)
      found += try files(inner, in: prefix + folder + "/", word: folder)
    }
    return found
  }

  private mutating func files(
    _ names: [String], in prefix: String, word: String?
  ) throws(DataError) -> [File] {
    var files: [File] = []
    for entry in names where !InputFile.isDirectory(path + "/" + prefix + entry) {
      let isMeant = search.suffixes.contains { entry.lowercased().hasSuffix($0) }
      let place = try search.resolved(name + "/" + prefix + entry)
      guard isMeant || search.isKind(InputFile.head(of: place, 16) ?? []) else {
        ignored.append(prefix + entry)
        continue
      }
      files.append(File(name: prefix + entry, path: place, word: word))
    }
    return files
  }
}

extension MediaFolder.Search {
  func resolved(_ name: String) throws(DataError) -> String {
    do throws(FileError) {
      return try context.file(named: name)
    } catch {
      throw DataError(.file(error))
    }
  }
}

extension MediaFolder {
  /// The same files with labels: those of a table where it is given, else their folders.
  ///
  /// `nil` for the column where nothing says what they are.
  func labelled(
    by table: String?, target: String?
  ) throws(DataError) -> (parts: [(part: Dataset.Part, files: [File])], labels: [TypedColumn]?) {
    guard let table else {
      guard hasClasses else { return (parts, nil) }
      return (parts, parts.map { TypedColumn("class", words: $0.files.map(\.word)) })
    }
    guard !hasClasses, parts.count == 1 else {
      throw DataError(.media(.labelledTwice(path: path)))
    }
    let place = InputFile.exists(path + "/" + table) ? name + "/" + table : table
    let rows = try search.context.readDelimited(
      place, DelimitedOptions(), as: CSVSource.fileKind
    ).table
    guard rows.columns.count > 1 else {
      throw DataError(.table(.noFeatures(target: rows.columns[0].name, path: place)))
    }
    let wanted = target ?? rows.columns[rows.columns.count - 1].name
    guard let column = rows.column(named: wanted) else {
      throw DataError(.table(.unknownColumn(wanted, known: rows.names, path: place)))
    }
    let known = Dictionary(
      files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = rows.columns[0].texts.map { $0 ?? "" }
    let missing = names.filter { known[$0] == nil }
    guard missing.isEmpty else {
      throw DataError(
        .media(.noFiles(Array(missing.prefix(5)), count: missing.count, path: place)))
    }
    return ([(.train, names.compactMap { known[$0] })], [column])
  }
}
