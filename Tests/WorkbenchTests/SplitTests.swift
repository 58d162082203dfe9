import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Parts that are drawn at random from the seed.
@Suite("Random splits")
struct RandomSplitTests {
  @Test func `generated classes can be told apart in the test part`() {
    // In order, a spiral's test part would be its outer turn, which no training sample shows.
    let text = """
      seed 1
      d = data generated(moons, 400, noise=0.1) { split 80%, 20% }
      m = model 2 { dense 16, activation=relu; dense 16, activation=relu; dense 1, activation=sigmoid }
      r = train m, d, epochs=60, optimizer=adam(0.02);
      evaluate(m, d.test).accuracy > 0.97
      """
    #expect(printed(text).hasSuffix("true"))
  }

  @Test func `the same rows have the same parts under any name, and after other draws`() {
    let text = """
      t = table(linspace(0, 99, 100), floor(linspace(0, 2.999, 100)))
      a = data t { split 80%, 20% }
      x = normal([100])
      b = data t { split 80%, 20% }
      c = data table(linspace(0, 99, 100), floor(linspace(0, 2.999, 100))) { rescale 1/2; split 80%, 20% }
      v = data t { split 60%, 20%, 20% }
      print all(a.test.x == b.test.x), all(a.x == b.x), all(a.test.x == 2 * c.test.x)
      print all(v.test.x == a.test.x)
      s = data t { shuffle; split 80%, 20% }
      z = data t { shuffle; split 80%, 20% }
      print all(s.test.x == z.test.x)
      seed 9
      e = data t { split 80%, 20% }
      all(a.test.x == e.test.x)
      """
    let lines = printed(text).split(separator: "\n").filter { !$0.hasPrefix("note") }
    #expect(lines == ["true true true", "true", "true", "false"])
  }

  @Test func `what was split is said in one line, and in order nothing is said`() {
    #expect(
      printed("d = data generated(moons, 100) { split 70%, 10%, 20% }")
        == "note: split at random, the classes in their shares: train 70, validation 10, test 20")
    #expect(
      printed("d = data generated(plane, 10) { split 80%, 20% }")
        == "note: split at random: train 8, test 2")
    #expect(
      printed("d = data generated(moons, 10) { split 80%, 20%, stratify=false }")
        == "note: split at random: train 8, test 2")
    #expect(printed("d = data generated(moons, 10) { split 80%, 20%, shuffle=false }") == "")
  }

  @Test func `the order stays where asked to`() {
    #expect(
      printed(
        "t = table(linspace(1, 10, 10), linspace(1, 10, 10))\nd = data t { split 60%, 20%, 20%, shuffle=false }\nprint d.y, d.validation.y, d.test.y"
      ) == "[1, 2, 3, 4, 5, 6] [7, 8] [9, 10]")
  }

  @Test(arguments: [
    ("36, 84, 120", "parts are shares of all rows: `split 15%, 35%, 50%`"),
    ("200, 40", "`split 83.33%, 16.67%`"), ("0.7, 0.2", "write `split 77.78%, 22.22%`"),
    ("80%, 10%", "write `split 88.89%, 11.11%`"), ("1, 1000000000", "write `split 80%, 20%`"),
  ])
  func `counts, and shares that miss 1, are told as the shares that they stand for`(
    typed: String, hint: String
  ) {
    let told = printed("d = data generated(circle, 240, noise=0.3) { split \(typed) }")
    #expect(told.contains("E0408") && told.contains(hint), "\(told)")
    let line = hint.split(separator: "`")[hint.hasPrefix("`") ? 0 : 1]
    #expect(!printed("data generated(circle, 240) { \(line) }").contains("error E"))
  }
}
