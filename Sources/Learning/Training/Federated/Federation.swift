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

  /// Whose a training sample is; rows of nobody else.
  ///
  /// Throws where there are no clients, or more than rows.
  init(
    _ wanted: TrainingOptions.Clients, localEpochs: Int, samples: Int, seed: UInt64
  ) throws(LearningError) {
    self.localEpochs = localEpochs
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
  func batches(ofSize size: Int) -> Int {
    clients.reduce(0) { saturatingSum($0, batches(of: $1, size)) }
  }

  private func batches(of client: Client, _ size: Int) -> Int {
    saturatingProduct(localEpochs, BatchCourse.batches(client.rows.count, size: size))
  }

  /// The place of a batch, counted from 0 in its round.
  func place(of batch: Int, size: Int) -> Place {
    var left = batch
    for (number, client) in clients.enumerated() {
      let all = batches(of: client, size)
      if left < all {
        let each = BatchCourse.batches(client.rows.count, size: size)
        return Place(
          client: number, localEpoch: left / each, start: left % each * size, isFirst: left == 0,
          isLast: left == all - 1, done: left)
      }
      left -= all
    }
    preconditionFailure("a batch of the round")
  }

  /// The sizes of batches.
  func rows(ofSize size: Int) -> [Int] {
    var rows: [Int] = []
    for client in clients {
      for count in BatchCourse.rows(from: 0, of: client.rows.count, batchSize: size)
      where !rows.contains(count) { rows.append(count) }
    }
    return rows
  }
}
