import Language
import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

/// The pages of `:explain`: one for every code, each with an example that has the error and one
/// that has not.
@Suite("Pages about errors")
struct ErrorPageTests {
  /// Examples that need a trained model, a damaged file or the command line.
  private static let toldOnly: Set<String> = [
    "E0122", "E0412", "E0413", "E0507", "E0508", "E0509", "E0510", "E0511", "E0512", "E0513",
    "E0520", "E0521", "E0528", "E0529", "E0604", "E0608", "E0609", "E0628", "W0050", "E0611",
    "E0612", "E0613", "E0624",
    "E0626", "E0629", "E0633", "E0634", "E0635", "E0636", "E0641", "E0642", "E0643", "E0644",
    "E0638", "E0639", "E0645", "E0646", "E0647", "E0648", "E0649", "E0660", "E0661", "E0662",
    "E0663", "E0853", "W0086",
    "E0592", "E0631", "E0650", "E0664", "E0665", "E0666",
    "E0667", "E0670", "E0672", "E0673", "E0674", "E0675", "E0676", "E0677", "E0678", "E0679",
    "E0680", "E0681", "E0682", "E0689",
    "E0690", "E0691", "E0692", "E0693", "E0699",
    "E0701", "E0702", "E0703", "E0704", "E0706", "E0707", "E0587",
    "E0708", "E0904", "E0907", "E0908", "E0912", "E0999", "W0016", "W0020", "W0021", "W0022",
    "W0023", "W0024", "W0025", "W0026", "W0027", "W0028", "W0029", "W0030", "W0031", "W0034",
    "W0070", "W0669", "W0071", "W0701", "E0671", "E0686", "E0687", "E0688", "E0697",
    "E0698", "W0065",
    "W0066", "W0067", "W0068", "W0072", "W0073", "W0074", "E0652", "E0669", "W0061", "W0062",
    "W0063", "W0085", "W0075", "W0052",
    // A machine without the library.
    "E0826",
    // A port, a file of a token or a ledger, the command line: `ServeVerbTests` and `ServeTests` meet them.
    "E0800", "E0801", "E0802", "E0803", "E0804", "E0805", "E0806", "E0807", "E0808", "E0809",
    "E0810",
    "E0811", "W0057", "W0080", "W0081",
  ]
  /// Examples whose right form goes on with names of the reader's own.
  private static let wrongOnly: Set<String> = ["E0503", "E0610"]

  @Test(arguments: ErrorPages.all.filter { !toldOnly.contains($0.code) })
  func `the wrong example has the error, the right one none`(page: ExplainedError) throws {
    // The language's own pages are tested with it.
    guard !ErrorCodes.all.contains(where: { $0.code == page.code }) else { return }
    try withFolder { folder in
      let wrong = Transcript(folder: folder).run(page.wrong)
      #expect(wrong.contains(" \(page.code): "), "\(wrong)")
      guard !Self.wrongOnly.contains(page.code) else { return }
      let right = Transcript(folder: folder).run(page.right)
      #expect(!right.contains("error E") && !right.contains(page.code), "\(right)")
    }
  }

  @Test func `pages are found in any case`() {
    #expect(ErrorPages.page(of: "e0202")?.title == "a call hugs its name")
    #expect(ErrorPages.page(of: "E9999") == nil)
  }

  @Test func `every code that the program can give has one page`() throws {
    let pages = ErrorPages.all.map(\.code)
    #expect(Set(pages).count == pages.count)
    let known = Set(pages)
    let files = SourceFiles.swift(below: "Sources")
    try #require(files.count > 300)
    for file in files {
      for code in codes(in: try InputFile.read(file, limit: 1 << 20)) where code != "E0000" {
        #expect(known.contains(code), "\(code) in \(file)")
      }
    }
  }

