import Formats
import Support

// What readers of pictures and of sounds do alike with the files of a folder.

extension MediaFolder.File {
  /// All of its content; a file that cannot be read is a fault of that file, told with the others.
  func bytes(limit: Int) throws(FormatError) -> [UInt8] {
    do throws(FileError) {
      return try InputFile.read(path, limit: limit)
    } catch {
      throw FormatError(
        format: "file", .wholeFile, expected: "one that can be read", found: error.reason)
    }
  }
}

extension [MediaFolder.File] {
  /// Does something with each file on the threads of a reading, and tells all that are broken together.
  ///
  /// `round` pieces a thread are done between two looks at the interrupt.
  func each(
    _ medium: MediaError.Medium, round: Int, _ context: DataContext,
    _ body: @escaping @Sendable (Int) throws(FormatError) -> Void
  ) throws(DataError) {
    let faults = SharedFaults()
    try SharedWork.run(
      count, threads: context.threads, round: round, isInterrupted: context.isInterrupted
    ) { index in
      do throws(FormatError) {
        try body(index)
      } catch {
        faults.add(error, of: index)
      }
    }
    try refuse(faults.inOrder, medium)
  }

  /// What `read` finds of each file, in order; all broken ones are told together.
  func sizes<Size>(
    _ medium: MediaError.Medium, _ context: DataContext,
    _ read: (MediaFolder.File) throws(FormatError) -> Size
  ) throws(DataError) -> [Size] {
    var sizes: [Size] = []
    var faults: [(index: Int, fault: FormatError)] = []
    for (index, file) in enumerated() {
      if index % 64 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      do throws(FormatError) {
        sizes.append(try read(file))
      } catch {
        faults.append((index, error))
      }
    }
    try refuse(faults, medium)
    return sizes
  }

  private func refuse(
    _ faults: [(index: Int, fault: FormatError)], _ medium: MediaError.Medium
  ) throws(DataError) {
    guard let first = faults.first else { return }
    throw DataError(
      .media(
        .broken(
          medium, names: faults.prefix(5).map { self[$0.index].name }, count: faults.count,
          fault: first.fault)))
  }
}
