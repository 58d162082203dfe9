import Support

/// The literal of Python before the numbers of an NPY file: type, order and shape.
///
/// Read by a parser that knows strings, tuples of whole numbers, `True` and `False`; it runs nothing.
package struct NumPyHeader: Equatable, Sendable {
  /// The type of each element.
  package let elementType: NumPyArray.ElementType
  /// Extents, the outermost first; none for a single number.
  package let shape: [Int]
  /// Product of the extents.
  package let count: Int
  let isBigEndian: Bool
  let isFortranOrder: Bool
  /// Where the elements begin.
  let end: Int

  /// Bytes of the elements.
  package var byteCount: Int { count * elementType.byteCount }
  /// Bytes of a file that has this header.
  package var fileLength: Int { end + byteCount }

  static let longest = 64 << 10
  static let signature: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  /// Reads the header of a file of which these are the first bytes; 64 KiB and 12 bytes are enough.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(Array(bytes.prefix(Self.longest + 12)))
    guard try Array(reader.read(6, of: "NPY")) == Self.signature else {
      throw Self.refuse(0, "the signature of NPY", "other bytes")
    }
    let version = Array(try reader.read(2, of: "NPY"))
    guard (1...3).contains(version[0]), version[1] == 0 else {
      throw Self.refuse(6, "version 1.0, 2.0 or 3.0", "\(version[0]).\(version[1])")
    }
    let length = try reader.read(version[0] == 1 ? 2 : 4, of: "NPY").reversed()
      .reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longest else {
      throw Self.refuse(8, "a header of at most 64 KiB", "\(NumberText.grouped(length)) bytes")
    }
    let start = reader.offset
    let literal = Array(try reader.read(length, of: "NPY"))
    end = reader.offset

    var parser = NumPyLiteral(literal, from: start)
    let fields = try parser.fields()
    (elementType, isBigEndian) = try Self.type(fields.type, at: fields.typePlace)
    shape = fields.shape
    isFortranOrder = fields.isFortranOrder
    guard shape.count <= 32 else {
      throw Self.refuse(start, "at most 32 axes", "\(shape.count)")
    }
    count = shape.contains(0) ? 0 : shape.reduce(1) { ByteEstimate.product($0, $1) }
    // Every product of some extents must be a number, too, where others are zero.
    let largest = shape.reduce(elementType.byteCount) { ByteEstimate.product($0, max(1, $1)) }
    guard largest < 1 << 60 else {
      throw Self.refuse(start, "a size that fits in memory", "more")
    }
  }

  /// The type of a description such as `<f4`, and whether its first byte is the most significant.
  private static func type(
    _ text: String, at place: Int
  ) throws(FormatError) -> (NumPyArray.ElementType, isBigEndian: Bool) {
    var letters = Substring(text)
    var isBigEndian = false
    if let order = letters.first, "<>=|".contains(order) {
      isBigEndian = order == ">"
      letters.removeFirst()
    }
    let names: [Substring: NumPyArray.ElementType] = [
      "b1": .bool, "?": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8,
      "u2": .uint16, "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64,
    ]
    if let type = names[letters] { return (type, isBigEndian) }
    var (kind, remedy): (String, FormatError.Remedy?) = ("the type '\(text.prefix(40))'", nil)
    switch letters.first {
    case "O":
      kind = "Python objects, which only running their code would bring back"
      remedy = .numbers("x.astype(\"float32\")")
    case "c": (kind, remedy) = ("complex numbers", .numbers("np.stack([x.real, x.imag], -1)"))
    case "U", "S", "a": (kind, remedy) = ("texts", .words)
    case "V": kind = "records of bytes"
    case "M":
      (kind, remedy) = (
        "dates or times", .numbers("x.astype(\"datetime64[s]\").astype(\"float64\")")
      )
    case "m":
      (kind, remedy) = (
        "lengths of time", .numbers("x.astype(\"timedelta64[s]\").astype(\"float64\")")
      )
    case "f":
      (kind, remedy) = (
        "numbers of \(letters.dropFirst()) bytes", .numbers("x.astype(\"float64\")")
      )
    default: break
    }
    var error = refuse(place, "bool, int8…64, uint8…64 or float16…64", kind)
    error.remedy = remedy
    throw error
  }

  static func refuse(_ offset: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: "NPY", .offset(offset), expected: expected, found: found)
  }
}
