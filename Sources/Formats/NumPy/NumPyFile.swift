import Support

/// NumPy's file of one array, NPY: versions 1.0, 2.0 and 3.0.
package enum NumPyFile {
  /// Whether bytes are the first of such a file.
  package static func isBeginning(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: NumPyHeader.signature)
  }

  /// Reads a file whose length is exactly what its header says.
  ///
  /// Refused are types that are no numbers: Python objects, complex numbers, texts, records, dates.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> NumPyArray {
    let header = try NumPyHeader(bytes)
    guard bytes.count - header.end == header.byteCount else {
      throw NumPyHeader.refuse(
        header.end, "\(NumberText.grouped(header.byteCount)) bytes of elements",
        NumberText.grouped(bytes.count - header.end))
    }
    let isFortran = header.isFortranOrder && header.shape.count > 1 && header.count > 1
    guard isFortran || header.isBigEndian && header.elementType.byteCount > 1 else {
      return NumPyArray(
        header.elementType, shape: header.shape, count: header.count, storage: bytes,
        start: header.end)
    }
    try FormatError.requireMemory(header.byteCount, for: "NPY")
    let storage = reordered(bytes, header, isFortran)
    try FormatError.checkInterrupt("NPY")
    return NumPyArray(
      header.elementType, shape: header.shape, count: header.count, storage: storage, start: 0)
  }

  /// What stands in the header of a file that is marked as ours: NumPy reads its entries in any order, and writes them
  /// in another one.
  package static let mark = "{'shape': ("

  /// A file of version 1.0 in C's order, least significant byte first; byte for byte NumPy's own, unless it is marked.
  package static func write(_ array: NumPyArray, isMarked: Bool = false) -> [UInt8] {
    let type =
      switch array.elementType {
      case .bool: "|b1"
      case .int8: "|i1"
      case .uint8: "|u1"
      case .int16, .int32, .int64: "<i\(array.elementType.byteCount)"
      case .uint16, .uint32, .uint64: "<u\(array.elementType.byteCount)"
      case .float16, .float32, .float64: "<f\(array.elementType.byteCount)"
      }
    let extents = array.shape.map { "\($0), " }.joined()
    let shape = array.shape.count == 1 ? String(extents.dropLast()) : String(extents.dropLast(2))
    var literal =
      isMarked
      ? "\(mark)\(shape)), 'fortran_order': False, 'descr': '\(type)', }"
      : "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }"
    // The elements begin at a multiple of 64.
    let length = (10 + literal.utf8.count + 1 + 63) / 64 * 64 - 10
    literal += String(repeating: " ", count: length - literal.utf8.count - 1) + "\n"
    var bytes = NumPyHeader.signature + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes.append(contentsOf: literal.utf8)
    array.withBytes { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The elements in C's order and the machine's byte order; torn where an interrupt is raised.
  private static func reordered(
    _ bytes: [UInt8], _ header: NumPyHeader, _ isFortran: Bool
  ) -> [UInt8] {
    let size = header.elementType.byteCount
    // How far each axis steps through the file, in elements.
    var steps = [Int](repeating: 1, count: header.shape.count)
    if isFortran {
      for axis in steps.indices.dropFirst() {
        steps[axis] = steps[axis - 1] * header.shape[axis - 1]
      }
    } else {
      for axis in steps.indices.dropLast().reversed() {
        steps[axis] = steps[axis + 1] * header.shape[axis + 1]
      }
    }
    return [UInt8](unsafeUninitializedCapacity: header.byteCount) { target, written in
      target.update(repeating: 0)
      bytes.withUnsafeBufferPointer { source in
        var place = [Int](repeating: 0, count: header.shape.count)
        var from = 0
        for element in (0..<header.count).untilInterrupted {
          let old = header.end + from * size
          let new = element * size
          for byte in 0..<size {
            target[new + byte] = source[old + (header.isBigEndian ? size - 1 - byte : byte)]
          }
          // Counts the place up, the innermost axis first.
          for axis in place.indices.reversed() {
            place[axis] += 1
            from += steps[axis]
            if place[axis] < header.shape[axis] { break }
            from -= steps[axis] * header.shape[axis]
            place[axis] = 0
          }
        }
      }
      written = header.byteCount
    }
  }
}
