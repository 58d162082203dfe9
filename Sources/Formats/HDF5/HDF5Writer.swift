import Support

/// Writes a file of HDF5 whose groups list their members in their headers: superblock 2, arrays in one piece.
///
/// Every library since version 1.8 (2008) reads it. Equal content gives equal bytes: there is no time in it.
package struct HDF5Writer {
  private var bytes: [UInt8] = []

  /// The bytes of a file with this root group.
  ///
  /// Texts of more than 64,000 bytes in one list must be given in several; a single text may be of any length.
  package static func bytes(of root: HDF5Group) -> [UInt8] {
    var writer = HDF5Writer()
    writer.bytes = [UInt8](repeating: 0, count: 48)
    let address = writer.write(root)
    writer.writeSuperblock(root: address)
    return writer.bytes
  }

  private mutating func writeSuperblock(root: Int) {
    var block = HDF5File.signature + [2, 8, 8, 0]
    for number in [0, HDF5File.nowhere, bytes.count, root] { block.append(number, 8) }
    block.append(Int(HDF5Checksum.of(block)), 4)
    bytes.replaceSubrange(0..<48, with: block)
  }

  private mutating func align() {
    bytes.append(contentsOf: repeatElement(0, count: (8 - bytes.count % 8) % 8))
  }

  /// A group behind all that lies in it; answers where its header begins.
  private mutating func write(_ group: HDF5Group) -> Int {
    var links: [(name: String, address: Int)] = []
    for (name, member) in group.members {
      switch member {
      case .group(let inner): links.append((name, write(inner)))
      case .array(let array): links.append((name, write(array)))
      }
    }
    var header = HDF5Header()
    var info: [UInt8] = [0, 0]
    info.append(HDF5File.nowhere, 8)
    info.append(HDF5File.nowhere, 8)
    header.add(0x02, info)
    header.add(0x0A, [0, 0])
    for (name, address) in links {
      let letters = Array(name.utf8)
      // The name is in UTF-8, its length takes two bytes.
      var link: [UInt8] = [1, 0x11, 1]
      link.append(letters.count, 2)
      link += letters
      link.append(address, 8)
      header.add(0x06, link)
    }
    for (name, note) in group.notes { header.add(0x0C, attribute(name, note)) }
    return write(header)
  }

  private mutating func write(_ array: NumPyArray) -> Int {
    align()
    let start = bytes.count
    array.withBytes { bytes.append(contentsOf: $0) }
    let length = bytes.count - start
    var header = HDF5Header()
    header.add(0x01, HDF5Header.extents(array.shape))
    header.add(0x03, HDF5Header.type(array.elementType))
    // Written late and only if set: there is nothing to fill with.
    header.add(0x05, [3, 0x0A])
    var layout: [UInt8] = [3, 1]
    layout.append(length == 0 ? HDF5File.nowhere : start, 8)
    layout.append(length, 8)
    header.add(0x08, layout)
    return write(header)
  }

  private mutating func write(_ header: HDF5Header) -> Int {
    align()
    let address = bytes.count
    bytes += header.encoded
    return address
  }

  /// A text of some length goes into a heap of its own; a message has no room for more than 64 KiB.
  private mutating func attribute(_ name: String, _ note: HDF5Group.Note) -> [UInt8] {
    let (texts, shape): ([[UInt8]], [Int]) =
      switch note {
      case .text(let text): ([Array(text.utf8)], [])
      case .texts(let texts): (texts.map { Array($0.utf8) }, [texts.count])
      }
    let longest = texts.map(\.count).max() ?? 0
    var (type, content): ([UInt8], [UInt8]) = ([], [])
    if shape.isEmpty, longest > 1_000 {
      type = HDF5Header.heapText
      content.append(longest, 4)
      content.append(writeHeap(texts[0]), 8)
      content.append(1, 4)
    } else {
      type = HDF5Header.text(max(1, longest))
      for text in texts {
        content += text
        content.append(contentsOf: repeatElement(0, count: max(1, longest) - text.count))
      }
    }
    let extents = HDF5Header.extents(shape)
    let letters = Array(name.utf8) + [0]
    var message: [UInt8] = [3, 0]
    for part in [letters, type, extents] { message.append(part.count, 2) }
    message.append(1)
    return message + letters + type + extents + content
  }

  /// A collection of the global heap with one text; answers where it lies.
  private mutating func writeHeap(_ text: [UInt8]) -> Int {
    align()
    let start = bytes.count
    let padded = (text.count + 7) / 8 * 8
    let size = max(4096, 16 + 16 + padded + 16)
    bytes += Array("GCOL".utf8) + [1, 0, 0, 0]
    bytes.append(size, 8)
    bytes += [1, 0, 1, 0, 0, 0, 0, 0]
    bytes.append(text.count, 8)
    bytes += text
    bytes.append(contentsOf: repeatElement(0, count: padded - text.count))
    // What is left is one free piece, its own head included.
    let rest = size - (bytes.count - start)
    bytes += [UInt8](repeating: 0, count: 8)
    bytes.append(rest, 8)
    bytes.append(contentsOf: repeatElement(0, count: rest - 16))
    return start
  }
}

extension [UInt8] {
  /// A whole number, least significant byte first.
  mutating func append(_ number: Int, _ count: Int) {
    let word = UInt64(bitPattern: Int64(number))
    for byte in 0..<count { append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(byte)))) }
  }
}
