import Support
import Testing

@testable import Sessions

/// Prose as HTML.
@Suite("Prose as HTML")
struct MarkdownTests {
  private func html(_ text: String) -> String {
    var markdown = MarkdownHTML { $0 == "there.png" ? "data:image/png;base64,AA==" : nil }
    return markdown.html(text)
  }

  @Test(arguments: [
    (
      "*a* **b** ***c*** _d_ a_b_c",
      "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> a_b_c</p>\n"
    ),
    ("2 * 3 * 4", "<p>2 * 3 * 4</p>\n"),
    ("`a < b` and ``c`d``", "<p><code>a &lt; b</code> and <code>c`d</code></p>\n"),
    (
      "$a_1 * b_2$ costs $5 and $6",
      "<p><span class=\"math\">$a_1 * b_2$</span> costs $5 and $6</p>\n"
    ),
    ("[x](http://a.b/?q=1&r=2 \"t\")", "<p><a href=\"http://a.b/?q=1&amp;r=2\">x</a></p>\n"),
    ("<https://a.b/c>", "<p><a href=\"https://a.b/c\">https://a.b/c</a></p>\n"),
    ("[x](other.md#y) [z](#here)", "<p><a href=\"other.md#y\">x</a> <a href=\"#here\">z</a></p>\n"),
    ("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"),
    (
      "- a\n- b\n  - c\n\n1. d",
      "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<ol>\n<li>d</li>\n</ol>\n"
    ),
    ("> a\nb\n> - c", "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>\n"),
    ("```python {x}\na < b\n```", "<pre><code class=\"language-python\">a &lt; b\n</code></pre>\n"),
    ("<!-- not\nseen -->\nseen", "<p>seen</p>\n"),
    ("&lt; &#955; &nosuch;", "<p>&lt; λ &amp;nosuch;</p>\n"),
    (
      "![a *b*](there.png) ![c](http://a.b/c.png)",
      "<p><img src=\"data:image/png;base64,AA==\" alt=\"a b\"> <span class=\"picture\">c</span></p>\n"
    ),
  ])
  func `marks of Markdown become elements`(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test func `tables and headings`() {
    #expect(
      html("# A & B\n\n# A & B\n\n| a | b |\n|:--|--:|\n| `x\\|y` | 2 |\n| 3 |") == """
        <h1 id="a-b">A &amp; B <a class="place" href="#a-b" aria-label="Link to this place">#</a></h1>
        <h1 id="a-b-2">A &amp; B <a class="place" href="#a-b-2" aria-label="Link to this place">#</a></h1>
        <div class="wide"><table>
        <thead>
        <tr><th style="text-align: left">a</th><th style="text-align: right">b</th></tr>
        </thead>
        <tbody>
        <tr><td style="text-align: left"><code>x|y</code></td><td style="text-align: right">2</td></tr>
        <tr><td style="text-align: left">3</td><td style="text-align: right"></td></tr>
        </tbody>
        </table></div>

        """)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "[x](//evil.example/)", "[x](file:///etc/passwd)", "![x](javascript:alert(1))",
    "![\" onload=\"x](y)",
    "[x](<javascript:alert(1)>)", "<javascript:alert(1)>", "[a\"><script>](b\"><script>)",
    "# <b onmouseover=x>",
    "```\"><script>\nx\n```", "| <script> |\n|---|\n| </td><script> |", "[x](\\\\evil.example)",
    "\u{202E}abc",
    "[x](http://a.b/\" onclick=\"alert(1))",
  ])
  func `nothing foreign becomes markup or runs`(text: String) {
    let result = html(text)
    let plain = result.replacing("<a class=\"place\"", with: "")
    for tag in [
      "<script", "<img", "<b ", "href=\"java", "href=\"data", "href=\"//", "href=\"file",
      "href=\"vb", "\u{202E}",
    ] {
      #expect(!plain.contains(tag), "\(result)")
    }
    #expect(!result.contains(" onclick=\"") && !result.contains(" onload=\""), "\(result)")
  }

  /// What of CommonMark's own examples comes out as they say, section by section; references, raw HTML and titles
  /// are not read, and links to nowhere are not made.
  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `the examples of CommonMark`() throws {
    let path = try #require(Environment.value("NABLA_DATA")) + "/commonmark/spec.txt"
    let examples = SpecExample.all(
      in: String(decoding: try InputFile.read(path, limit: 1 << 22), as: UTF8.self))
    try #require(examples.count > 600)
    var counts: [String: (good: Int, all: Int)] = [:]
    for example in examples {
      var markdown = MarkdownHTML { _ in nil }
      let isGood = SpecExample.plain(markdown.html(example.text)) == example.html
      counts[example.section, default: (0, 0)].all += 1
      if isGood { counts[example.section, default: (0, 0)].good += 1 }
    }
    let report = counts.sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value.good) of \($0.value.all)"
    }
    for (section, least) in [
      ("ATX headings", 18), ("Thematic breaks", 17), ("Paragraphs", 8),
      ("Indented code blocks", 12),
      ("Fenced code blocks", 28), ("Block quotes", 24), ("Code spans", 18),
      ("Emphasis and strong emphasis", 120),
      ("List items", 40), ("Lists", 22), ("Hard line breaks", 11), ("Setext headings", 24),
      ("Blank lines", 1),
      ("Soft line breaks", 2), ("Backslash escapes", 8), ("Textual content", 3), ("Precedence", 1),
    ] {
      #expect(counts[section]?.good ?? 0 >= least, "\(report.joined(separator: "\n"))")
    }
  }

  @Test func `prose that is put together at random is read, however it is nested`() {
    let pieces = [
      "*", "**", "_", "`", "```", "[", "](", ")", "!", "<", ">", "&", ";", "\\", "\n", "\n\n",
      "    ", "- ", "1. ", "> ",
      "# ", "|", "---", "a", "b c", "$", "<!--", "-->", "\t", "é", "===", "~~~",
    ]
    for seed in 1...3000 {
      var dice = Dice(seed: UInt32(seed))
      let text = (0..<dice.roll(60)).map { _ in dice.pick(pieces) }.joined()
      let result = html(text)
      #expect(!result.contains("<script"))
    }
    for piece in ["> ", "- ", "[", "*a ", "`", "![](", "<", "_a_", "1. "] {
      #expect(!html(String(repeating: piece, count: 20_000)).isEmpty)
    }
  }
}

