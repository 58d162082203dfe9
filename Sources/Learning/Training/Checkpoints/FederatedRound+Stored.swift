import Engine

extension FederatedRound {
  /// The tensors of a round, under the names of its training.
  func stored(as names: CheckpointNames) -> [(name: String, value: Tensor)] {
    var tensors = Array(zip(names.weights.map { "round/start/" + $0 }, start))
    for (name, numbers) in zip(names.weights, sum) {
      tensors.append(("round/sum/" + name, Tensor(numbers, [numbers.count], .float64)))
    }
    tensors.append(("round/losses", Tensor(losses, [losses.count], .float64)))
    let pairs = means.flatMap(\.numbers)
    tensors.append(("round/means", Tensor(pairs, [pairs.count], .float64)))
    return tensors
  }

  /// What `stored` wrote; `nil` for a training without clients.
  init?(
    _ stored: TrainingCheckpoint.Stored, as names: CheckpointNames
  ) throws(TrainingCheckpoint.Misfit) {
    guard let losses = stored.tensor("round/losses") else { return nil }
    start = names.weights.compactMap { stored.tensor("round/start/" + $0) }
    sum = names.weights.compactMap { stored.tensor("round/sum/" + $0)?.doubles }
    self.losses = losses.doubles
    let pairs = stored.tensor("round/means")?.doubles ?? []
    guard start.count == names.weights.count, sum.count == start.count, losses.shape.rank == 1,
      zip(start, sum).allSatisfy({ $0.shape.count == $1.count }),
      pairs.count == 2 * self.losses.count
    else { throw .counters }
    means = self.losses.indices.map { index in
      var mean = RunningMean()
      mean.numbers = [pairs[2 * index], pairs[2 * index + 1]]
      return mean
    }
  }
}

extension PrivacySpending {
  /// `3f90000000000000 3ff199999999999a 40` for steps of one kind, by their bits; `;` stands between kinds,
  /// `/` between clients.
  static func text(of spent: [[PrivacySpending]]) -> String {
    spent.map { spendings in
      spendings.map { spending in
        let bits = [spending.rate, spending.noise].map { String($0.bitPattern, radix: 16) }
        return "\(bits[0]) \(bits[1]) \(spending.steps)"
      }.joined(separator: ";")
    }.joined(separator: "/")
  }

  /// What such a text says; `nil` where no run can have spent it.
  static func spent(in text: String) -> [[PrivacySpending]]? {
    var spent: [[PrivacySpending]] = []
    for client in text.split(separator: "/", omittingEmptySubsequences: false) {
      var spendings: [PrivacySpending] = []
      for kind in client.split(separator: ";") {
        let words = kind.split(separator: " ")
        guard words.count == 3, let rate = UInt64(words[0], radix: 16),
          let noise = UInt64(words[1], radix: 16), let steps = Int(words[2]), steps >= 0
        else { return nil }
        let found = PrivacySpending(
          rate: Double(bitPattern: rate), noise: Double(bitPattern: noise), steps: steps)
        guard found.rate >= 0, found.rate <= 1, found.noise > 0, found.noise.isFinite else {
          return nil
        }
        spendings.append(found)
      }
      spent.append(spendings)
    }
    return spent
  }
}
