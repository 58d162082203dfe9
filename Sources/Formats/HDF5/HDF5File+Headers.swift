import Support

/// One message of an object's header: what it is about, and where it lies.
struct HDF5Message {
  let type: Int
  let content: Range<Int>
}

extension HDF5File {
  private static let messageLimit = 65_536
  private static let pieceLimit = 4_096

  /// The messages of an object's header, in all its pieces.
  func messages(of object: Object) throws(FormatError) -> [HDF5Message] {
    var cursor = HDF5Cursor(bytes, at: object.address)
    let first = try cursor.byte()
    return first == 1
      ? try messagesOfVersion1(object) : try messagesOfVersion2(object)
  }

  private func messagesOfVersion1(_ object: Object) throws(FormatError) -> [HDF5Message] {
    var cursor = HDF5Cursor(bytes, at: object.address)
    try cursor.skip(8)
    let size = try cursor.number(4)
    try cursor.skip(4)
    var pieces = [(start: cursor.offset, length: size)]
    return try collected(&pieces) { cursor throws(FormatError) in
      let type = try cursor.number(2)
      let size = try cursor.number(2)
      let flags = try cursor.byte()
      try cursor.skip(3)
      return (type, size, flags)
    }
  }

  private func messagesOfVersion2(_ object: Object) throws(FormatError) -> [HDF5Message] {
    var cursor = HDF5Cursor(bytes, at: object.address)
    try cursor.expect("OHDR")
    let version = try cursor.byte()
    guard version == 2 else {
      throw Self.refuse(cursor.offset - 1, "an object header of version 1 or 2", "\(version)")
    }
    let flags = try cursor.byte()
    if flags & 0x20 != 0 { try cursor.skip(16) }
    if flags & 0x10 != 0 { try cursor.skip(4) }
    let size = try cursor.number(1 << (flags & 3))
    var pieces = [(start: cursor.offset, length: size)]
    let isOrdered = flags & 4 != 0
    return try collected(&pieces, mark: "OCHK") { cursor throws(FormatError) in
      let type = try cursor.byte()
      let size = try cursor.number(2)
      let flags = try cursor.byte()
      if isOrdered { try cursor.skip(2) }
      return (type, size, flags)
    }
  }

  /// Reads piece after piece; a continuation adds one. `mark` begins each piece but the first, which then ends in a
  /// checksum.
  private func collected(
    _ pieces: inout [(start: Int, length: Int)], mark: String? = nil,
    head: (inout HDF5Cursor) throws(FormatError) -> (type: Int, size: Int, flags: Int)
  ) throws(FormatError) -> [HDF5Message] {
    let headSize = mark == nil ? 8 : 4
    var messages: [HDF5Message] = []
    var index = 0
    while index < pieces.count {
      let (start, length) = pieces[index]
      guard start >= 0, length >= 0, start <= bytes.count, length <= bytes.count - start,
        index < Self.pieceLimit
      else {
        throw Self.refuse(max(0, start), "the piece of a header within the file", "another place")
      }
      var cursor = HDF5Cursor(bytes, at: start, to: start + length)
      if index > 0, let mark {
        try cursor.expect(mark)
        cursor = HDF5Cursor(bytes, at: cursor.offset, to: start + length - 4)
      }
      index += 1
      while cursor.remaining >= headSize {
        let (type, size, flags) = try head(&cursor)
        let content = cursor.offset..<cursor.offset + size
        try cursor.skip(size)
        guard messages.count < Self.messageLimit else {
          throw Self.refuse(start, "at most 65,536 messages", "more")
        }
        if type == 0x10 {
          var place = HDF5Cursor(bytes, at: content.lowerBound, to: content.upperBound)
          pieces.append((try place.number(8), try place.number(8)))
          continue
        }
        guard flags & 2 == 0 || ![1, 3, 5, 8, 11, 12].contains(type) else {
          throw Self.refuse(content.lowerBound, "types of the format", "one of the user's own")
        }
        messages.append(HDF5Message(type: type, content: content))
      }
    }
    return messages
  }

  /// The bytes of a message, to be read from its start.
  func cursor(_ message: HDF5Message) -> HDF5Cursor {
    HDF5Cursor(bytes, at: message.content.lowerBound, to: message.content.upperBound)
  }
}
