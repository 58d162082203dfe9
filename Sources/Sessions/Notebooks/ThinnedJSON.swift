import Support

/// The text of a notebook without what no session takes: pictures and texts of many megabytes.
///
/// One pass over the bytes, before anything is read as JSON: what is kept has a bound, however long the file is.
/// Line ends stay where they are, since a text of JSON has none inside.
struct ThinnedJSON {
  /// JSON in which each text that was left out is empty.
  private(set) var bytes: [UInt8] = []
  /// How many texts were left out because of their length alone.
  private(set) var longTexts = 0

  /// The longest text that is kept.
  static let textBytes = 1 << 20
  /// How much is kept in all.
  static let limit = 32 << 20
  /// How many values and names it may have.
  static let values = 1_000_000

  private var key: Range<Int>?
  private var isMedium = false
  private var valueCount = 0

  init(_ file: [UInt8]) throws(NotebookProblem) {
    bytes.reserveCapacity(min(file.count, Self.limit))
    var position = 0
    while position < file.count {
      let byte = file[position]
      guard byte == UInt8(ascii: "\"") else {
        try step(byte)
        position += 1
        continue
      }
      let end = Self.endOfText(file, from: position + 1)
      try takeText(file[position..<end])
      position = end
    }
  }

  /// A byte outside of texts.
  private mutating func step(_ byte: UInt8) throws(NotebookProblem) {
    switch byte {
    case UInt8(ascii: ":"): isMedium = key.map { Self.isMedium(bytes[$0]) } ?? false
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
      valueCount += 1
      if valueCount > Self.values { throw .tooManyValues(limit: Self.values) }
    default: break
    }
    bytes.append(byte)
    if bytes.count > Self.limit { throw .tooLong(limit: Self.limit) }
  }

  private mutating func takeText(_ text: ArraySlice<UInt8>) throws(NotebookProblem) {
    let isTooLong = text.count > Self.textBytes
    if isTooLong || (isMedium && text.count > 1024) {
      if isTooLong && !isMedium { longTexts += 1 }
      bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")]
      key = nil
      return
    }
    if bytes.count + text.count > Self.limit { throw .tooLong(limit: Self.limit) }
    key = bytes.count + 1..<bytes.count + max(1, text.count - 1)
    bytes += text
  }

  /// Behind the closing quotation mark, or at the end of the file.
  private static func endOfText(_ file: [UInt8], from start: Int) -> Int {
    var position = start
    while position < file.count {
      if file[position] == UInt8(ascii: "\\") {
        position += 2
      } else if file[position] == UInt8(ascii: "\"") {
        return position + 1
      } else {
        position += 1
      }
    }
    return file.count
  }

  /// Whether the values of a member are pictures, sounds, pages: `image/png`.
  private static func isMedium(_ name: ArraySlice<UInt8>) -> Bool {
    let kinds = ["image/", "audio/", "video/", "text/html", "application/"]
    return kinds.contains { name.starts(with: $0.utf8) }
      && !name.elementsEqual(Notebook.noteType.utf8)
  }
}
