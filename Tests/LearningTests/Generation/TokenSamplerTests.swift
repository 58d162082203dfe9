import Engine
import Glibc
import Learning
import Testing

@Suite("Choosing the next token")
struct TokenSamplerTests {
  /// Shares 1/8, 1/2, 1/8, 1/4.
  private static let scores = [8.0, 2, 8, 4].map { -log($0) }

  private func chosen(_ sampler: TokenSampler, _ draw: Double, without: Set<Int> = []) -> Int? {
    sampler.choose(from: Self.scores, without: without, at: draw)
  }

  /// In descending order 1, 3, 0, 2: their sums are 1/2, 3/4, 7/8, 1.
  @Test(arguments: [(0.0, 1), (0.499, 1), (0.501, 3), (0.749, 3), (0.751, 0), (0.876, 2)])
  func `a draw falls into a token's share`(draw: Double, token: Int) {
    #expect(chosen(TokenSampler(), draw) == token)
  }

  @Test func `temperature 0 takes the largest score whatever is drawn, the first of equals`() {
    #expect(chosen(.greedy, 0.99) == 1)
    #expect(TokenSampler.greedy.choose(from: [1, 5, 5], at: 0.9) == 1)
  }

  /// Scores divided by 1/2 square the shares: 1/64, 1/4, 1/64, 1/16, together 22/64.
  @Test(arguments: [(0.7227, 1), (0.7319, 3), (0.9046, 3), (0.9137, 0)])
  func `a low temperature sharpens`(draw: Double, token: Int) {
    #expect(chosen(TokenSampler(temperature: 0.5), draw) == token)
  }

  @Test func `a temperature next to 0 does not overflow`() {
    #expect(chosen(TokenSampler(temperature: 1e-300), 0.999) == 1)
  }

  @Test func `top_k keeps the largest and what equals the last of them`() {
    #expect(chosen(TokenSampler(topK: 1), 0.999) == 1)
    #expect(chosen(TokenSampler(topK: 2), 0.999) == 3)
    #expect(chosen(TokenSampler(topK: 3), 0.999) == 2)
    #expect(chosen(TokenSampler(topK: 100), 0.999) == 2)
  }

  @Test(arguments: [(0.1, 1), (0.5, 1), (0.51, 3), (0.75, 3), (0.76, 0), (1, 2)])
  func `top_p keeps the fewest that reach it together`(p: Double, last: Int) {
    #expect(chosen(TokenSampler(topP: p), 0.999) == last)
  }

  /// Of the two that stay the first has 2/3, which alone reaches 0.6 of what is left.
  @Test func `top_p counts among what top_k left`() {
    #expect(chosen(TokenSampler(topK: 2, topP: 0.6), 0.999) == 1)
    #expect(chosen(TokenSampler(topP: 0.6), 0.999) == 3)
  }

  @Test func `excluded tokens and impossible ones are never chosen`() {
    #expect(chosen(TokenSampler(), 0, without: [1]) == 3)
    #expect(TokenSampler().choose(from: [-.infinity, 0], at: 0) == 1)
  }

  @Test func `scores that are no numbers give nothing`() {
    #expect(TokenSampler().choose(from: [.nan, 1], at: 0.5) == nil)
    #expect(TokenSampler.greedy.choose(from: [1, .nan], at: 0.5) == nil)
  }

  @Test func `10,000 draws come close to the shares`() {
    let stream = RandomStream(seed: 1, purpose: .sample, name: "test", occurrence: 0)
    var counts = [0, 0, 0, 0]
    for position in 0..<10_000 {
      counts[chosen(TokenSampler(), stream.uniform(at: UInt64(position))) ?? 0] += 1
    }
    // Five standard deviations of a binomial count are at most 250.
    for (count, expected) in zip(counts, [1_250, 5_000, 1_250, 2_500]) {
      #expect(abs(count - expected) < 250)
    }
  }
}
