import Testing
import WorkbenchTestSupport

/// Metrics of whole sequences count a sample as often as its weight says.
@Suite("Weights of sequences")
struct WeighedSequenceTests {
  private static let names = """
    seed 5
    m = model [4] { embedding 6, 5; dense 6, activation=softmax }
    a = [1, 2, 3, 4]; b = [5, 0, 2, 2]
    u = [1, 2, 0, 3]; v = [4, 4, 1, 5]
    p = m(stack([a, b]))

    """

  @Test(arguments: [
    "word_error_rate", "character_error_rate", "rouge_1", "rouge_l", "bleu(n=1)",
  ])
  func `three of one are one that counts three times`(metric: String) {
    let output = printed(
      Self.names + """
        w = evaluate m, table(stack([a, b]), stack([u, v])), metrics=\(metric), sample_weight=[3, 1]
        t = evaluate m, table(stack([a, a, a, b]), stack([u, u, u, v])), metrics=\(metric)
        o = evaluate m, table(stack([a, b]), stack([u, v])), metrics=\(metric), sample_weight=[1, 1]
        plain = evaluate m, table(stack([a, b]), stack([u, v])), metrics=\(metric)
        print abs(w.\(name(metric)) - t.\(name(metric))) < 0.000001
        print o.\(name(metric)) == plain.\(name(metric))
        """)
    #expect(output.hasSuffix("true\ntrue"), "\(output)")
  }

  private func name(_ metric: String) -> String { String(metric.prefix { $0 != "(" }) }
}
