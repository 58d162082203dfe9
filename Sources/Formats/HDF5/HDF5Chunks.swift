import CZlib
import Support

/// An array in pieces of one shape, each packed on its own, that a tree lists by their places.
struct HDF5Chunks {
  private let root: Int
  private let extents: [Int]
  private let chunk: [Int]
  private let elementSize: Int
  private let filters: [Int]

  init(
    _ cursor: inout HDF5Cursor, extents: [Int], elementSize: Int, filters: [Int]
  ) throws(FormatError) {
    let start = cursor.offset
    let rank = try cursor.byte() - 1
    root = try cursor.number(8)
    var chunk: [Int] = []
    for _ in 0..<max(0, rank) { chunk.append(try cursor.number(4)) }
    guard rank == extents.count, rank > 0, try cursor.number(4) == elementSize,
      chunk.allSatisfy({ $0 > 0 })
    else {
      throw HDF5File.refuse(start, "pieces with the axes of the array", "others")
    }
    self.chunk = chunk
    self.extents = extents
    self.elementSize = elementSize
    self.filters = filters
  }

  private var chunkSize: Int { chunk.reduce(elementSize) { saturatingProduct($0, $1) } }

  /// All elements; what no piece covers is 0.
  func content(size: Int, in bytes: [UInt8]) throws(FormatError) -> [UInt8] {
    guard chunkSize <= saturatingProduct(max(size, 1), 1 << 10),
      chunkSize <= saturatingProduct(bytes.count, 1_000)
    else {
      throw HDF5File.refuse(max(0, root), "pieces of the size of the array", "larger ones")
    }
    try FormatError.requireMemory(saturatingSum(size, chunkSize), for: "HDF5")
    var content = [UInt8](repeating: 0, count: size)
    guard root != HDF5File.nowhere, size > 0 else { return content }
    var visited: Set<Int> = []
    try walk(root, in: bytes, &visited, into: &content, depth: 0)
    return content
  }

  private func walk(
    _ address: Int, in bytes: [UInt8], _ visited: inout Set<Int>, into content: inout [UInt8],
    depth: Int
  ) throws(FormatError) {
    guard visited.insert(address).inserted, depth < 32 else {
      throw HDF5File.refuse(max(0, address), "a tree of pieces", "one that meets itself")
    }
    var cursor = HDF5Cursor(bytes, at: address)
    try cursor.expect("TREE")
    let (kind, level) = (try cursor.byte(), try cursor.byte())
    guard kind == 1 else {
      throw HDF5File.refuse(address + 4, "a tree of pieces", "one of names")
    }
    let count = try cursor.number(2)
    try cursor.skip(16)
    for _ in 0..<count {
      try FormatError.checkInterrupt("HDF5")
      let (packed, mask) = (try cursor.number(4), try cursor.number(4))
      var place: [Int] = []
      for _ in 0...extents.count { place.append(try cursor.number(8)) }
      let child = try cursor.number(8)
      guard level == 0 else {
        try walk(child, in: bytes, &visited, into: &content, depth: depth + 1)
        continue
      }
      guard visited.insert(child).inserted, zip(place, extents).allSatisfy({ $0 >= 0 && $0 < $1 })
      else {
        throw HDF5File.refuse(max(0, child), "a piece of the array", "one outside of it")
      }
      var piece = HDF5Cursor(bytes, at: child)
      let unpacked = try self.unpacked(try piece.read(packed), mask, at: child)
      copy(unpacked, at: Array(place.dropLast()), into: &content)
    }
  }

  private func unpacked(
    _ packed: ArraySlice<UInt8>, _ mask: Int, at place: Int
  ) throws(FormatError) -> [UInt8] {
    var piece = Array(packed)
    for (index, filter) in filters.enumerated().reversed() where mask & (1 << index) == 0 {
      piece = filter == 1 ? try inflated(piece, at: place) : unshuffled(piece)
    }
    guard piece.count == chunkSize else {
      throw HDF5File.refuse(
        max(0, place), "\(NumberText.grouped(chunkSize)) bytes of a piece",
        NumberText.grouped(piece.count))
    }
    return piece
  }

  private func inflated(_ packed: [UInt8], at place: Int) throws(FormatError) -> [UInt8] {
    var length = UInt(chunkSize)
    var code = Z_OK
    let content = [UInt8](unsafeUninitializedCapacity: chunkSize) { memory, written in
      code = uncompress(memory.baseAddress, &length, packed, UInt(packed.count))
      written = code == Z_OK ? Int(length) : 0
    }
    guard code == Z_OK else {
      throw HDF5File.refuse(max(0, place), "compressed elements", "damaged data")
    }
    return content
  }

  /// The first bytes of all elements, then the second ones, put back where they were.
  private func unshuffled(_ bytes: [UInt8]) -> [UInt8] {
    let count = bytes.count / elementSize
    var result = bytes
    for index in 0..<count {
      for byte in 0..<elementSize {
        result[index * elementSize + byte] = bytes[byte * count + index]
      }
    }
    return result
  }

  /// Puts the rows of a piece where they belong; what sticks out is left away.
  private func copy(_ piece: [UInt8], at place: [Int], into content: inout [UInt8]) {
    let last = extents.count - 1
    let row = min(chunk[last], extents[last] - place[last]) * elementSize
    var index = [Int](repeating: 0, count: last)
    while true {
      var (from, to, isInside) = (0, 0, true)
      for axis in 0..<last {
        from = from * chunk[axis] + index[axis]
        to = to * extents[axis] + place[axis] + index[axis]
        isInside = isInside && place[axis] + index[axis] < extents[axis]
      }
      if isInside {
        from *= chunk[last] * elementSize
        to = (to * extents[last] + place[last]) * elementSize
        content.replaceSubrange(to..<to + row, with: piece[from..<from + row])
      }
      var axis = last - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < chunk[axis] { break }
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
