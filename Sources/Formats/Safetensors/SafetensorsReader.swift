import Support

extension Safetensors {
  static let headerLimit = 100_000_000

  /// Reads a file; anything that two readers could understand differently is refused.
  ///
  /// Refused are: a header longer than the file or 100 MB, that does not begin with `{`, that names a
  /// key twice; unknown element types; tensors that overlap or leave a hole; bytes after the last
  /// tensor; and, where checksums are given, any difference.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> Safetensors {
    let (places, notes, header) = try contents(of: bytes)
    let entries = places.map { place in
      Entry(
        name: place.name, place.elementType, shape: place.shape,
        bytes: Array(bytes[place.bytes]))
    }
    let isVerified = try verify(entries, notes, header: header, length: bytes[..<8])
    return Safetensors(
      entries: entries, notes: notes.filter { !Checksums.isOwn($0.name) }, isVerified: isVerified)
  }

  /// The tensors of a file that are not taken out of its bytes, for files of gigabytes; checked as `read` checks them.
  ///
  /// A file with checksums is refused with `nil`: only `read` compares them.
  package static func index(of bytes: [UInt8]) throws(FormatError) -> Index? {
    let (places, notes, _) = try contents(of: bytes)
    return index(places, notes)
  }

  /// The same of a file that is not read; `nil`, too, for one that is no such file or cannot be read: `read` says why.
  package static func index(of file: PlacedFile) -> Index? {
    guard file.byteCount > 8, let length = try? file.read(0..<8),
      let count = Int(exactly: length.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }),
      count <= min(headerLimit, file.byteCount - 8),
      let header = try? file.read(8..<8 + count), header.first == UInt8(ascii: "{"),
      let (places, notes) = try? contents(header, byteCount: file.byteCount)
    else { return nil }
    return index(places, notes)
  }

  private static func index(_ places: [Place], _ notes: [Note]) -> Index? {
    guard !notes.contains(where: { Checksums.isOwn($0.name) }) else { return nil }
    return Index(places: places, notes: notes)
  }

  private static func contents(
    of bytes: [UInt8]
  ) throws(FormatError) -> (places: [Place], notes: [Note], header: [UInt8]) {
    let header = try header(of: bytes)
    let (places, notes) = try contents(header, byteCount: bytes.count)
    return (places, notes, header)
  }

  /// What a header says of a file of that many bytes.
  private static func contents(
    _ header: [UInt8], byteCount: Int
  ) throws(FormatError) -> (places: [Place], notes: [Note]) {
    let start = 8 + header.count
    let members: [JSON.Member]
    do throws(JSON.Fault) {
      guard case .object(let found) = try JSON.read(header, depthLimit: 16, named: "header") else {
        throw JSON.Fault(offset: 0, expected: "an object", found: "another value")
      }
      members = found
    } catch {
      throw refuse(.offset(8 + error.offset), error.expected, error.found)
    }

    var notes: [Note] = []
    var places: [Place] = []
    for member in members {
      if member.name == "__metadata__" {
        notes = try Self.notes(member.value)
      } else {
        places.append(try place(member))
      }
    }
    try checkTiling(places, count: byteCount - start)
    for index in places.indices { places[index].move(by: start) }
    return (places, notes)
  }

  /// Whether bytes are the first of such a file: a length that can be, and the header's bracket.
  package static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count > 8, bytes[bytes.startIndex + 8] == UInt8(ascii: "{") else { return false }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return length > 1 && length <= UInt64(headerLimit)
  }

  /// What a file without checksums holds.
  package struct Index: Sendable {
    /// The tensors, in the order of the header.
    package let places: [Place]
    /// What the header says beside them.
    package let notes: [Note]
  }

  /// One tensor where it lies in a file.
  package struct Place: Sendable {
    /// Unique in the file.
    package let name: String
    /// The type of each number.
    package let elementType: ElementType
    /// Extents, the slowest first; empty for a single number.
    package let shape: [Int]
    /// Where its numbers lie, in bytes of the file.
    package fileprivate(set) var bytes: Range<Int>

    fileprivate mutating func move(by start: Int) {
      bytes = bytes.lowerBound + start..<bytes.upperBound + start
    }
  }

  private static func header(of bytes: [UInt8]) throws(FormatError) -> [UInt8] {
    var reader = ByteReader(bytes)
    let length = try reader.read(8, of: "safetensors").reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    guard length <= UInt64(headerLimit) else {
      throw refuse(.offset(0), "a header of at most 100,000,000 bytes", "\(length)")
    }
    let header = Array(try reader.read(Int(length), of: "safetensors"))
    guard header.first == UInt8(ascii: "{") else {
      throw refuse(.offset(8), "a header that begins with `{`", "another byte")
    }
    return header
  }

  private static func notes(_ value: JSON) throws(FormatError) -> [Note] {
    guard case .object(let members) = value else {
      throw refuse(.wholeFile, "texts in `__metadata__`", "another value")
    }
    var notes: [Note] = []
    for member in members {
      guard case .text(let text) = member.value else {
        throw refuse(.wholeFile, "a text for `\(member.name)`", "another value")
      }
      notes.append(Note(member.name, text))
    }
    return notes
  }

  private static func place(_ member: JSON.Member) throws(FormatError) -> Place {
    let name = member.name
    guard isUsableName(name) else { throw refuse(.tensor(name), "a visible name", "`\(name)`") }
    guard case .object(let facts) = member.value, facts.count == 3,
      case .text(let dtype)? = member.value["dtype"],
      let shape = numbers(member.value["shape"]),
      let offsets = numbers(member.value["data_offsets"]),
      offsets.count == 2
    else {
      throw refuse(.tensor(name), "dtype, shape and data_offsets, no more", "something else")
    }
    guard let type = ElementType(rawValue: dtype) else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: " ")
      throw refuse(.tensor(name), "one of \(known)", "`\(dtype)`")
    }
    guard let count = byteCount(shape, type) else {
      throw refuse(.tensor(name), "a shape that fits in memory", "\(shape)")
    }
    guard offsets[0] <= offsets[1], offsets[1] - offsets[0] == count else {
      throw refuse(.tensor(name), "\(count) bytes", "data_offsets \(offsets[0]) to \(offsets[1])")
    }
    return Place(name: name, elementType: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// A list of whole numbers, none below 0.
  private static func numbers(_ value: JSON?) -> [Int]? {
    guard case .list(let items)? = value else { return nil }
    var numbers: [Int] = []
    for item in items {
      guard case .whole(let number) = item, number >= 0 else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func checkTiling(_ places: [Place], count: Int) throws(FormatError) {
    var end = 0
    for place in places.sorted(by: {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }) {
      guard place.bytes.lowerBound == end else {
        let fault =
          place.bytes.lowerBound < end ? "an overlap with the tensor before" : "a hole before it"
        throw refuse(.tensor(place.name), "a start at byte \(end) of the data", fault)
      }
      end = place.bytes.upperBound
    }
    guard end == count else {
      throw refuse(
        .wholeFile, "\(NumberText.grouped(end)) bytes of tensors", NumberText.grouped(count))
    }
  }

  /// Whether there were checksums; throws where one is missing or differs.
  private static func verify(
    _ entries: [Entry], _ notes: [Note], header: [UInt8], length: ArraySlice<UInt8>
  ) throws(FormatError) -> Bool {
    guard notes.contains(where: { Checksums.isOwn($0.name) }) else { return false }
    let start = Checksums.opening.count
    guard header.starts(with: Checksums.opening), header.count >= start + 64 else {
      throw refuse(.offset(8), "the header's checksum first", "other notes")
    }
    var blanked = header
    blanked.replaceSubrange(start..<start + 64, with: Checksums.blank)
    let stored = String(decoding: header[start..<start + 64], as: UTF8.self)
    guard Checksums.ofHeader(length, blanked) == stored else {
      throw refuse(.offset(8), "a header that fits its checksum", "another one")
    }
    for entry in entries {
      let stored = notes.first { $0.name == Checksums.tensorPrefix + entry.name }?.text
      guard stored == SHA256.hexadecimal(entry.bytes) else {
        throw refuse(.tensor(entry.name), "bytes that fit the checksum", "others")
      }
    }
    return true
  }
}