  /// Errors that are caught where they are thrown, or become another's part.
  private static let inner: Set<String> = [
    "CostError", "DelimitedFault", "DrawingError", "EndOfData", "Fault", "LayerShapeError",
    "LocatedProblem",
    "Mistake",
    "NeedsWholeSequence", "NotAsWritten", "ONNXObstacle", "Obstacle", "ParseFailure", "RecipeError",
    "Setback",
    "UnknownLabelError",
    "NotUnderstood", "PythonFault",
    // Told to who asks a server, in the answer.
    "CompletionProblem", "Misdirection", "RawFileError", "RequestProblem",
  ]

  @Test func `every kind of error has words`() throws {
    var (words, kinds): (String, Set<String>) = ("", [])
    for file in SourceFiles.swift(below: "Sources") {
      let text = String(decoding: try InputFile.read(file, limit: 1 << 20), as: UTF8.self)
      if file.contains("/Workbench/Problems/") { words += text }
      for line in text.split(separator: "\n") where line.contains(": Error") {
        let parts = line.split { !$0.isLetter && !$0.isNumber }
        let kind = parts.firstIndex { $0 == "enum" || $0 == "struct" }
        if let kind, kind + 1 < parts.count { kinds.insert(String(parts[kind + 1])) }
      }
    }
    try #require(kinds.count > 20)
    for kind in kinds.subtracting(Self.inner) {
      let isWorded = [
        "as \(kind):", "is \(kind):", ": \(kind))", ".\(kind))", "extension \(kind) {",
      ].contains(where: words.contains)
      #expect(isWorded, "\(kind)")
    }
  }

  /// What stands in a source file as "E0101" or "W0101".
  private func codes(in text: [UInt8]) -> [String] {
    let (quote, digits) = (UInt8(ascii: "\""), UInt8(ascii: "0")...UInt8(ascii: "9"))
    return text.indices.dropLast(6).filter { start in
      text[start] == quote && text[start + 6] == quote
        && (text[start + 1] == UInt8(ascii: "E") || text[start + 1] == UInt8(ascii: "W"))
        && text[start + 2...start + 5].allSatisfy(digits.contains)
    }.map { String(decoding: text[$0 + 1...$0 + 5], as: UTF8.self) }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let files = [
      "numbers.csv": "a,b,y\n1,2,0\n3,4,1\n",
      "words.csv": "a,b,y\n" + (0..<9).map { "\($0),\($0),\($0 % 2)\n" }.joined() + "9,x,0\n",
      "same.csv": "a,b,y\n1,2,no\n3,4,no\n", "signed.csv": "a,b,y\n-1,2,0\n3,4,1\n",
      "named.csv": "a,b,y\n1,x,0\n3,z,1\n", "gaps.csv": "a,b,y\n1,2,0\n,4,1\n0,3,0\n",
      "blank.csv": "a,b,y\n1,2,\n3,4,\n",
      "empty.csv": "a,b,y\n,2,0\n,4,1\n",
      "people.csv": "age,town,happy\n30,Rome,no\n40,Oslo,yes\n50,Rome,no\n20,Oslo,yes\n",
      "others.csv": "age,town,happy\n30,Rome,no\n40,Oslo,maybe\n",
      "visits.csv": "patient,pulse,ill\n"
        + (0..<40).map { "p\($0 / 4),\(60 + $0),\($0 % 2)\n" }.joined(),
      "three.csv": "age,town,happy\n30,Rome,no\n40,Oslo,yes\n50,Rome,hardly\n20,Oslo,yes\n",
      "one.csv": "y\n0\n1\n", "cut.csv": "a,b,y\n1,2,0\n3,4\n",
      "days.csv": "day,a,y\n2024-01-01,1,0\n2024-01-02,2,1\n2024-01-03,3,0\n2024-01-04,4,1\n",
      "zen.txt": String(repeating: "Simple is better than complex.\n", count: 20),
    ]
    try TemporaryFolder.use { folder in
      for (name, text) in files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      try SmallFiles.write(to: folder)
      try AtomicFile.write([0xff, 0xfe, 0], to: folder + "/picture.png")
      try body(folder)
    }
  }
}
