import Catalog
import Engine
import Formats
import Support

/// A text file, character by character.
enum TextSource: FileSource {
  static let file = Parameter.path("file", "the path of the file", files: [.text])
  static let target = Parameter<String>.optional(
    "target", "a file with what each line becomes, such as its translation")
  static let signature = Signature(
    "text", .source, "A text from a file, to learn what comes next; or pairs of lines of two.",
    example: "poem = data text(\"zen.txt\") { split 90%, 10%; chars 32 }",
    [file.description, target.description],
    details: """
      UTF-8. A sample is one character as a reader sees it, so that `take` and `split` cut the text \
      by position; `chars` or `words` then cut windows, with the vocabulary of the training part. \
      Line ends of Windows become \\n, and a byte order mark is left out. At most 128 MiB.
      `text("en.txt", "de.txt")` gives pairs, line by line, for `tokens`: as many lines in both; pairs with an empty side \
      are left out and counted. `split` leaves both sides of a pair in one part.
      """)
  static let fileKind = FileSignature(
    "text", "a text", suffixes: [".txt"], holds: [.text], source: "text",
    advice: { "`d = data text(\"\($0)\")` reads it" })
  /// Each byte may become a number of four, which is copied once.
  static var sizeLimit: Int { min(128 << 20, MemoryBudget.current.limit / 16) }

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let source = try context.read(named: name, limit: sizeLimit)
    if let other = try arguments.optionalValue(target) {
      return try PairFiles.dataset(
        source, try context.read(named: other, limit: sizeLimit), context)
    }
    let path = source.path
    let text = try text(of: source)
    var reader = TextNumbers()
    guard reader.append(text, isInterrupted: context.isInterrupted) else {
      throw DataError(.interrupted)
    }
    let (texts, numbers) = reader.result
    let input = Samples.Input("x", SampleRows(numbers), TokenVocabulary(.characters, texts))
    return Dataset(
      name: String(name.split(separator: "/").last ?? "text"),
      train: Samples([input], targets: nil), provenance: path)
  }

  /// What stands in a file, without a byte order mark.
  static func text(of source: ReadFile) throws(DataError) -> String {
    let path = source.path
    var bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard !bytes.isEmpty else { throw DataError(.source(.emptyText(path: path))) }
    if let place = bytes.indices.untilInterrupted.first(where: { bytes[$0] == 0 }) {
      throw notText(source, byte: place)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notText(source, byte: firstInvalid(bytes))
    }
    return text
  }

  private static func notText(_ source: ReadFile, byte: Int) -> DataError {
    guard let other = source.kind(otherThan: fileKind), other.isBeginning(of: source.bytes) else {
      return DataError(.source(.notText(path: source.path, byte: byte)))
    }
    let fault = FormatError(
      format: fileKind.name, .offset(byte), expected: "UTF-8", found: other.name)
    return DataError(
      .content(ContentError(path: source.path, fault: fault, expected: fileKind, found: other)))
  }

  /// How many bytes are UTF-8 before the first that are not.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var position = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { position += scalar.count }
    return position
  }
}
