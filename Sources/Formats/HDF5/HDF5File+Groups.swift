import Support

extension HDF5File {
  private static let memberLimit = 1 << 20

  /// The members of a group with their names, in the order of the file; an array has none.
  ///
  /// Refused are links to other files or by a path, and groups whose list lies apart in a heap, which only newer versions
  /// of the library write when they are told to.
  package func members(of group: Object) throws(FormatError) -> [(name: String, object: Object)] {
    var members: [(name: String, object: Object)] = []
    for message in try messages(of: group) {
      var cursor = self.cursor(message)
      switch message.type {
      case 0x11:
        let (tree, heap) = (try cursor.number(8), try cursor.number(8))
        var visited: Set<Int> = []
        try walk(tree, names: try heapContent(heap), &visited, into: &members)
      case 0x02:
        try cursor.skip(1)
        if try cursor.byte() & 1 != 0 { try cursor.skip(8) }
        guard try cursor.number(8) == Self.nowhere else {
          throw Self.refuse(
            message.content.lowerBound, "a group whose list lies in its header", "one in a heap")
        }
      case 0x06: members.append(try link(&cursor))
      default: continue
      }
    }
    guard Set(members.map(\.name)).count == members.count else {
      throw Self.refuse(group.address, "members of different names", "one twice")
    }
    return members
  }

  /// Whether an object is a group.
  package func isGroup(_ object: Object) throws(FormatError) -> Bool {
    try messages(of: object).contains { [0x11, 0x02, 0x06].contains($0.type) }
  }

  private func walk(
    _ address: Int, names: Range<Int>, _ visited: inout Set<Int>,
    into members: inout [(name: String, object: Object)], depth: Int = 0
  ) throws(FormatError) {
    guard visited.insert(address).inserted, depth < 32 else {
      throw Self.refuse(max(0, address), "a tree of names", "one that meets itself")
    }
    var cursor = HDF5Cursor(bytes, at: address)
    try cursor.expect("TREE")
    let (kind, level) = (try cursor.byte(), try cursor.byte())
    let count = try cursor.number(2)
    guard kind == 0 else {
      throw Self.refuse(address + 4, "a tree of names", "one of chunks")
    }
    try cursor.skip(16 + 8)
    for _ in 0..<count {
      let child = try cursor.number(8)
      try cursor.skip(8)
      if level > 0 {
        try walk(child, names: names, &visited, into: &members, depth: depth + 1)
      } else {
        guard visited.insert(child).inserted else {
          throw Self.refuse(max(0, child), "a tree of names", "one that meets itself")
        }
        try readNode(child, names: names, into: &members)
      }
    }
  }

  private func readNode(
    _ address: Int, names: Range<Int>, into members: inout [(name: String, object: Object)]
  ) throws(FormatError) {
    var cursor = HDF5Cursor(bytes, at: address)
    try cursor.expect("SNOD")
    try cursor.skip(2)
    for _ in 0..<(try cursor.number(2)) {
      let place = try cursor.number(8)
      let object = try cursor.number(8)
      let kind = try cursor.number(4)
      try cursor.skip(20)
      guard kind != 2 else {
        throw Self.refuse(cursor.offset - 24, "members of this file", "a link by a path")
      }
      guard place >= 0, place < names.count, members.count < Self.memberLimit else {
        throw Self.refuse(cursor.offset - 40, "the place of a name", "another one")
      }
      members.append(
        (try name(from: names.lowerBound + place, to: names.upperBound), Object(address: object)))
    }
  }

  private func name(from start: Int, to end: Int) throws(FormatError) -> String {
    let rest = bytes[start..<end]
    guard let zero = rest.firstIndex(of: 0), zero > start,
      let name = String(validating: rest[..<zero], as: UTF8.self)
    else { throw Self.refuse(start, "a name that ends in a zero", "other bytes") }
    return name
  }

  private func heapContent(_ address: Int) throws(FormatError) -> Range<Int> {
    var cursor = HDF5Cursor(bytes, at: address)
    try cursor.expect("HEAP")
    try cursor.skip(4)
    let size = try cursor.number(8)
    try cursor.skip(8)
    let start = try cursor.number(8)
    guard start >= 0, size >= 0, start <= bytes.count, size <= bytes.count - start else {
      throw Self.refuse(address, "a heap of names within the file", "another place")
    }
    return start..<start + size
  }

  /// A link in the header itself.
  private func link(_ cursor: inout HDF5Cursor) throws(FormatError) -> (String, Object) {
    let start = cursor.offset
    try cursor.skip(1)
    let flags = try cursor.byte()
    let kind = flags & 8 != 0 ? try cursor.byte() : 0
    if flags & 4 != 0 { try cursor.skip(8) }
    if flags & 0x10 != 0 { try cursor.skip(1) }
    let length = try cursor.number(1 << (flags & 3))
    let letters = try cursor.read(length)
    guard let name = String(validating: letters, as: UTF8.self), !name.isEmpty else {
      throw Self.refuse(start, "the name of a link", "other bytes")
    }
    guard kind == 0 else {
      throw Self.refuse(
        start, "members of this file",
        kind == 64 ? "a link to another file, \(name)" : "a link by a path, \(name)")
    }
    return (name, Object(address: try cursor.number(8)))
  }
}
