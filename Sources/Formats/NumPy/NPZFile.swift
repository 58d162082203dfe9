import Support

/// NumPy's archive of named arrays, NPZ: a ZIP file whose members are NPY files.
package struct NPZFile: Sendable {
  /// The arrays' names without `.npy`, in the file's order; other members are left out.
  package let names: [String]
  private let archive: ZIP

  /// Reads the list of arrays, nothing of them; a file with none is refused.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    archive = try ZIP(bytes)
    names = archive.members.map(\.name).filter { $0.hasSuffix(".npy") }
      .map { String($0.dropLast(4)) }
    guard !names.isEmpty else {
      throw FormatError(
        format: "NPZ", .wholeFile, expected: "at least one array (.npy)",
        found: archive.members.isEmpty ? "an empty archive" : "other files")
    }
  }

  /// An archive of arrays under their names, as `numpy.savez` writes it: nothing is compressed.
  ///
  /// Throws for more than 4 GiB, or 1,000 arrays.
  package static func write(
    _ arrays: [(name: String, array: NumPyArray)]
  ) throws(FormatError) -> [UInt8] {
    guard arrays.count <= ZIPDirectory.memberLimit else {
      throw FormatError(
        format: "NPZ", .wholeFile,
        expected: "at most \(NumberText.grouped(ZIPDirectory.memberLimit)) arrays",
        found: NumberText.grouped(arrays.count))
    }
    return try ZIPWriter.bytes(
      of: arrays.map { ($0.name + ".npy", NumPyFile.write($0.array, isMarked: true)) })
  }

  /// What an array is, by its header; unpacks no more than that.
  package func header(of name: String) throws(FormatError) -> NumPyHeader {
    try NumPyHeader(archive.head(of: name + ".npy", NumPyHeader.longest + 12))
  }

  /// An array by its name.
  package func array(named name: String) throws(FormatError) -> NumPyArray {
    try NumPyFile.read(archive.content(of: name + ".npy"))
  }
}
