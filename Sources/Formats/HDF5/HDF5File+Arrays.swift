import CZlib
import Support

extension HDF5File {
  /// The shape of an array, from its header alone; `nil` for a group.
  package func shape(of object: Object) throws(FormatError) -> [Int]? {
    for message in try messages(of: object) where message.type == 0x01 {
      var cursor = self.cursor(message)
      return try HDF5Extents(&cursor).shape
    }
    return nil
  }

  /// An array of numbers, outermost axis first; least significant byte first, whatever the file has.
  ///
  /// Refused are other types, elements in other files, other filters than gzip and shuffle, and more than a thousand
  /// times what the file takes.
  package func array(_ object: Object) throws(FormatError) -> NumPyArray {
    var (type, extents): (HDF5Type?, HDF5Extents?)
    var (layout, filters): (HDF5Message?, [Int]) = (nil, [])
    for message in try messages(of: object) {
      var cursor = self.cursor(message)
      switch message.type {
      case 0x01: extents = try HDF5Extents(&cursor)
      case 0x03: type = try HDF5Type(&cursor)
      case 0x07:
        throw Self.refuse(message.content.lowerBound, "elements in this file", "another file")
      case 0x08: layout = message
      case 0x0B: filters = try self.filters(&cursor)
      default: continue
      }
    }
    guard let type, let extents, let layout else {
      throw Self.refuse(max(0, object.address), "an array", "a group")
    }
    guard case .number(let elements, let isBigEndian) = type else {
      throw Self.refuse(max(0, object.address), "an array of numbers", described(type))
    }
    let size = saturatingProduct(extents.count, elements.byteCount)
    let content = try self.content(layout, size: size, extents, elements.byteCount, filters)
    return NumPyArray(
      elements, shape: extents.shape, count: extents.count,
      storage: isBigEndian && elements.byteCount > 1
        ? turned(content, elements.byteCount) : Array(content), start: 0)
  }

  private func described(_ type: HDF5Type) -> String {
    switch type {
    case .number: "numbers"
    case .text, .heapText: "texts"
    case .other(let name): name
    }
  }

  private func turned(_ content: ArraySlice<UInt8>, _ size: Int) -> [UInt8] {
    var turned: [UInt8] = []
    turned.reserveCapacity(content.count)
    for start in stride(from: content.startIndex, to: content.endIndex, by: size) {
      turned.append(contentsOf: content[start..<min(start + size, content.endIndex)].reversed())
    }
    return turned
  }

  /// The numbers of the filters, in the order in which they were applied.
  private func filters(_ cursor: inout HDF5Cursor) throws(FormatError) -> [Int] {
    let start = cursor.offset
    let version = try cursor.byte()
    let count = try cursor.byte()
    if version == 1 { try cursor.skip(6) }
    var numbers: [Int] = []
    for _ in 0..<count {
      let number = try cursor.number(2)
      let nameLength = version == 1 || number >= 256 ? try cursor.number(2) : 0
      try cursor.skip(2)
      let values = try cursor.number(2)
      try cursor.skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength)
      try cursor.skip(values * 4 + (version == 1 && values % 2 == 1 ? 4 : 0))
      guard number == 1 || number == 2 else {
        throw Self.refuse(start, "no filters but gzip and shuffle", "filter \(number)")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func content(
    _ layout: HDF5Message, size: Int, _ extents: HDF5Extents, _ elementSize: Int, _ filters: [Int]
  ) throws(FormatError) -> ArraySlice<UInt8> {
    var cursor = cursor(layout)
    let (version, kind) = (try cursor.byte(), try cursor.byte())
    guard version == 3 || version == 4 && kind < 2 else {
      throw Self.refuse(
        layout.content.lowerBound, "a layout of version 3", "version \(version)")
    }
    switch kind {
    case 0:
      let length = try cursor.number(2)
      guard length >= size else { throw tooShort(layout, size, length) }
      return try cursor.read(length).prefix(size)
    case 1:
      let (address, length) = (try cursor.number(8), try cursor.number(8))
      guard size > 0 else { return [] }
      guard address >= 0, address <= bytes.count, size <= bytes.count - address, length >= size
      else { throw tooShort(layout, size, address < 0 ? 0 : max(0, bytes.count - address)) }
      return bytes[address..<address + size]
    case 2:
      let chunks = try HDF5Chunks(
        &cursor, extents: extents.shape, elementSize: elementSize, filters: filters)
      guard size <= saturatingProduct(bytes.count, 1_000) else {
        throw tooShort(layout, size, bytes.count)
      }
      try FormatError.requireMemory(size, for: "HDF5")
      return try chunks.content(size: size, in: bytes)[...]
    default:
      throw Self.refuse(layout.content.lowerBound, "elements in this file", "a layout \(kind)")
    }
  }

  private func tooShort(_ layout: HDF5Message, _ size: Int, _ found: Int) -> FormatError {
    Self.refuse(
      layout.content.lowerBound, "\(NumberText.grouped(size)) bytes of elements",
      NumberText.grouped(found))
  }
}
