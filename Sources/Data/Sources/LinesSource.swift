import Catalog
import Engine
import Formats
import Support

/// Lines of files as texts, and the file as their class.
enum LinesSource: DataSource {
  static let files = Parameter<[String]>(
    "files", "the paths of the files", expected: "names of files in quotes", isVariadic: true,
    files: [.text],
    reading: { (argument) throws(ArgumentError) in
      guard let names = [String](argument.argument), !names.isEmpty else { return nil }
      return names
    })
  static let signature = Signature(
    "lines", .source, "One text for each line of files, and the file as its class.",
    example: "d = data lines(\"good.txt\", \"bad.txt\") { split 80%, 20% }", [files.description],
    details: """
      A table with the columns `text` and `file`; `file`, the name of the file, is predicted where there are several. \
      Empty lines are left out. UTF-8; a file that is none is read as Latin-1, and that is said. `prepare` makes token \
      numbers of the texts.
      """)
  static var sizeLimit: Int { min(1 << 30, MemoryBudget.current.limit / 8) }

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let names = try arguments.value(files)
    var texts = PackedTexts()
    var words: [String?] = []
    var paths: [String] = []
    for name in names {
      let source = try context.read(named: name, limit: sizeLimit)
      paths.append(source.path)
      let word = name.split(separator: "/").last.map(String.init) ?? name
      let before = texts.count
      for line in try lines(of: source, context) { texts.append(utf8: line) }
      guard texts.count > before else {
        throw DataError(.source(.emptyText(path: source.path)))
      }
      words += [String?](repeating: word, count: texts.count - before)
    }
    if context.isInterrupted() { throw DataError(.interrupted) }
    let column = TypedColumn("text", .texts(texts))
    let isLabelled = Set(words).count > 1
    return try Dataset.table(
      TypedTable(
        isLabelled ? [column, TypedColumn("file", words: words)] : [column],
        rowCount: texts.count),
      name: names[0].split(separator: "/").last.map(String.init) ?? "lines",
      provenance: paths.joined(separator: ", "), target: isLabelled ? "file" : nil,
      isTargetGiven: true, context)
  }

  /// The UTF-8 bytes of all lines that are not empty.
  private static func lines(
    of source: ReadFile, _ context: DataContext
  ) throws(DataError) -> [[UInt8]] {
    var bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let place = bytes.indices.untilInterrupted.first(where: { bytes[$0] == 0 }) {
      throw DataError(.source(.notText(path: source.path, byte: place)))
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      context.record.sourceNotes.append(.latin1(path: source.path))
      bytes = bytes.flatMap { byte -> [UInt8] in
        byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
    }
    return bytes.split { $0 == 0x0A || $0 == 0x0D }.map(Array.init)
  }
}
