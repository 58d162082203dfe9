import Support
import Testing

@testable import Plots

/// One report in each form, and foreign text in all of them.
@Suite struct ReportTests {
  private static let report = Report(
    "evaluation", title: "evaluation of m on d.test: 100 samples",
    [
      .facts(
        Facts([
          Fact("loss", .number(0.728951, .metric)), Fact("accuracy", .number(0.47, .metric)),
          Fact("f1", .numbers([0.5, .nan], .metric), note: "one for each class"),
        ])),
      .table(
        Table(
          [("dense_1", 0, 33), ("_hidden_", 1, 1_200)],
          remarks: [.init("classes", [Fact("a|b", .count(2)), Fact("c", .count(3))])],
          [
            .nested("layer") { ($0.0, $0.1) }, .text("shape") { "[\($0.2), 16]" },
            .count("MACs", unit: "MAC") { $0.2 }, .bytes("weights") { $0.2 * 4 },
            .share("zeros") { Double($0.2) / 1200 },
          ])),
      .facts(Facts(sentence: "48 FLOPs a sample", [Fact("flops", .count(48), unit: "FLOP")])),
      .note("never predicted: class 3"), .figure(Samples.confusion),
    ])

  @Test func `its text is what a session keeps`() {
    #expect(
      Self.report.text() == """
        evaluation of m on d.test: 100 samples
          loss      0.7290
          accuracy  0.4700
          f1        0.5000  nan  one for each class
          layer       shape        MACs  weights  zeros
          dense_1     [33, 16]       33    132 B  2.75%
            _hidden_  [1200, 16]  1,200   4.8 KB   100%
          classes     a|b: 2  c: 3
          48 FLOPs a sample
          never predicted: class 3
        """)
  }

  /// The number is another one each time; a file for programs has it, a session cannot hold it against the next.
  @Test func `a session keeps three dots for what was measured`() {
    let report = Report(
      "times", title: "times",
      [
        .facts(
          Facts([
            Fact("step", .measured(.text("12.3us")), note: "40% of it products"),
            Fact("size", .count(3), note: "of 4"),
          ])),
        .table(
          Table(
            [("a", 1.5, 2_000.0)],
            [
              .text("name") { $0.0 },
              .cells("time", .number, unit: "second") {
                .measured(.amount($0.1, text: "1.5s", unit: "second"))
              },
              .cells("price", .number) { .amount($0.2, text: "$2,000", unit: "dollar") },
            ])),
      ])
    #expect(
      report.text()
        == "times\n  step  12.3us  40% of it products\n  size  3       of 4\n  name  time   price\n  a     1.5s  $2,000"
    )
    #expect(
      report.settled.text()
        == "times\n  step  ...\n  size  3    of 4\n  name  time   price\n  a      ...  $2,000")
    #expect(report.csv == "name,time,price\na,1.5,2000\n")
    #expect(report.json.description.contains("1.5"))
    #expect(report.settled.settled == report.settled && report.settled != report)
  }

  @Test func `without a title its blocks begin at the margin`() {
    #expect(Report("comparison", [.note("a\n\nb"), .facts(Facts([]))]).text() == "a\n\nb")
    #expect(Report("empty", []).text() == "")
  }

  @Test func `Markdown has pipe tables in which nothing else is markup`() {
    let text = Self.report.markdown
    #expect(
      text.hasPrefix(
        """
        ### evaluation of m on d.test: 100 samples

        |  |  |  |
        | --- | --- | --- |
        | loss | 0.7290 |  |
        | accuracy | 0.4700 |  |
        | f1 | 0.5000  nan | one for each class |

        | layer | shape | MACs | weights | zeros |
        | --- | --- | --: | --: | --: |
        | dense_1 | [33, 16] | 33 | 132 B | 2.75% |
        | &emsp;\\_hidden\\_ | [1200, 16] | 1,200 | 4.8 KB | 100% |

        classes: a\\|b: 2, c: 3

        48 FLOPs a sample

        never predicted: class 3

        ```

        """), "\(text)")
    #expect(text.hasSuffix("\n```\n"))
  }

  @Test func `HTML has head cells, and numbers on the right`() {
    let text = Self.report.html
    #expect(
      text.hasPrefix(
        """
        <section class="report evaluation">
        <h3>evaluation of m on d.test: 100 samples</h3>
        <table>
        <tbody>
        <tr><th scope="row">loss</th><td>0.7290</td><td></td></tr>
        <tr><th scope="row">accuracy</th><td>0.4700</td><td></td></tr>
        <tr><th scope="row">f1</th><td>0.5000  nan</td><td>one for each class</td></tr>
        </tbody>
        </table>
        <table>
        <thead><tr><th scope="col">layer</th><th scope="col">shape</th>\
        <th scope="col" style="text-align: right">MACs</th>\
        <th scope="col" style="text-align: right">weights</th>\
        <th scope="col" style="text-align: right">zeros</th></tr></thead>
        <tbody>
        <tr><td>dense_1</td><td>[33, 16]</td><td style="text-align: right">33</td>\
        <td style="text-align: right">132 B</td><td style="text-align: right">2.75%</td></tr>
        <tr><td style="padding-left: 2ch">_hidden_</td><td>[1200, 16]</td>\
        <td style="text-align: right">1,200</td><td style="text-align: right">4.8 KB</td>\
        <td style="text-align: right">100%</td></tr>
        </tbody>
        </table>
        <p>classes: a|b: 2, c: 3</p>
        <p>48 FLOPs a sample</p>
        <p>never predicted: class 3</p>
        <img alt="
        """), "\(text)")
    #expect(isWellFormed(text.replacing("\">\n</section>", with: "\"/>\n</section>")))
  }

  @Test func `JSON has numbers as numbers, with their units`() throws {
    let text = Self.report.json.description
    #expect(try JSON.read(Array(text.utf8)) == Self.report.json)
    let expected = [
      #"{"kind":"evaluation","title":"evaluation of m on d.test: 100 samples","blocks":["#,
      #"{"type":"facts","facts":[{"name":"loss","value":0.728951},"#,
      #"{"name":"accuracy","value":0.47},"#,
      #"{"name":"f1","value":[0.5,"nan"],"note":"one for each class"}]},"#,
      #"{"type":"table","columns":[{"name":"layer","type":"text"},"#,
      #"{"name":"shape","type":"text"},{"name":"MACs","type":"count","unit":"MAC"},"#,
      #"{"name":"weights","type":"bytes","unit":"byte"},"#,
      #"{"name":"zeros","type":"percentage","unit":"of 1"}],"#,
      #""rows":[["dense_1","[33, 16]",33,132,0.0275],"#,
      #"["_hidden_","[1200, 16]",1200,4800,1.0]],"remarks":[{"title":"classes","#,
      #""facts":[{"name":"a|b","value":2},{"name":"c","value":3}]}]},"#,
      #"{"type":"facts","facts":[{"name":"flops","value":48,"unit":"FLOP"}],"#,
      #""text":"48 FLOPs a sample"},{"type":"note","text":"never predicted: class 3"},"#,
      #"{"type":"figure","title":"#,
    ].joined()
    #expect(text.hasPrefix(expected), "\(text)")
  }

  private static let foreign = [
    "\u{1B}[2J\u{7}\u{9B}", "a|b\\|c", "<script>alert(1)</script>", "*bold* _it_ `code` ~~no~~",
    "[a](javascript:x) ![b][c] [d]: e", "# head", "> quote", "- item", "1. item", "--- | ---", "=",
    "a\nb\r\nc\u{2028}d", "&amp; &#60; & \"quoted\" 'too'", "\u{202E}desrever", "学习率 👩‍👩‍👧", "",
    "```", "$x$", "\t", "a\\", "a|\u{301}b <\u{301}i> \\|",
  ]

  @Test(arguments: foreign)
  func `foreign text is only text, in every form`(word: String) {
    let report = Report(
      word, title: word,
      [
        .facts(Facts([Fact(word, .text(word), note: word)])), .note(word),
        .facts(Facts(sentence: word)), .note(word + "\n" + word),
        .table(
          Table(
            [word, word], remarks: [.init(word, [Fact(word, .text(word))])],
            [.text(word) { $0 }, .nested("n") { ($0, 1) }, .count("c") { $0.count }])),
      ])
    for text in [report.text(), report.text(limit: 20), report.markdown, report.html] {
      for scalar in text.unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        #expect(!isControl && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{202E}")
      }
    }
    #expect(isWellFormed(report.html), "\(report.html)")
    let json = report.json.description
    #expect((try? JSON.read(Array(json.utf8))) == report.json)
    #expect(json.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    let tags = report.html.split(separator: "<").dropFirst().map {
      $0.prefix { $0.isLetter || $0 == "/" }
    }
    let own: Set<Substring> = [
      "section", "/section", "h", "/h", "p", "/p", "pre", "/pre", "table", "/table", "thead",
      "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td", "/td",
    ]
    #expect(tags.allSatisfy(own.contains))
    let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }
    // The facts have three cells a row where there is a note, the table always.
    for (index, row) in rows.enumerated() {
      #expect(cells(of: row).count == (word.isEmpty && index < 3 ? 2 : 3), "\(row)")
    }
    for cell in rows.flatMap(cells) {
      var isEscaped = false
      for scalar in cell.unicodeScalars {
        #expect(isEscaped || !["<", "`", "*", "|"].contains(scalar), "\(cell)")
        isEscaped = scalar == "\\" && !isEscaped
      }
    }
  }

  /// What stands between the bars that are not escaped.
  private func cells(of row: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for scalar in row.unicodeScalars.dropFirst().dropLast() {
      if scalar == "|" && !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return cells
  }

  @Test func `what is laid out already keeps its form`() {
    let report = Report("predictions", title: "t", indent: 0, [.note("mean [\n  1  2\n]")])
    #expect(report.text() == "t\nmean [\n  1  2\n]")
    #expect(report.markdown == "### t\n\n```\nmean [\n  1  2\n]\n```\n")
    #expect(report.html.contains("<pre>mean [\n  1  2\n]</pre>"))
  }
}