/// One example of CommonMark's specification.
private struct SpecExample {
  let section: String
  let text: String
  let html: String

  static func all(in spec: String) -> [SpecExample] {
    var (examples, section) = ([SpecExample](), "")
    let fence = String(repeating: "`", count: 32)
    var lines = spec.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line == fence + " example" else { continue }
      var parts: [[Substring]] = [[], []]
      var part = 0
      while let inner = lines.popFirst(), inner != fence[...] {
        if inner == "." { part = 1 } else { parts[part].append(inner) }
      }
      let (text, html) = (parts[0].joined(separator: "\n"), parts[1].map { $0 + "\n" }.joined())
      examples.append(
        SpecExample(
          section: section, text: text.replacing("→", with: "\t"),
          html: html.replacing("→", with: "\t")))
    }
    return examples
  }

  /// Without what pages have beside CommonMark: places of headings; and as its examples write empty elements.
  static func plain(_ html: String) -> String {
    var result = html.replacing("<br>", with: "<br />").replacing("<hr>", with: "<hr />")
    while let start = result.firstRange(of: " <a class=\"place\""),
      let end = result[start.upperBound...].firstRange(of: "</a>")
    {
      result.removeSubrange(start.lowerBound..<end.upperBound)
    }
    for level in 1...6 {
      while let start = result.firstRange(of: "<h\(level) id=\""),
        let end = result[start.upperBound...].firstRange(of: "\">")
      {
        result.replaceSubrange(start.lowerBound..<end.upperBound, with: "<h\(level)>")
      }
    }
    return result
  }
}
