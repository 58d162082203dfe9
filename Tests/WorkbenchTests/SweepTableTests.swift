import Testing
import WorkbenchTestSupport

/// What the tables of sweeps and folds show of their values and measures.
@Suite("Tables of sweeps")
struct SweepTableTests {
  private static let start = """
    seed 2
    d = data generated(gauss, 60)
    m = model 2 { dense 1, activation=sigmoid }

    """

  @Test func `functions stand there by their text, or by their names`() {
    let output = printed(
      "fn g(x) = x + 1\ns = sweep f in [x -> x^2, g] { f(3) }\ns\nprint [x -> x^2, g]\ns.f")
    #expect(output.contains("  x -> x^2  9.0000  best"), "\(output)")
    #expect(output.contains("  g         4.0000"), "\(output)")
    #expect(output.hasPrefix("sweep s: best f=x -> x^2"), "\(output)")
    #expect(output.contains("[x -> x^2, g]"), "\(output)")
    #expect(!output.contains("this function"), "\(output)")
  }

  @Test func `a text is told from a word of the same letters`() {
    let output = printed("sweep o in [\"adam\", adam] { 1 }")
    #expect(output.contains("  \"adam\"  1.0000  best\n  adam    1.0000"), "\(output)")
  }

  @Test func `five metrics have five columns`() {
    let train =
      "train m, d, epochs=1, optimizer=o, metrics=[accuracy, precision, recall, f1_score, auc]"
    let output = printed(Self.start + "sweep o in [adam, sgd(0.1)] { \(train) }")
    #expect(output.contains("accuracy    loss  precision  recall  f1_score     auc"), "\(output)")
    let watched = printed(
      Self.start + "sweep o in [adam, sgd(0.1)] { \(train), validation_split=0.2 }")
    #expect(watched.contains("val_f1_score  val_auc"), "\(watched)")
    let folds = printed(
      Self.start
        + "cross_validate m, d, folds=2, metrics=[accuracy, precision, recall, f1_score, auc]")
    #expect(folds.contains("f1_score     auc  baseline"), "\(folds)")
  }

  @Test func `what has no column is named`() {
    let metrics =
      "[accuracy, precision, recall, f1_score, auc, log_loss, brier, cohen_kappa, mcc]"
    let output = printed(
      Self.start
        + "s = sweep o in [adam] { train m, d, epochs=1, optimizer=o, metrics=\(metrics) }\ns")
    #expect(output.contains("measured, too: s.brier, s.cohen_kappa and s.mcc"), "\(output)")
  }

  @Test func `early stopping on the rows that judge is said`() {
    let output = printed(
      Self.start
        + "sweep o in [adam] { train m, d, epochs=3, optimizer=o, validation_split=0.2, early_stopping=2 }"
    )
    #expect(output.contains("ended or slowed the trainings"), "\(output)")
    #expect(output.contains("`evaluate s.best.model, d.test`"), "\(output)")
    let plain = printed(
      Self.start + "sweep o in [adam] { train m, d, epochs=3, optimizer=o, validation_split=0.2 }")
    #expect(!plain.contains("ended or slowed"), "\(plain)")
  }
}
