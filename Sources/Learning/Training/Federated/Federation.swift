import Engine

/// Who trains by themselves: rows that never leave their owner, of which only weights are averaged.
package struct Federation: Sendable {
  /// One owner of rows.
  package struct Client: Sendable {
    /// `hospital A`, or `client 3`.
    package let name: String
    /// Of the training samples, in rising order; at least one.
    package let rows: [Int]
  }

  /// In the order of their rounds.
  package let clients: [Client]
  /// How often each client sees its rows in a round.
  package let localEpochs: Int
  /// The number of the client of each row.
  let owners: [Int32]
  private let batchSize: Int
  /// The batches of a round up to the end of each client.
  private let ends: [Int]

  /// Whose a training sample is; rows of nobody else.
  ///
  /// Throws where there are no clients, or more than rows.
  init(
    _ wanted: TrainingOptions.Clients, localEpochs: Int, batchSize: Int, samples: Int, seed: UInt64
  ) throws(LearningError) {
    (self.localEpochs, self.batchSize) = (localEpochs, batchSize)
    var rows: [[Int]]
    var names: [String]
    switch wanted {
    case .evenly(let count):
      guard count <= samples else {
        throw .training(.clients(.tooMany(clients: count, samples: samples)))
      }
      let order = RandomStream(
        seed: seed, purpose: .shuffle, name: "\(samples) rows for \(count) clients", occurrence: 0
      ).permutation(samples, epoch: 0)
      rows = (0..<count).map { client in
        stride(from: client, to: samples, by: count).map { order[$0] }.sorted()
      }
      names = (1...count).map { "client \($0)" }
    case .named(let known, let owners):
      rows = known.map { _ in [] }
      names = known
      for (row, owner) in owners.prefix(samples).enumerated() { rows[owner].append(row) }
    }
    clients = zip(names, rows).filter { !$1.isEmpty }.map { Client(name: $0, rows: $1) }
    var owners = [Int32](repeating: 0, count: samples)
    for (number, client) in clients.enumerated() {
      for row in client.rows { owners[row] = Int32(clamping: number) }
    }
    self.owners = owners
    var (ends, end) = ([Int](), 0)
    for client in clients {
      let each = BatchCourse.batches(client.rows.count, size: batchSize)
      end = saturatingSum(end, saturatingProduct(localEpochs, each))
      ends.append(end)
    }
    self.ends = ends
  }

  /// Where a batch of a round stands.
  struct Place {
    let client: Int
    /// Counted from 0 in the round.
    let localEpoch: Int
    /// The first of its rows, in the order of the local epoch.
    let start: Int
    /// Whether it is the client's first one of the round, or its last.
    let isFirst: Bool, isLast: Bool
    /// The client's batches of this round before it.
    let done: Int
  }

  /// The batches of one round, of all clients and local epochs.
  var batches: Int { ends.last ?? 0 }

  /// The place of a batch, counted from 0 in its round.
  func place(of batch: Int) -> Place {
    var (low, high) = (0, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if batch < ends[middle] { high = middle } else { low = middle + 1 }
    }
    let start = low == 0 ? 0 : ends[low - 1]
    let done = batch - start
    let each = BatchCourse.batches(clients[low].rows.count, size: batchSize)
    return Place(
      client: low, localEpoch: done / each, start: done % each * batchSize, isFirst: done == 0,
      isLast: batch == ends[low] - 1, done: done)
  }

  /// The sizes of batches.
  var rows: [Int] {
    var rows: [Int] = []
    for client in clients {
      for count in BatchCourse.rows(from: 0, of: client.rows.count, batchSize: batchSize)
      where !rows.contains(count) { rows.append(count) }
    }
    return rows
  }
}
