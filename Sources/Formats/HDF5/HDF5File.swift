import Support

/// A file of the hierarchical data format, HDF5: groups, arrays of numbers, and texts about them.
///
/// What Keras and h5py write is read: superblocks 0 to 3, groups of both kinds as long as their lists lie in one place,
/// arrays in one piece, compact or in chunks, unpacked of gzip and shuffle. Links lead nowhere outside and to nothing by a
/// path; types of a user's own are refused. Nothing is looked at before it is asked for, and each place is checked to lie in
/// the file. Source: the HDF5 file format specification, version 3.0.
package struct HDF5File: Sendable {
  /// A group or an array, known by where its header lies.
  package struct Object: Hashable, Sendable {
    let address: Int
  }

  /// The group that all others lie in.
  package let root: Object
  let bytes: [UInt8]

  /// Whether bytes are the first of such a file.
  package static func isBeginning(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: signature)
  }

  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  /// What stands where there is no address.
  static let nowhere = -1

  /// Reads where the root group lies, nothing more; a file that is shorter than it says is refused.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    guard Self.isBeginning(bytes) else {
      throw Self.refuse(0, "the signature of HDF5", "other bytes")
    }
    self.bytes = bytes
    var cursor = HDF5Cursor(bytes, at: 8)
    let version = try cursor.byte()
    let end: Int
    switch version {
    case 0, 1:
      try cursor.skip(4)
      try Self.checkSizes(&cursor)
      try cursor.skip(version == 0 ? 9 : 13)
      guard try cursor.number(8) == 0 else {
        throw Self.refuse(cursor.offset - 8, "a file that begins at its start", "another one")
      }
      try cursor.skip(8)
      end = try cursor.number(8)
      try cursor.skip(16)
      root = Object(address: try cursor.number(8))
    case 2, 3:
      try Self.checkSizes(&cursor)
      try cursor.skip(1)
      guard try cursor.number(8) == 0 else {
        throw Self.refuse(cursor.offset - 8, "a file that begins at its start", "another one")
      }
      try cursor.skip(8)
      end = try cursor.number(8)
      root = Object(address: try cursor.number(8))
    default:
      throw Self.refuse(8, "a superblock of version 0 to 3", "version \(version)")
    }
    guard end >= 0, end <= bytes.count else {
      throw Self.refuse(
        bytes.count, "\(NumberText.grouped(max(0, end))) bytes", "the end of the file")
    }
  }

  private static func checkSizes(_ cursor: inout HDF5Cursor) throws(FormatError) {
    let (offsets, lengths) = (try cursor.byte(), try cursor.byte())
    guard offsets == 8, lengths == 8 else {
      throw refuse(cursor.offset - 2, "addresses of 8 bytes", "\(offsets) and \(lengths)")
    }
  }

  /// What lies at a path of names from the root; `nil` where a name is missing.
  package func object(at path: [String]) throws(FormatError) -> Object? {
    var object = root
    for name in path {
      guard let next = try member(name, of: object) else { return nil }
      object = next
    }
    return object
  }

  /// A member of a group by its name; `nil` where there is none.
  package func member(_ name: String, of group: Object) throws(FormatError) -> Object? {
    try members(of: group).first { $0.name == name }?.object
  }

  static func refuse(_ offset: Int, _ expected: String, _ found: String) -> FormatError {
    FormatError(format: "HDF5", .offset(offset), expected: expected, found: found)
  }
}

/// A place in the bytes of a file that moves forward; no number leads outside.
struct HDF5Cursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let end: Int

  /// From a place on, up to another; both are checked when something is read.
  init(_ bytes: [UInt8], at offset: Int, to end: Int? = nil) {
    self.bytes = bytes
    self.offset = offset
    self.end = min(end ?? bytes.count, bytes.count)
  }

  var remaining: Int { max(0, end - offset) }

  mutating func read(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
    guard offset >= 0, count >= 0, offset <= end, count <= end - offset else {
      throw HDF5File.refuse(
        max(0, min(offset, end)), "\(NumberText.grouped(max(1, count))) bytes within the file",
        "its end")
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func skip(_ count: Int) throws(FormatError) { _ = try read(count) }

  mutating func byte() throws(FormatError) -> Int { Int(try read(1).first ?? 0) }

  /// A whole number, least significant byte first; all ones in 8 bytes are −1, and what else is beyond `Int` is refused.
  mutating func number(_ count: Int) throws(FormatError) -> Int {
    let word = try read(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    if count == 8, word == .max { return HDF5File.nowhere }
    guard let number = Int(exactly: word) else {
      throw HDF5File.refuse(offset - count, "a place within the file", "one beyond it")
    }
    return number
  }

  /// Four bytes that say what begins here.
  mutating func expect(_ mark: String) throws(FormatError) {
    let start = offset
    guard try read(mark.utf8.count).elementsEqual(mark.utf8) else {
      throw HDF5File.refuse(max(0, start), "the mark \(mark)", "other bytes")
    }
  }
}
