import Support

/// What `nabla convert` and the prompt write: documents, by the rules that hold for programs.
package enum ConvertedFile {
  /// The whole file or none of it. Refused where a file is there that holds something else and that nabla did not
  /// write, unless `replaces`.
  package static func write(
    _ bytes: [UInt8], to path: String, replaces: Bool = false
  ) throws(FileError) {
    if !replaces, InputFile.exists(path), !InputFile.isDirectory(path),
      !OutputFile.isOurs(path, by: FileKinds.standard.signatures),
      (try? InputFile.read(path, limit: bytes.count)) != bytes
    {
      throw FileError(
        path: path, operation: "write",
        reason: ListedFiles.isChanged(path)
          ? "It was changed since nabla wrote it" : "It is there, and nabla did not write it",
        kind: .foreign(free: FreeName.like(path, isTaken: InputFile.exists)))
    }
    try OutputFile(path: path).write(bytes)
  }
}
