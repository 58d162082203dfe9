import Support

extension Safetensors {
  /// The bytes of a file that carries a checksum for its header and for each tensor.
  ///
  /// Where the thread's interrupt is raised, bytes are missing: whoever writes them asks.
  /// Tensors stand in the order given. Throws for names that are empty, invisible or met twice, and
  /// for a tensor whose bytes do not fit its shape.
  package func write() throws(FormatError) -> [UInt8] {
    try checkNames()
    var texts = [
      Note(Checksums.marker, "1"),
      Note(Checksums.header, String(decoding: Checksums.blank, as: UTF8.self)),
    ]
    for entry in entries {
      texts.append(Note(Checksums.tensorPrefix + entry.name, SHA256.hexadecimal(entry.bytes)))
    }
    texts += notes

    var members = [
      JSON.Member("__metadata__", .object(texts.map { .init($0.name, .text($0.text)) }))
    ]
    var offset = 0
    for entry in entries {
      let end = offset + entry.bytes.count
      members.append(
        .init(
          entry.name,
          [
            "dtype": .text(entry.elementType.rawValue),
            "shape": .list(entry.shape.map(JSON.whole)),
            "data_offsets": [.whole(offset), .whole(end)],
          ]))
      offset = end
    }
    var header = Array(JSON.object(members).description.utf8)
    // Readers that map the file into memory want the numbers aligned.
    while header.count % 8 != 0 { header.append(0x20) }

    var length: [UInt8] = []
    for shift in stride(from: 0, to: 64, by: 8) {
      length.append(UInt8(truncatingIfNeeded: header.count >> shift))
    }
    let digest = Array(Checksums.ofHeader(length[...], header).utf8)
    let start = Checksums.opening.count
    header.replaceSubrange(start..<start + digest.count, with: digest)
    var file = length + header
    file.reserveCapacity(file.count + offset)
    for entry in entries { entry.bytes.withUnsafeBytes { file.append(pieces: $0) } }
    return file
  }

  private func checkNames() throws(FormatError) {
    var names: Set<String> = []
    for entry in entries {
      guard Self.isUsableName(entry.name), names.insert(entry.name).inserted else {
        throw Self.refuse(
          .tensor(entry.name), "a visible name that no other tensor has", "`\(entry.name)`")
      }
      let expected = Self.byteCount(entry.shape, entry.elementType)
      guard expected == entry.bytes.count else {
        throw Self.refuse(
          .tensor(entry.name), expected.map { "\($0) bytes" } ?? "a shape that fits in memory",
          "\(entry.bytes.count) bytes")
      }
    }
    var texts: Set<String> = []
    for note in notes where Checksums.isOwn(note.name) || !texts.insert(note.name).inserted {
      throw Self.refuse(.wholeFile, "notes with names of their own", "`\(note.name)`")
    }
  }
}
