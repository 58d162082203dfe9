import Sessions
import Testing

/// Tolerances of a file, a cell, an output and single columns, and what of them counts.
@Suite struct ColumnToleranceTests {
  private func curve(_ loss: [Double], _ accuracy: [Double]) -> StoredOutput {
    .curve(
      name: "r", SampledColumns([.init("loss", loss), .init("accuracy", accuracy)]),
      fingerprint: "m1-f64")
  }

  private func rule(_ attributes: String, head: String = "") throws -> ComparisonRule {
    let document = try parsed("---\ndtype: float64\n\(head)---\n```nabla {\(attributes)}\n```\n")
    #expect(document.warnings.isEmpty)
    return try #require(document.rule(for: document.cells[0], math: "m1"))
  }

  @Test func `a column of a curve has a tolerance of its own`() throws {
    let comparison = Comparison(try rule("rtol.accuracy=0.1"))
    let stored = curve([0.5, 0.25], [0.8, 0.9])
    #expect(comparison.compare(stored, curve([0.5, 0.25], [0.82, 0.93])).isAgreement)
    #expect(!comparison.compare(stored, curve([0.5, 0.26], [0.8, 0.9])).isAgreement)
    #expect(!comparison.compare(stored, curve([0.5, 0.25], [0.8, 0.7])).isAgreement)
  }

  @Test func `a column of a table is named with a line for its blank`() throws {
    let comparison = Comparison(try rule("atol.test_loss=0.05"))
    let stored = StoredOutput(.table, "folds\nfold  test loss  rows\n   1       0.50    40")
    let near = StoredOutput(.table, "folds\nfold  test loss  rows\n   1       0.52    40")
    let other = StoredOutput(.table, "folds\nfold  test loss  rows\n   1       0.50    41")
    #expect(comparison.compare(stored, near).isAgreement)
    #expect(!comparison.compare(stored, other).isAgreement)
  }

  @Test func `wildcards and tolerances of columns hold together`() throws {
    let comparison = Comparison(try rule("rtol.loss=0.1"))
    let stored = StoredOutput(.table, "layer  loss  time\na      0.50  ...\n...\nz      0.10  ...")
    let computed = StoredOutput(
      .table, "layer  loss  time\na      0.52  3 s\nb      9.00  4 s\nz      0.105  5 s")
    #expect(comparison.compare(stored, computed).isAgreement)
    let far = StoredOutput(.table, "layer  loss  time\na      0.60  3 s\nz      0.10  5 s")
    #expect(!comparison.compare(stored, far).isAgreement)
  }

  @Test func `the inner scope counts: output, cell, file`() throws {
    let head = "verify: {rtol: 0.5, rtol.loss: 0.4, atol.loss: 0.3}\n"
    let outer = try rule("", head: head)
    #expect(outer.relative == 0.5 && outer.columns["loss"]?.relative == 0.4)
    let inner = try rule("rtol.loss=0.01 rtol=0.02", head: head)
    #expect(inner.relative == 0.02)
    #expect(inner.columns["loss"] == ColumnTolerance(relative: 0.01, absolute: 0.3))
    var stored = curve([1], [1])
    stored.attributes.set("rtol.accuracy", "0.2")
    let comparison = Comparison(try rule("rtol.accuracy=0.001"))
    #expect(comparison.compare(stored, curve([1], [0.9])).isAgreement)
  }

  @Test func `who writes a tolerance asks for no more, whatever wrote the outputs`() throws {
    let head = "recorded: {math: m1}\n"
    #expect(try rule("", head: head).tier == .exact)
    for attributes in ["rtol=0.1", "atol=0.1", "rtol.loss=0.1"] {
      #expect(try rule(attributes, head: head).tier == .numeric)
    }
    #expect(try rule("", head: head + "verify: {atol.loss: 1}\n").tier == .numeric)
    #expect(try rule("verify=exact rtol=0.1", head: head).tier == .exact)
    var stored = StoredOutput(.text, "loss 0.5")
    stored.attributes.set("atol", "0.1")
    let exact = Comparison(try rule("", head: head))
    #expect(exact.compare(stored, StoredOutput(.text, "loss 0.55")).isAgreement)
  }

  @Test func `a tolerance that is no number from 0 is warned of and left out`() throws {
    let document = try parsed("```nabla {rtol.loss=-1 rtol.=2 atol.acc=many}\n```\n")
    #expect(
      document.warnings.map(\.kind) == [
        .unknownAttribute("rtol.", block: "nabla"),
        .badAttribute(name: "rtol.loss", expected: "a number from 0", found: "-1"),
        .badAttribute(name: "atol.acc", expected: "a number from 0", found: "many"),
      ])
    #expect(document.cells[0].options.columns.isEmpty)
    #expect(throws: SessionError.self) {
      try parsed("---\nverify: {rtol.loss: -1}\n---\n")
    }
  }

  @Test func `an output that is stored anew keeps the tolerances of its author`() throws {
    let stored = StoredOutput(
      .value, "1.5", attributes: Attributes([.pair(key: "rtol", value: "0.1")]))
    let comparison = OutputsComparison(
      stored: [stored], computed: [StoredOutput(.value, "3")],
      by: Comparison(.standard(.numeric, .float64)))
    #expect(comparison.sticky.map(\.body) == ["3"])
    #expect(comparison.sticky.map(\.attributes.text) == ["{rtol=0.1}"])
  }

  @Test func `a digest of other arithmetic than the file says is no digest of it`() throws {
    let exact = Comparison(try rule("", head: "recorded: {math: m1}\n"))
    var stored = curve([1, 0.5], [0.5, 1])
    let digest = try #require(stored.digest)
    stored.attributes.set("digest", "m3" + digest.dropFirst(2))
    #expect(!exact.compare(stored, curve([1, 0.5], [0.5, 1])).isAgreement)
  }
}
