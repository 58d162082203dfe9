import Testing
import WorkbenchTestSupport

@Suite("Layers of a repeat that get another size")
struct ResizedRepeatTests {
  @Test(arguments: [
    "repeat 2 { dense 4, activation=tanh }; dense 1", "repeat 2 { hidden: dense 4; relu }; dense 1",
  ])
  func `one layer of a repeat is resized, and the others stay`(_ lines: String) {
    let first = lines.contains("hidden") ? "hidden" : "dense"
    let text = printed(
      """
      seed 3
      m = model 2 { \(lines) }
      x = normal([6, 2])
      b = resize m, layer="\(first)", units=6
      max(abs(b(x) - m(x))) < 1e-6
      shape(b.\(first).kernel)
      shape(b.\(first)_1.kernel)
      c = resize m, layer="\(first)_1", units=3
      shape(c.\(first)_1.kernel)
      all(c.\(first).kernel == m.\(first).kernel)
      """)
    #expect(text.filter { $0 != " " }.contains("true\n[2,6]\n[6,4]\n[4,3]\ntrue"), "\(text)")
  }
}
