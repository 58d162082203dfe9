import Support

extension MemoryBudget {
  /// Refuses what a data set is made of where it would not fit beside what is held already; asked
  /// before memory is taken.
  func require(data bytes: Int, for what: @autoclosure () -> String) throws(DataError) {
    do {
      try require(bytes, for: what())
    } catch {
      throw DataError(.memory(error))
    }
  }
}
