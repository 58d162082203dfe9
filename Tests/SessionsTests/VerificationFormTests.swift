import Sessions
import Support
import Testing

/// Reports of verified sessions in the forms that other programs read.
struct VerificationFormTests {
  private var reports: [VerificationReport] {
    get throws {
      let document = try SessionDocument.parse(
        Array("```nabla {#sum}\n1\n```\n\n```nabla\n2\n```\n\n```nabla {norun}\n3\n```\n".utf8),
        name: "a & b.nabla.md")
      var report = VerificationReport(name: document.name)
      let statuses: [VerificationReport.Status] = [
        .ok, .failed(code: "E0107", text: "error E0107: \"<tanh>\" # unknown"), .skipped(.notRun),
      ]
      for (cell, status) in zip(document.cells, statuses) {
        var line = VerificationReport.Cell(cell, status)
        line.seconds = 0.25
        report.cells.append(line)
      }
      var lost = VerificationReport(name: "lost.nabla.md")
      lost.problem = "No such file"
      return [report, lost]
    }
  }

  @Test func `JUnit counts what failed, and nothing in a text is markup`() throws {
    let text = try reports.junit
    #expect(
      text.contains(
        #"<testsuites tests="4" failures="1" errors="1" skipped="1" time="0.750">"#), "\(text)")
    #expect(text.contains(#"<testsuite name="a &amp; b.nabla.md" tests="3" failures="1""#))
    #expect(text.contains(#"name="cell 1 (#sum), line 1" time="0.250"/>"#))
    #expect(text.contains("&quot;&lt;tanh&gt;&quot; # unknown</failure>"))
    #expect(text.contains(#"<error message="No such file"/>"#))
    #expect(text.contains(#"<skipped message="skipped (norun)"/>"#))
  }

  @Test func `the Test Anything Protocol has a line a cell and its plan at the end`() throws {
    let lines = try reports.tap.split(separator: "\n").map(String.init)
    #expect(lines.first == "TAP version 14" && lines.last == "1..4")
    #expect(lines.contains("ok 1 - a & b.nabla.md: cell 1 (\\#sum), line 1"), "\(lines)")
    #expect(lines.contains { $0.hasPrefix("not ok 2 - ") })
    #expect(lines.contains { $0.hasPrefix("ok 3 - ") && $0.hasSuffix(" # SKIP norun") })
    #expect(lines.contains { $0.hasPrefix("not ok 4 - lost") })
    #expect(lines.contains(#"    - "error E0107: \"<tanh>\" # unknown""#))
  }

  @Test func `JSON says the worst status, and reads back`() throws {
    let json = try reports.json
    let read = try JSON.read(Array(json.indented.utf8))
    #expect(read == json && json["exit"] == .whole(2))
    guard case .list(let sessions)? = json["sessions"],
      case .list(let cells)? = sessions[0]["cells"]
    else {
      Issue.record("\(json)")
      return
    }
    #expect(sessions[0]["exit"] == .whole(1) && sessions[1]["problem"] == .text("No such file"))
    #expect(cells[1]["agrees"] == .bool(false) && cells[0]["seconds"] == .number(0.25))
  }
}
