import Support

extension Dataset {
  /// Where what is large of a data set is kept.
  package enum Storage: Sendable {
    case memory
    /// In memory, although its source could keep it on a disk.
    case movable
    /// In files without names, for data larger than memory.
    case disk(DiskMemory)
  }

  /// Does something that makes samples of the data: they are kept where the data are.
  ///
  /// A shortage of memory says so where the disk could be taken instead.
  package func keepingStorage<Result>(
    _ body: () throws(DataError) -> Result
  ) throws(DataError) -> Result {
    do throws(DataError) {
      guard case .disk(let disk) = storage, DiskMemory.current == nil else { return try body() }
      let result = try disk.inForce(body)
      if let shortage = disk.takeFailure() { throw DataError(.memory(shortage)) }
      return result
    } catch {
      guard case .movable = storage else { throw error }
      throw error.movable
    }
  }
}

extension DataError {
  /// The same where the source could keep its data on a disk.
  var movable: DataError {
    guard case .memory(var shortage) = kind, shortage.folder == nil else { return self }
    shortage.isMovable = true
    return DataError(.memory(shortage), word: word, origin: origin)
  }
}
