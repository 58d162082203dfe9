import Data
import Plots
import Support
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What verbs find out are values: their text, their fields, and the same numbers in every form.
@Suite struct ReportValueTests {
  private static let preamble = """
    seed 1
    d = data generated(gauss, 64)
    m = model 2 {
      dense 1_000, activation=relu
      dense 1, activation=sigmoid
    }
    r = train m, d, epochs=1, batch_size=32, loss=binary_crossentropy
    s = train copy(m), d, epochs=1, batch_size=32, loss=binary_crossentropy

    """

  /// The reports that a program makes, run lines among them.
  private func reports(_ source: String) -> [Report] {
    let host = RecordingHost()
    let interpreter = Interpreter(options: .init(threads: 1, folder: "."), host: host)
    interpreter.run(Self.preamble)
    _ = host.take()
    interpreter.run(source)
    return host.take().compactMap { output in
      switch output {
      case .report(let report), .runLine(let report, _): report
      default: nil
      }
    }
  }

  private static let sources = [
    "m", "m.dense", "d", "r", "summary m", "cost m", "evaluate m, d", "check m, d", "trace m, d",
    "describe d", "describe [[1, 2], [3, 5]]",
    "compare [r, s]",
  ]

  @Test(arguments: sources)
  func `a host gets a report, of which every form can be made`(source: String) throws {
    let report = try #require(reports(source).first)
    #expect(!report.kind.isEmpty && !report.kind.contains(" "))
    let json = report.json.description
    #expect(try JSON.read(Array(json.utf8)) == report.json)
    #expect(report.markdown.hasSuffix("\n") && report.html.hasPrefix("<section class=\"report "))
    for limit in [20, 40, 60] {
      let words = report.text(limit: limit).split { $0 == " " || $0 == "\n" }
      for word in report.text().split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        #expect(words.contains(word), "\(word) is lost at \(limit) columns")
      }
    }
    for case .table(let table) in report.blocks {
      #expect(!table.columns.isEmpty)
      #expect(table.columns.allSatisfy { $0.cells.count == table.rowCount && !$0.name.isEmpty })
      #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    }
  }

  @Test func `the numbers of a summary are numbers`() throws {
    let report = try #require(reports("summary m").first)
    guard case .table(let layers)? = report.blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(layers.columns.map(\.kind) == [.text, .text, .text, .text, .count, .count, .bytes])
    #expect(layers.columns[4].cells == [.count(3000), .count(1001), .count(4001)])
    #expect(layers.columns[6].cells == [.none, .none, .bytes(16_004)])
    #expect(
      report.text().contains(
        "  total                                    4,001  3,000  16 KB\n"))
  }

  @Test func `fields and the picture stand behind the dots of an evaluation`() throws {
    let transcript = Transcript()
    _ = transcript.run(Self.preamble + "e = evaluate m, d")
    #expect(transcript.run("e.accuracy").isEmpty == false)
    #expect(transcript.run("plot e") == "plot: confusion")
    #expect(transcript.run("e").hasPrefix("evaluation of m on d: 64 samples\n  loss      "))
  }

  @Test func `foreign names in a report steer nothing`() throws {
    let report = DatasetReport.make(
      Dataset(
        name: "\u{1B}[2J<b>|\n",
        train: Samples(x: .init([1, 2] as [Double], [2, 1]), y: .init([0, 1] as [Int32], [2]))),
      named: "d")
    #expect(report.text().hasPrefix("data d: <U+001B>[2J<b>|<U+000A>\n"))
    #expect(report.html.contains("&lt;U+001B&gt;[2J&lt;b&gt;|"))
    #expect(report.markdown.contains("\\<U+001B>[2J\\<b>\\|\\<U+000A>"))
  }
}
