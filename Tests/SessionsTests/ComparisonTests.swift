import Sessions
import Testing

@Suite struct ComparisonTests {
  private func compare(
    _ stored: String, _ computed: String, _ tier: ComparisonRule.Tier,
    _ type: FrontMatter.FloatType = .float64
  ) -> ComparisonResult {
    Comparison(.standard(tier, type)).compare(
      StoredOutput(.text, stored), StoredOutput(.text, computed))
  }

  @Test(arguments: [
    ("0.361773", "0.361773"), ("loss 0.5000", "loss 0.50000049"), ("0.1235", "0.123456"),
    ("0.12", "0.1249999"), ("1.5e-05", "1.50000001e-05"), ("a   b", "a b"), ("a b  ", "a b"),
    ("1", "0.9999999"), ("nan inf -inf", "nan inf -inf"), ("5,625 steps", "5625 steps"),
    ("loss ... accuracy 0.9981", "loss 0.0550, accuracy 0.9981"), ("...", "anything\nat all"),
    ("a\n...\nz", "a\nb\nc\nz"), ("a\n...", "a"), ("... 3 more lines", "x\ny\nz"),
    ("run ...: m on ...", "run r: m on d, 3 epochs"), ("a\n...\nb\n...\nc", "a\nb\nx\nb\nc"),
  ])
  func `texts agree numerically`(stored: String, computed: String) {
    #expect(compare(stored, computed, .numeric).isAgreement)
  }

  @Test(arguments: [
    ("0.361773", "0.361775"), ("3", "4"), ("5,625 steps", "5,626 steps"), ("0.1235", "0.1236"),
    ("0.1235", "0.12356"), ("loss 0.5", "lost 0.5"), ("dense_1", "dense_2"), ("nan", "0"),
    ("a\nb", "a"), ("a", "a\nb"), ("conv2d", "conv3d"), ("E0107", "E0108"),
    ("a\n...\nz", "a\nb\nc"), ("a ... 5 c", "a b 6 c"), ("0.5", "-0.5"),
    ("tensor[2, 2]", "tensor[2, 3]"),
    ("-inf", "inf"), ("x ... y", "x"), ("4", "4.4"), ("accuracy 1", "accuracy 0.6667"),
    ("[1, 1]", "[0.6, 1.2]"), ("0", "0.268941"), ("100", "99.6"),
  ])
  func `texts differ numerically`(stored: String, computed: String) {
    #expect(!compare(stored, computed, .numeric).isAgreement)
  }

  @Test func `float32 has room for its rounding`() {
    #expect(compare("0.5000", "0.5009", .numeric, .float32).isAgreement)
    #expect(!compare("0.5000", "0.5021", .numeric, .float32).isAgreement)
    #expect(compare("-2.98023e-08", "0", .numeric, .float32).isAgreement)
  }

  @Test func `the exact tier takes the stored text by its word`() {
    #expect(compare("0.5", "0.5", .exact) == .ok)
    #expect(!compare("0.5", "0.50000001", .exact).isAgreement)
    #expect(!compare("a  b", "a b", .exact).isAgreement)
    #expect(!compare("...", "a", .exact).isAgreement)
  }

