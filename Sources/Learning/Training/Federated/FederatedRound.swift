import Engine

/// What a round of federated averaging has come to so far.
struct FederatedRound {
  /// The weights with which each client begins, in the order of the run's weights.
  var start: [Tensor]
  /// Σ share · weight over the clients that are done; shares are those of the rows.
  var sum: [[Double]]
  /// The loss of each client in this round so far.
  var means: [RunningMean]
  /// The loss of each client in the last round that was closed; NaN before.
  var losses: [Double]

  init(_ federation: Federation, _ weights: [Tensor]) {
    start = weights
    sum = weights.map { Array(repeating: 0, count: $0.shape.count) }
    means = federation.clients.map { _ in RunningMean() }
    losses = federation.clients.map { _ in .nan }
  }

  /// Adds what a client's weights have become.
  mutating func add(_ weights: [Tensor], share: Double) {
    for (index, weight) in weights.enumerated() {
      for (place, number) in weight.doubles.enumerated() { sum[index][place] += share * number }
    }
  }

  /// The mean of all clients' weights, from which the next round begins. Whole numbers, such as counters,
  /// stay those of the last client.
  mutating func close(_ last: [Tensor]) -> [Tensor] {
    let averaged = zip(last, sum).map { weight, sum in
      weight.dtype.isFloat ? Tensor(sum, weight.shape, weight.dtype) : weight
    }
    losses = means.map(\.value)
    begin(averaged)
    return averaged
  }

  /// A new round from these weights.
  mutating func begin(_ weights: [Tensor]) {
    start = weights
    for index in sum.indices {
      for place in sum[index].indices { sum[index][place] = 0 }
    }
    means = means.map { _ in RunningMean() }
  }
}

extension TrainingRun {
  /// The loss of each client in the last round that has ended; empty for a run without clients.
  package var clientLosses: [Double] { board.read { $0.clientLosses } }

  /// The ε of each client so far; empty for a run without clients, and where samples are not hidden.
  package var clientEpsilons: [Double] { board.read { $0.clientEpsilons } }
}
