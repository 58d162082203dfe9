import Engine

/// Chooses the next token from the scores of all tokens.
///
/// Temperature 0 takes the largest score, the first of equals. Otherwise scores are divided by the
/// temperature T; only the `topK` largest stay, and those equal to the last of them; of these only
/// the most probable ones whose probabilities reach `topP` together (nucleus sampling, Holtzman et
/// al. 2020); and one is drawn from softmax(scores / T) of what is left. This order of the filters
/// is Hugging Face's.
package struct TokenSampler: Sendable {
  /// 0 or more.
  package var temperature: Double
  /// At least 1; `nil` keeps all.
  package var topK: Int?
  /// Above 0, at most 1; 1 keeps all.
  package var topP: Double

  /// Chooses by softmax(scores / temperature) among the `topK` best whose probabilities reach
  /// `topP`.
  package init(temperature: Double = 1, topK: Int? = nil, topP: Double = 1) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// The most probable token, always.
  package static let greedy = TokenSampler(temperature: 0)

  /// The token at `draw`, a uniform number in [0, 1); `nil` when no score can be compared.
  ///
  /// Scores are logarithms of probabilities, up to a constant: logits. −∞ is never chosen.
  package func choose(
    from scores: [Double], without excluded: Set<Int> = [], at draw: Double
  ) -> Int? {
    let candidates = candidates(scores, excluded)
    guard temperature > 0, let best = candidates.first else { return candidates.first }
    let shares = probabilities(of: candidates.map { (scores[$0] - scores[best]) / temperature })
    let kept = nucleus(shares)
    let total = shares[..<kept].reduce(0, +)
    var sum = 0.0
    for (token, share) in zip(candidates[..<kept], shares) {
      sum += share
      if draw * total < sum { return token }
    }
    return candidates[kept - 1]
  }

  /// Tokens from the largest score down, the smaller number first among equals.
  private func candidates(_ scores: [Double], _ excluded: Set<Int>) -> [Int] {
    guard !scores.contains(where: \.isNaN) else { return [] }
    let possible = scores.indices.filter { scores[$0] > -.infinity && !excluded.contains($0) }
    if temperature == 0 {
      return possible.max { (scores[$0], $1) < (scores[$1], $0) }.map { [$0] } ?? []
    }
    let sorted = possible.sorted { (scores[$0], $1) > (scores[$1], $0) }
    guard let topK, topK < sorted.count else { return sorted }
    let last = scores[sorted[topK - 1]]
    return Array(sorted.prefix { scores[$0] >= last })
  }

  /// How many of the descending shares it takes to reach `topP`; at least one.
  private func nucleus(_ shares: [Double]) -> Int {
    guard topP < 1 else { return shares.count }
    var sum = 0.0
    for (count, share) in shares.enumerated() {
      if count > 0, sum >= topP { return count }
      sum += share
    }
    return shares.count
  }
}

/// Softmax by the engine, whose exponential has the same bits everywhere.
private func probabilities(of scores: [Double]) -> [Double] {
  // Below e⁻⁷⁰⁰ everything is 0; an infinite score would be no number.
  let scores = scores.map { max($0, -700) }
  return (try? Eager.apply(Softmax(), to: [Tensor(scores, [scores.count])]))?.doubles ?? scores
}
