import Support

extension HDF5File {
  /// The names of an object's attributes, in their order.
  package func attributes(of object: Object) throws(FormatError) -> [String] {
    var names: [String] = []
    for message in try messages(of: object) where message.type == 0x0C {
      names.append(try attribute(message).name)
    }
    return names
  }

  /// The texts of an attribute, one where it is a single one; `nil` where there is none of that name, or it holds no texts.
  package func texts(_ name: String, of object: Object) throws(FormatError) -> [String]? {
    for message in try messages(of: object) where message.type == 0x0C {
      let found = try attribute(message)
      guard found.name == name else { continue }
      return try texts(found)
    }
    return nil
  }

  private struct Attribute {
    let name: String
    let type: HDF5Type
    let extents: HDF5Extents
    let content: Range<Int>
  }

  private func attribute(_ message: HDF5Message) throws(FormatError) -> Attribute {
    var cursor = self.cursor(message)
    let version = try cursor.byte()
    let flags = try cursor.byte()
    guard (1...3).contains(version) else {
      throw Self.refuse(message.content.lowerBound, "an attribute of version 1 to 3", "\(version)")
    }
    guard version == 1 || flags & 3 == 0 else {
      throw Self.refuse(message.content.lowerBound, "types of the format", "one of the user's own")
    }
    let sizes = [try cursor.number(2), try cursor.number(2), try cursor.number(2)]
    if version == 3 { try cursor.skip(1) }
    func part(_ size: Int) throws(FormatError) -> Range<Int> {
      let start = cursor.offset
      try cursor.skip(version == 1 ? (size + 7) / 8 * 8 : size)
      return start..<start + size
    }
    let letters = bytes[try part(sizes[0])].prefix { $0 != 0 }
    let (type, extents) = (try part(sizes[1]), try part(sizes[2]))
    var typeCursor = HDF5Cursor(bytes, at: type.lowerBound, to: type.upperBound)
    var extentCursor = HDF5Cursor(bytes, at: extents.lowerBound, to: extents.upperBound)
    return Attribute(
      name: String(decoding: letters, as: UTF8.self), type: try HDF5Type(&typeCursor),
      extents: try HDF5Extents(&extentCursor), content: cursor.offset..<message.content.upperBound)
  }

  private func texts(_ attribute: Attribute) throws(FormatError) -> [String]? {
    let size = attribute.type.byteCount
    switch attribute.type {
    case .number, .other: return attribute.extents.count == 0 ? [] : nil
    case .text, .heapText: break
    }
    guard saturatingProduct(size, attribute.extents.count) <= attribute.content.count else {
      throw Self.refuse(
        attribute.content.lowerBound, "\(NumberText.grouped(attribute.extents.count)) texts",
        "fewer")
    }
    var texts: [String] = []
    // Texts of a heap may be the same one many times.
    var room = bytes.count
    for index in 0..<attribute.extents.count {
      let start = attribute.content.lowerBound + index * size
      let text =
        if case .heapText = attribute.type {
          try heapText(at: start)
        } else { bytes[start..<start + size].prefix { $0 != 0 } }
      room -= text.count
      guard room >= 0, let valid = String(validating: text, as: UTF8.self) else {
        throw Self.refuse(start, "a text in UTF-8", "other bytes")
      }
      texts.append(valid)
    }
    return texts
  }

  /// A text of the global heap, by its collection and its number there.
  private func heapText(at place: Int) throws(FormatError) -> ArraySlice<UInt8> {
    var cursor = HDF5Cursor(bytes, at: place)
    let length = try cursor.number(4)
    let address = try cursor.number(8)
    let index = try cursor.number(4)
    if length == 0 { return [] }
    var heap = HDF5Cursor(bytes, at: address)
    try heap.expect("GCOL")
    try heap.skip(4)
    let size = try heap.number(8)
    guard size >= 16, address <= bytes.count, size <= bytes.count - address else {
      throw Self.refuse(max(0, address), "a heap within the file", "another place")
    }
    heap = HDF5Cursor(bytes, at: heap.offset, to: address + size)
    while heap.remaining >= 16 {
      let number = try heap.number(2)
      try heap.skip(6)
      let size = try heap.number(8)
      if number == 0 { break }
      let start = heap.offset
      guard size >= 0, size <= heap.remaining else { break }
      if number == index {
        guard length <= size else { break }
        return bytes[start..<start + length].prefix { $0 != 0 }
      }
      try heap.skip(min((size + 7) / 8 * 8, heap.remaining))
    }
    throw Self.refuse(place, "a text in a heap", "none of its number")
  }
}
