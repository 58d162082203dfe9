import Support

/// The type of each element of an array or an attribute.
enum HDF5Type {
  /// Numbers, and whether their bytes stand the other way round.
  case number(NumPyArray.ElementType, isBigEndian: Bool)
  /// Texts of so many bytes each.
  case text(Int)
  /// Texts in a heap, of any length.
  case heapText
  /// Another one; its name.
  case other(String)

  /// Bytes of one element.
  var byteCount: Int {
    switch self {
    case .number(let type, _): type.byteCount
    case .text(let count): count
    case .heapText: 16
    case .other: 0
    }
  }

  init(_ cursor: inout HDF5Cursor) throws(FormatError) {
    let first = try cursor.byte()
    let flags = try cursor.number(3)
    let size = try cursor.number(4)
    switch first & 15 {
    case 0: self = try Self.whole(size, flags, &cursor)
    case 1: self = try Self.float(size, flags, &cursor)
    case 3: self = .text(size)
    case 9: self = flags & 15 == 1 && size == 16 ? .heapText : .other("lists")
    default:
      let names = [
        2: "time", 4: "bits", 5: "opaque bytes", 6: "records", 7: "references", 8: "names",
        10: "arrays",
      ]
      self = .other(names[first & 15] ?? "unknown")
    }
  }

  private static func whole(
    _ size: Int, _ flags: Int, _ cursor: inout HDF5Cursor
  ) throws(FormatError) -> HDF5Type {
    let (start, precision) = (try cursor.number(2), try cursor.number(2))
    let isSigned = flags & 8 != 0
    let types: [Int: (NumPyArray.ElementType, NumPyArray.ElementType)] = [
      1: (.int8, .uint8), 2: (.int16, .uint16), 4: (.int32, .uint32), 8: (.int64, .uint64),
    ]
    guard start == 0, precision == size * 8, let (signed, unsigned) = types[size] else {
      return .other("whole numbers of \(precision) bits")
    }
    return .number(isSigned ? signed : unsigned, isBigEndian: flags & 1 != 0)
  }

  private static func float(
    _ size: Int, _ flags: Int, _ cursor: inout HDF5Cursor
  ) throws(FormatError) -> HDF5Type {
    let (start, precision) = (try cursor.number(2), try cursor.number(2))
    let fields = [try cursor.byte(), try cursor.byte(), try cursor.byte(), try cursor.byte()]
    let types: [Int: (NumPyArray.ElementType, [Int])] = [
      2: (.float16, [10, 5, 0, 10]), 4: (.float32, [23, 8, 0, 23]), 8: (.float64, [52, 11, 0, 52]),
    ]
    guard start == 0, precision == size * 8, let (type, usual) = types[size], fields == usual,
      flags & 0x40 == 0
    else { return .other("floating point of \(precision) bits") }
    return .number(type, isBigEndian: flags & 1 != 0)
  }
}

/// The extents of an array or an attribute; none for a single value.
struct HDF5Extents {
  let shape: [Int]
  /// Their product; 0 where there is nothing.
  let count: Int

  init(_ cursor: inout HDF5Cursor) throws(FormatError) {
    let start = cursor.offset
    let version = try cursor.byte()
    let rank = try cursor.byte()
    try cursor.skip(1)
    var isNothing = false
    switch version {
    case 1: try cursor.skip(5)
    case 2: isNothing = try cursor.byte() == 2
    default: throw HDF5File.refuse(start, "extents of version 1 or 2", "version \(version)")
    }
    guard rank <= 32 else { throw HDF5File.refuse(start, "at most 32 axes", "\(rank)") }
    var shape: [Int] = []
    for _ in 0..<rank {
      let extent = try cursor.number(8)
      guard extent >= 0 else { throw HDF5File.refuse(start, "an extent", "none") }
      shape.append(extent)
    }
    self.shape = shape
    let span = shape.reduce(1) { saturatingProduct($0, max($1, 1)) }
    guard span <= 1 << 48 else {
      throw HDF5File.refuse(start, "as many elements as a file can hold", "more")
    }
    count = isNothing || shape.contains(0) ? 0 : span
  }
}
