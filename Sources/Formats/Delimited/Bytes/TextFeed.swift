/// The text of a source as UTF-8, without the mark at its start.
struct TextFeed {
  private static let piece = 1 << 16

  private let source: any ByteSource
  /// How bytes stand for characters, once the start was seen.
  private(set) var encoding: TextEncoding = .utf8
  private var transcoder: (any Transcoder)?
  /// Text that was made and has found no room yet.
  private var pending: ArraySlice<UInt8> = []
  private var isAtEnd = false
  /// The line on which the text made so far ends.
  private var lines = 1
  private var failure: DelimitedFault?

  /// Goes to the start of the source; `encoding` is what was asked for.
  init(_ source: any ByteSource, _ asked: TextEncoding?) throws(DelimitedFault) {
    self.source = source
    try source.restart()
    var head: [UInt8] = []
    while head.count < 3, !isAtEnd {
      let bytes = try pull(3 - head.count)
      isAtEnd = bytes.isEmpty
      head += bytes
    }
    let isLittle = head.starts(with: [0xFF, 0xFE])
    let isBig = head.starts(with: [0xFE, 0xFF])
    if asked == .utf16 || asked == nil && (isLittle || isBig) {
      encoding = .utf16
      transcoder = UTF16Bytes(isBigEndian: isBig)
      if isLittle || isBig { head.removeFirst(2) }
    } else if asked == .latin1 {
      encoding = .latin1
      transcoder = Windows1252()
    } else if head == [0xEF, 0xBB, 0xBF] {
      head = []
    }
    pending = head[...]
    if transcoder != nil { transcode(head) }
  }

  /// Puts the next text into `space` until that is full or the text ends, and says how much.
  mutating func fill(_ space: UnsafeMutableRawBufferPointer) throws(DelimitedFault) -> Int {
    var filled = 0
    while filled < space.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: space[filled...])
      if !pending.isEmpty {
        let count = min(room.count, pending.count)
        room.copyBytes(from: pending.prefix(count))
        pending.removeFirst(count)
        filled += count
      } else if let failure {
        throw failure
      } else if isAtEnd {
        break
      } else if transcoder == nil {
        let count = try source.read(into: room)
        isAtEnd = count == 0
        filled += count
      } else {
        let bytes = try pull(Self.piece)
        isAtEnd = bytes.isEmpty
        transcode(bytes)
      }
    }
    return filled
  }

  /// What means nothing is told when all before it was handed out, however the bytes come.
  private mutating func transcode(_ bytes: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    let isText = transcoder?.append(bytes, isLast: isAtEnd, to: &text) ?? true
    lines += text.count { $0 == 0x0A }
    if !isText { failure = .notEncoded(encoding, line: lines) }
    pending = text[...]
  }

  private func pull(_ count: Int) throws(DelimitedFault) -> [UInt8] {
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { space.deallocate() }
    let got = try source.read(into: space)
    return Array(space[..<got])
  }
}
