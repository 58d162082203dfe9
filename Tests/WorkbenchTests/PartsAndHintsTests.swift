import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// Parts that differ are told before the training; what a warning proposes works when it is typed.
@Suite("Parts that differ, and hints that work")
struct PartsAndHintsTests {
  private static let sorted = """
    seed 1
    d = table(linspace(0, 3, 60), floor(linspace(0, 2.999, 60)))
    m = model 1 { dense 3, activation=softmax }

    """

  /// The first text between back-ticks of a hint.
  private func typed(_ output: String) -> String {
    let hint = output.split(separator: "\n").first { $0.hasPrefix("hint: ") } ?? ""
    return hint.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first
      .map(String.init) ?? ""
  }

  @Test func `a validation part of one class is told, and the line of the hint mends it`() {
    let train = "r = train m, d, epochs=1, validation_split=0.25"
    let told = printed(Self.sorted + train)
    #expect(told.contains("warning W0018: validation has no sample of class 0"), "\(told)")
    #expect(typed(told) == "d = data d { shuffle }")
    let mended = printed(Self.sorted + typed(told) + "\n" + train)
    #expect(!mended.contains("W0018"), "\(mended)")
  }

  @Test func `a test part in order is told, a random one is not`() {
    let order = Self.sorted + "d = data d { split 75%, 25%, shuffle=false }\nr = train m, d"
    #expect(printed(order).contains("warning W0018: test has no sample of class 0"))
    #expect(!printed(order.replacing(", shuffle=false", with: "")).contains("W0018"))
  }

  @Test func `targets and features beyond those of training are told`() {
    let targets = printed(
      "train model 1 { dense 1 }, table(zeros([40, 1]), linspace(0, 1, 40) + 0.01), validation_split=0.25"
    )
    #expect(targets.contains("W0018: targets of validation go from "), "\(targets)")
    let features = printed(
      "seed 1\ntrain model 1 { dense 1 }, table(linspace(0, 1, 40), normal([40])), validation_split=0.25"
    )
    #expect(features.contains("W0018: feature 1 of validation goes from "), "\(features)")
  }

  @Test func `shares that differ by chance are not told, others are`() {
    for seed in 0..<20 {
      let told = printed(
        "seed \(seed)\ntrain model 1 { dense 2, activation=softmax }, "
          + "table(normal([100]), uniform([100]) > 0.5), validation_split=0.2")
      #expect(!told.contains("W0018"), "\(told)")
    }
    let told = printed(
      "train model 1 { dense 2, activation=softmax }, table(ones([100]), "
        + "concat([floor(linspace(0, 1.5, 70)), ones([27]), zeros([3])], axis=0)), validation_split=0.3"
    )
    #expect(told.contains("W0018: class"), "\(told)")
  }

