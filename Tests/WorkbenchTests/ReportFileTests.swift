import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `save e, "report.md"`: reports in the form that a name asks for.
@Suite("Files of reports")
struct ReportFileTests {
  private static let made =
    "m = model 2 { dense 3, activation=relu; dense 2, activation=softmax }\n"
    + "d = table([[0, 1], [1, 0], [1, 1]], [0, 1, 1])\ne = evaluate m, d\n"

  /// The text of the file that a line wrote in a new folder, and what was said.
  private func written(_ line: String, _ name: String) throws -> (text: String, said: String) {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(Self.made + line)
      let bytes = try InputFile.read(folder + "/" + name, limit: 1 << 20)
      return (String(decoding: bytes, as: UTF8.self), said)
    }
  }

  @Test func `an evaluation as Markdown has its title, its values and its picture`() throws {
    let (text, said) = try written("save e, \"e.md\"", "e.md")
    #expect(said.contains("saved the report to e.md"))
    #expect(text.hasPrefix("### evaluation of m on d: 3 samples\n"))
    #expect(text.contains("| accuracy |") && text.contains("```"))
    #expect(text.hasSuffix("\n<!-- written by nabla -->\n"))
  }

  @Test func `the same as a page and as JSON`() throws {
    let (page, _) = try written("save e, \"e.html\"", "e.html")
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.contains("<title>evaluation of m on d: 3 samples</title>"))
    #expect(page.contains("<section class=\"report evaluation\">") && page.contains("<img alt="))
    let (text, _) = try written("save e, \"e.json\"", "e.json")
    let json = try JSON.read(Array(text.utf8))
    #expect(json["format"] == "nabla report" && json["kind"] == "evaluation")
    #expect(json["blocks"] != nil && text.hasSuffix("}\n"))
  }

  @Test func `a report is written anew over its own file, and over no other`() throws {
    try TemporaryFolder.use { folder in
      let made =
        Self.made + "save e, \"e.md\"; save e, \"e.md\"; save e, \"e.json\"; save e, \"e.json\""
      #expect(!Transcript(folder: folder).run(made).contains("error E"))
    }
  }

  @Test(arguments: ["e", "e.txt", "e.safetensors"])
  func `a name of no form of reports is refused`(name: String) throws {
    let said = printed(Self.made + "save e, \"\(name)\"")
    #expect(said.contains("error E0505: reports are saved as HTML, Markdown, JSON and CSV"))
    #expect(said.contains("end the name with .html, .md, .json or .csv"))
    // What a chart can be written as, it is told how.
    #expect(said.contains("`plot e, to=") == (name == "e.txt"))
  }

  @Test func `what is no model, run or report is refused`() {
    #expect(printed("save 3, \"x.md\"").contains("a model, a run or a report"))
  }
}
