/// Which worker read which rows, in order.
struct RowOwners {
  private(set) var runs: [(rows: Int, worker: Int)] = []
  /// How many rows in all.
  private(set) var rowCount = 0

  /// The next rows were read by that worker.
  mutating func append(_ rows: Int, by worker: Int) {
    guard rows > 0 else { return }
    rowCount += rows
    if let last = runs.last, last.worker == worker {
      runs[runs.count - 1].rows += rows
    } else {
      runs.append((rows, worker))
    }
  }

  /// Goes through the rows with those who read them.
  struct Cursor {
    private let runs: [(rows: Int, worker: Int)]
    private var index = 0
    private var left: Int

    init(_ owners: RowOwners) {
      runs = owners.runs
      left = runs.first?.rows ?? 0
    }

    /// The worker of the next rows, at most `most` of them, which there are, and no more than can be
    /// looked at between two looks at the interrupt.
    mutating func next(_ most: Int) -> (rows: Int, worker: Int) {
      if left == 0 {
        index += 1
        left = runs[index].rows
      }
      let rows = min(left, most, 1 << 14)
      left -= rows
      return (rows, runs[index].worker)
    }
  }
}