  @Test func `a difference names its line and both numbers`() {
    #expect(
      compare("a\nloss 0.5", "a\nloss 0.6", .numeric)
        == .differs(
          OutputDifference(
            .number(stored: 0.5, computed: 0.6), line: 2, stored: "loss 0.5", computed: "loss 0.6"))
    )
    #expect(
      compare("a", "a\nb", .numeric)
        == .differs(OutputDifference(.lineCount(stored: 1, computed: 2), line: 2, computed: "b")))
  }

  private func curve(_ values: [Double], _ fingerprint: String) -> StoredOutput {
    .curve(name: "r", SampledColumns([.init("loss", values)]), fingerprint: fingerprint)
  }

  @Test func `equal digits with other numbers behind them differ only in the exact tier`() {
    let values = (1...50).map { 1 / Double($0) }
    let other = values.map { $0 * (1 + 1e-12) }
    let exact = Comparison(.standard(.exact, .float64))
    let numeric = Comparison(.standard(.numeric, .float64))
    #expect(exact.compare(curve(values, "m1-f64"), curve(values, "m1-f64")) == .ok)
    #expect(!exact.compare(curve(values, "m1-f64"), curve(other, "m1-f64")).isAgreement)
    #expect(
      numeric.compare(curve(values, "m1-f64"), curve(other, "m1-f64")) == .okWithinTolerance)
    #expect(exact.compare(curve(values, "m1-f64"), curve(other, "m2-f64")) == .okWithinTolerance)
  }

  @Test func `the shape tier asks for length, course and size of the end`() {
    let shape = Comparison(.standard(.shape, .float32))
    let falls = curve([1, 0.5, 0.1], "m1-f32")
    #expect(shape.compare(falls, curve([1, 0.7, 0.15], "m1-f32")) == .okInShape)
    #expect(!shape.compare(falls, curve([1, 0.7, 0.3], "m1-f32")).isAgreement)
    #expect(!shape.compare(falls, curve([1, 2, 3], "m1-f32")).isAgreement)
    #expect(!shape.compare(falls, curve([1, 0.1], "m1-f32")).isAgreement)
    #expect(!shape.compare(falls, curve([1, 0.1, .nan], "m1-f32")).isAgreement)
    let right = StoredOutput.curve(
      name: "r", SampledColumns([.init("accuracy", [0.5, 0.9])]), fingerprint: "m1-f32")
    let lost = StoredOutput.curve(
      name: "r", SampledColumns([.init("accuracy", [0.5, .nan])]), fingerprint: "m1-f32")
    #expect(!shape.compare(right, lost).isAgreement && !shape.compare(lost, right).isAgreement)
    #expect(shape.compare(lost, lost).isAgreement)
  }

  @Test func `an output may set its own tolerance`() {
    let stored = StoredOutput(
      .text, "0.5", attributes: Attributes([.pair(key: "rtol", value: "0.1")]))
    let numeric = Comparison(.standard(.numeric, .float64))
    #expect(numeric.compare(stored, StoredOutput(.text, "0.52")).isAgreement)
  }

  @Test func `many wildcards in one line take no time`() {
    let stored = String(repeating: "... a ", count: 2000) + "... b"
    let computed = String(repeating: "a ", count: 4000)
    #expect(!compare(stored, computed, .numeric).isAgreement)
  }

  @Test func `sticky outputs keep what agrees and replace what does not`() {
    let stored = [
      StoredOutput(.text, "0.1235"), StoredOutput(.value, "1"), StoredOutput(.text, "x"),
    ]
    let computed = [StoredOutput(.text, "0.123456"), StoredOutput(.value, "2")]
    let comparison = OutputsComparison(
      stored: stored, computed: computed, by: Comparison(.standard(.numeric, .float64)))
    #expect(comparison.items.map(\.result.isAgreement) == [true, false, false])
    #expect(comparison.items[2].result == .extra)
    #expect(comparison.sticky.map(\.body) == ["0.1235", "2"])
    #expect(!comparison.agrees)
  }

  @Test func `an output in the middle is found missing`() {
    let stored = [StoredOutput(.text, "a"), StoredOutput(.plot, "p")]
    let computed = [StoredOutput(.text, "a"), StoredOutput(.value, "v"), StoredOutput(.plot, "p")]
    let comparison = OutputsComparison(
      stored: stored, computed: computed, by: Comparison(.standard(.exact, .float64)))
    #expect(comparison.items.map(\.result) == [.ok, .missing, .ok])
  }

  @Test func `the fingerprint of the file decides between exact and numeric`() throws {
    let document = try parsed(
      """
      ---
      recorded: {math: m1}
      dtype: float64
      ---
      ```nabla
      ```
      ```nabla {verify=shape rtol=0.5}
      ```
      ```nabla {verify=none}
      ```
      """)
    var exact = ComparisonRule.standard(.exact, .float64)
    exact.arithmetic = "m1"
    #expect(document.rule(for: document.cells[0], math: "m1") == exact)
    #expect(document.rule(for: document.cells[0], math: "m2") == .standard(.numeric, .float64))
    #expect(document.rule(for: document.cells[1], math: "m1")?.tier == .shape)
    #expect(document.rule(for: document.cells[1], math: "m1")?.relative == 0.5)
    #expect(document.rule(for: document.cells[2], math: "m1") == nil)
  }
}
