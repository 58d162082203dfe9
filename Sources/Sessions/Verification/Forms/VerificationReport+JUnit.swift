import Support

extension [VerificationReport] {
  /// The reports as JUnit's XML: a suite a session, a case a cell, as build servers read it.
  ///
  /// What differs or failed in a cell is its `failure`, a cell that ran out of time, was interrupted or may not do what it
  /// wants an `error`; a session of which nothing could be read is an `error` of a case of its own. Times are seconds.
  /// The form is that of Jenkins's xunit plug-in (`junit-10.xsd`).
  package var junit: String {
    let unreadable = count(where: \.isUnreadable)
    let counts = VerificationReport.junitCounts(flatMap(\.cells), unreadable: unreadable)
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites\(counts)>"]
    for report in self { lines += report.junitSuite }
    return (lines + ["</testsuites>", ""]).joined(separator: "\n")
  }
}

extension VerificationReport {
  fileprivate var junitSuite: [String] {
    let counts = Self.junitCounts(cells, unreadable: isUnreadable ? 1 : 0)
    var lines = [#"  <testsuite name="\#(HTMLText.escaped(name))"\#(counts)>"#]
    if let problem {
      lines += [
        #"    <testcase classname="\#(HTMLText.escaped(name))" name="the file" time="0">"#,
        #"      <error message="\#(HTMLText.escaped(problem))"/>"#, "    </testcase>",
      ]
    }
    for cell in cells { lines += cell.junitCase(of: name) }
    return lines + ["  </testsuite>"]
  }

  fileprivate static func junitCounts(_ cells: [Cell], unreadable: Int) -> String {
    let seconds = cells.reduce(0) { $0 + $1.seconds }
    func count(_ word: String) -> Int { cells.count { $0.status.junitWord == word } }
    return #" tests="\#(cells.count + unreadable)" failures="\#(count("failure"))""#
      + #" errors="\#(count("error") + unreadable)" skipped="\#(count("skipped"))""#
      + #" time="\#(NumberText.fixed(seconds, decimals: 3))""#
  }
}

extension VerificationReport.Cell {
  fileprivate func junitCase(of file: String) -> [String] {
    let head =
      #"    <testcase classname="\#(HTMLText.escaped(file))" name="\#(HTMLText.escaped(title))""#
      + #" time="\#(NumberText.fixed(seconds, decimals: 3))""#
    guard let word = status.junitWord else { return [head + "/>"] }
    let message = #"      <\#(word) message="\#(HTMLText.escaped(status.label))""#
    let details = status.details
    if details.isEmpty { return [head + ">", message + "/>", "    </testcase>"] }
    let text = HTMLText.escaped(details.joined(separator: "\n"))
    return [head + ">", message + ">" + text + "</\(word)>", "    </testcase>"]
  }
}

extension VerificationReport.Status {
  /// The element that a case holds; `nil` for one that passed.
  fileprivate var junitWord: String? {
    switch self {
    case .ok, .okWithinTolerance, .okInShape, .rewritten: nil
    case .differs, .failed, .unexpectedSuccess: "failure"
    case .timedOut, .notPermitted, .interrupted: "error"
    case .skipped: "skipped"
    }
  }
}
