import Catalog
import Support
import Testing
import TestSupport
import Workbench

/// The manual pages that the program prints of itself.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct ManualTests {
  private func page(_ name: String) throws -> String {
    let outcome = try Product.run(["manual", name])
    #expect(outcome.status == 0 && outcome.error == "")
    return outcome.output
  }

  @Test func `the language's page has every word`() throws {
    let page = try page("nabla-language.7")
    for signature in Vocabulary.standard.catalog.signatures where signature.kind != .command {
      let term = signature.parameters.isEmpty ? signature.name : signature.callForm
      let form = term.replacing("-", with: "\\-")
      #expect(page.contains(".B \(form)\n"), "\(signature.name)")
    }
  }

  @Test func `the program's page has subcommands, commands, keys and files`() throws {
    let page = try page("nabla.1")
    for text in [
      ".SH NABLA RECOVER", ".B :watch [expression", "C\\-r", "NABLA_DATA", "130 interrupted",
      ".B 77\nnot permitted",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test(arguments: ["nabla.1", "nabla-session.5", "nabla-language.7"])
  func `every line is text or a request that man knows`(name: String) throws {
    let page = try page(name)
    #expect(page.hasPrefix(".TH NABLA"))
    let known = ["TH", "SH", "PP", "TP", "B", "br", "nf", "fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect(known.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
    }
    #expect(!page.contains("\u{1B}"))
  }

  @Test func `the example of a session holds`() throws {
    let page = try page("nabla-session.5")
    let start = try #require(page.firstRange(of: ".nf\n"))
    let rest = page[start.upperBound...]
    let end = try #require(rest.firstRange(of: "\n.fi"))
    let example = rest[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("\\&") ? $0.dropFirst(2) : $0 }.joined(separator: "\n")
      .replacing("\\-", with: "-").replacing("\\e", with: "\\")
    try TemporaryFolder.use { folder in
      let path = folder + "/example.nabla.md"
      try AtomicFile.write(Array(example.utf8), to: path)
      let outcome = try Product.run(["verify", path])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
      #expect(outcome.output.contains("1 ok"), "\(outcome.output)")
    }
  }

  @Test(arguments: [
    ("nabla", "nabla.1"), ("session", "nabla-session.5"), ("nabla-language", "nabla-language.7"),
    ("language", "nabla-language.7"),
  ])
  func `a page is found without its section`(_ short: String, _ full: String) throws {
    #expect(try Product.run(["manual", short]).output == Product.run(["manual", full]).output)
  }

  @Test func `an unknown page is a mistake of usage`() throws {
    let outcome = try Product.run(["manual", "nabla.2"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("there is nabla.1, nabla-session.5"))
  }
}
