import Sessions
import Testing

@Suite struct OutputTests {
  @Test func `text loses colours, trailing blanks and what could steer a terminal`() {
    let text = OutputText("\u{1B}[31mred\u{1B}[0m  \r\n\u{1B}]0;title\u{7}a\u{202E}b\t\n\n")
    #expect(text.text == "red\na<U+202E>b")
    #expect(!text.isTruncated)
    #expect(OutputText("\u{1B}[2").text == "<U+001B>[2")
  }

  @Test func `text is cut at 200 lines and says how many more there were`() {
    let text = OutputText((1...2043).map { "line \($0)" }.joined(separator: "\n"))
    let lines = text.text.split(separator: "\n")
    #expect(lines.count == 201)
    #expect(lines[199] == "line 200")
    #expect(lines[200] == "... 1,843 more lines")
    #expect(StoredOutput(.text, text.text + "\nx").attributes.has("truncated"))
  }

  @Test func `text is cut at 64 kB`() {
    let line = String(repeating: "x", count: 999)
    let text = OutputText((1...100).map { _ in line }.joined(separator: "\n"))
    #expect(text.isTruncated)
    #expect(text.text.utf8.count <= (64 << 10) + 30)
    #expect(text.text.hasSuffix("... 35 more lines"))
  }

  @Test func `curves keep rows that a log axis spaces evenly`() {
    #expect(SampledColumns.logSpaced(count: 0) == [])
    #expect(SampledColumns.logSpaced(count: 5) == [1, 2, 3, 4, 5])
    #expect(
      SampledColumns.logSpaced(count: 2000)
        == [1, 2, 3, 5, 8, 13, 20, 32, 50, 80, 126, 200, 316, 500, 800, 1260, 2000])
    #expect(SampledColumns.evenlySpaced(count: 201).count == 17)
    #expect(SampledColumns.evenlySpaced(count: 201).last == 201)
  }

  @Test func `a curve stores a table, its length and a digest of every value`() {
    var values = (1...400).map { 1 / Double($0) }
    let curve = StoredOutput.curve(
      name: "r", SampledColumns([.init("loss", values)]), fingerprint: "m1-f32")
    #expect(curve.attributes["name"] == "r")
    #expect(curve.count == 400)
    #expect(curve.digest?.hasPrefix("m1-f32:") == true)
    #expect(curve.digest?.utf8.count == 7 + 16)
    let lines = curve.body.split(separator: "\n")
    // The widest number is that of epoch 126, 0.00793651.
    #expect(lines[0] == "epoch        loss")
    #expect(lines[1] == "    1           1")
    #expect(lines[3] == "    3    0.333333")
    #expect(lines.last == "  400      0.0025")
    values[350] = values[350].nextUp
    let other = StoredOutput.curve(
      name: "r", SampledColumns([.init("loss", values)]), fingerprint: "m1-f32")
    #expect(other.body == curve.body)
    #expect(other.digest != curve.digest)
  }

  /// Expected value from Python: sha256(b"loss\\0" + struct.pack("<3d", 1, 0.5, nan)).
  @Test func `the digest is SHA-256 over names and little-endian values`() {
    let series = SampledColumns([.init("loss", [1, 0.5, -Double.nan])])
    #expect(series.digest(fingerprint: "m1-f64") == "m1-f64:a21c618496c82ae5")
  }
}