  @Test func `nothing is said of scales where the model looks numbers up or normalises them`() {
    let data = "seed 1\nd = table(floor(uniform([40, 3], 0, 99)), normal([40]))\n"
    let train = "train m, d"
    #expect(printed(data + "m = model 3 { dense 1 }\n" + train).contains("W0009"))
    for first in ["embedding 100, 2; flatten", "normalization", "batch_normalization"] {
      #expect(!printed(data + "m = model 3 { \(first); dense 1 }\n" + train).contains("W0009"))
    }
    let told = printed(data + "m = model 3 { dense 1 }\n" + train)
    #expect(
      !printed(data + "m = model 3 { dense 1 }\n" + typed(told) + "\n" + train).contains("W0009"))
  }

  @Test func `labels 1 and 2 are relabelled, three classes get three units`() {
    let pair = printed(
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2, 3, 4], [1, 2, 1, 2])")
    #expect(pair.contains("E0601") && !pair.contains("binary_crossentropy"))
    #expect(typed(pair) == "relabel y -> y == 2")
    #expect(
      !printed(
        "train model 1 { dense 1, activation=sigmoid }, data table([1, 2, 3, 4], [1, 2, 1, 2]) { \(typed(pair)) }"
      ).contains("error E"))
    let three = printed(
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2, 3], [1, 2, 3])")
    #expect(typed(three) == "dense 4, activation=softmax")
    #expect(
      !printed("train model 1 { \(typed(three)) }, table([1, 2, 3], [1, 2, 3])").contains("error E")
    )
  }

  @Test(arguments: [
    ("2", "dense 3", "normal([8, 2]), normal([8])"),
    ("2", "dense 1", "normal([8, 2]), normal([8, 3])"),
    ("2", "dense 3, activation=softmax", "normal([8, 2]), normal([8])"),
    ("2", "dense 2, activation=sigmoid", "normal([8, 2]), [0, 1, 0, 1, 0, 1, 0, 1]"),
    ("2", "dense 1, activation=softmax", "normal([8, 2]), [0, 1, 0, 1, 0, 1, 0, 1]"),
    ("2", "dense 1, activation=softmax", "normal([8, 2]), [0, 1, 2, 1, 0, 1, 2, 1]"),
    ("2", "dense 2", "normal([8, 2]), [0, 1, 0, 1, 0, 1, 0, 1]"),
    ("2", "dense 3, activation=sigmoid", "normal([4, 2]), [[0, 1], [1, 0], [1, 1], [0, 0]]"),
    ("2", "dense 8, activation=tanh", "normal([8, 2]), [0, 1, 0, 1, 0, 1, 0, 1]"),
    ("2", "dense 8, activation=relu", "normal([8, 2]), [0, 1, 2, 1, 0, 1, 2, 1]"),
    ("2", "dense 3, activation=relu", "normal([8, 2]), normal([8])"),
    ("2", "dense 3, activation=log_softmax", "normal([8, 2]), normal([8, 2])"),
  ])
  func `where no loss follows the last layer that is told makes one follow`(
    _ inputs: String, _ layer: String, _ data: String
  ) {
    let told = printed("train model \(inputs) { \(layer) }, table(\(data)), epochs=1")
    #expect(told.contains("E0601"), "\(told)")
    let said = printed("train model \(inputs) { \(typed(told)) }, table(\(data)), epochs=1")
    #expect(!said.contains("error E"), "\(told)\n\(said)")
  }

  @Test(arguments: [
    ("[4, 3]", "lstm 5, return_sequences=true", "dense 1", "normal([8, 4, 3]), normal([8])"),
    (
      "[4, 3]", "identity", "dense 1, activation=sigmoid",
      "normal([8, 4, 3]), [0, 1, 0, 1, 0, 1, 0, 1]"
    ),
    (
      "[6, 6, 1]", "conv2d 4, 3", "dense 2, activation=softmax",
      "normal([8, 6, 6, 1]), [0, 1, 0, 1, 0, 1, 0, 1]"
    ),
  ])
  func `a grid for one target is flattened`(
    _ inputs: String, _ first: String, _ last: String, _ data: String
  ) {
    let body = first == "identity" ? last : "\(first); \(last)"
    let told = printed("train model \(inputs) { \(body) }, table(\(data)), epochs=1")
    #expect(told.contains("E0601") && typed(told) == "flatten", "\(told)")
    let start = first == "identity" ? "" : "\(first); "
    let said = printed(
      "train model \(inputs) { \(start)\(typed(told)); \(last) }, table(\(data)), epochs=1")
    #expect(!said.contains("error E"), "\(said)")
  }

  private static let learnt = """
    seed 1
    x = normal([60, 4]); y = normal([60]) > 0
    m = model 4 { dense 64, activation=tanh; dense 64, activation=tanh; dense 1, activation=sigmoid }
    r = train m, table(x, y), epochs=60, validation_split=0.5, optimizer=adam(0.01)
    """

  @Test func `early stopping is proposed where it is not on, and works`() {
    #expect(printed(Self.learnt).contains("hint: stop at the best epoch with early_stopping=5"))
    let stopped = printed(Self.learnt + ", early_stopping=5")
    #expect(!stopped.contains("W0021"))
    #expect(stopped.contains("stopped early, best epoch"))
    // The last epoch's loss, and that of the weights that were taken back.
    #expect(stopped.contains(" (val_loss "), "\(stopped)")
    #expect(stopped.contains("), whose weights are kept"), "\(stopped)")
    #expect(!printed(Self.learnt + ", early_stopping=20").contains("W0021"))
  }

  @Test func `gradients that explode are limited in the optimizer that there is`() {
    func exploding(_ optimizer: String) -> String {
      printed(
        """
        seed 1
        m = model 2 { h: dense 8; last: dense 1 }
        r = train m, table(normal([64, 2]), 100000 * normal([64])), epochs=1\(optimizer)
        """)
    }
    #expect(exploding("").contains("limit it: optimizer=adam(global_clipnorm=1)"))
    #expect(
      exploding(", optimizer=sgd(1e-9)").contains(
        "limit it: optimizer=sgd(1e-09, global_clipnorm=1)"))
    let limited = exploding(", optimizer=adam(0.001, global_clipnorm=5)")
    #expect(limited.contains("limit it: optimizer=adam(0.0001, global_clipnorm=1)"), "\(limited)")
    #expect(!exploding(", optimizer=adam(0.0001, global_clipnorm=1)").contains("error E"))
  }

  @Test func `rows in time are told as they are measured`() throws {
    let told = try TemporaryFolder.use { folder in
      let text = "v\n" + (0..<80).map { "\($0).5,\($0 * 2)\n" }.joined()
      try AtomicFile.write(Array(("a," + text).utf8), to: folder + "/s.csv")
      return Transcript(folder: folder).run(
        """
        d = data csv("s.csv", target="v") { split 70%, 30%; windows 3 }
        train model d { flatten; dense 1 }, d, epochs=1
        """)
    }
    #expect(told.contains("W0018: ") && told.contains("rows in time keep their order"), "\(told)")
    #expect(!told.contains("draws rows at random"), "\(told)")
  }
}
