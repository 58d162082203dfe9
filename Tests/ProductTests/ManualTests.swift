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

  /// The lines between two requests of a page, as they were written.
  private func example(_ first: String, to last: String) throws -> String {
    let lines = try page("nabla.1").split(separator: "\n", omittingEmptySubsequences: false).map {
      ($0.hasPrefix("\\&") ? $0.dropFirst(2) : $0).replacing("\\-", with: "-")
        .replacing("\\e", with: "\\")
    }
    let start = try #require(lines.firstIndex { $0.hasPrefix(first) })
    let end = try #require(lines[start...].firstIndex { $0.hasPrefix(last) })
    return lines[start...end].joined(separator: "\n") + "\n"
  }

  @Test(.enabled(if: InputFile.exists("/usr/bin/systemd-analyze"), "there is no systemd"))
  func `systemd finds nothing wrong with the unit`() throws {
    try TemporaryFolder.use { folder in
      let binary = try #require(Product.binary)
      let unit = try example("[Unit]", to: "WantedBy=").replacing(
        "/usr/local/bin/nabla", with: binary)
      try AtomicFile.write(Array(unit.utf8), to: folder + "/nabla-serve.service")
      let said = folder + "/said"
      let status = try ChildProcess.run(
        ["/usr/bin/systemd-analyze", "verify", folder + "/nabla-serve.service"], output: said)
      let text = String(decoding: try InputFile.read(said, limit: 1 << 16), as: UTF8.self)
      #expect(status == 0 && !text.contains("nabla-serve"), "\(text)")
    }
  }

  /// What a Debian image has before anything is installed, as `apt` itself needs it, and what the image of the manual adds.
  @Test func `the image has every library of the program`() throws {
    let image = try example("FROM", to: "ENTRYPOINT")
    let packages = [
      "libmd": "libmd0", "libncursesw": "libncursesw6", "libedit": "libedit2", "libz": "zlib1g",
    ]
    let base: Set = [
      "linux-vdso", "libtinfo", "libm", "libstdc++", "libgcc_s", "libc", "ld-linux-x86-64",
      "libbsd", "libdl", "libpthread", "librt", "libutil",
    ]
    try TemporaryFolder.use { folder in
      let said = folder + "/said"
      _ = try ChildProcess.run(["/usr/bin/ldd", try #require(Product.binary)], output: said)
      let text = String(decoding: try InputFile.read(said, limit: 1 << 16), as: UTF8.self)
      // Swift's own libraries are linked into the program that is released.
      for line in text.split(separator: "\n") where !line.contains("swift") {
        let file = line.split(whereSeparator: \.isWhitespace).first?.split(separator: "/").last
        let name = String(file?.prefix { $0 != "." } ?? "")
        guard !base.contains(name) else { continue }
        let package = try #require(packages[name], "\(name) is in no package of the image")
        #expect(image.contains(package), "\(package)")
      }
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

  @Test func `the examples of a session hold, and nothing is to be said of them`() throws {
    let page = try page("nabla-session.5")
    let blocks = page.replacing("\n.fi\n", with: "\n.nf\n").split(separator: "\n.nf\n")
    let examples = blocks.filter { $0.hasPrefix("\\-\\-\\-") }.map { block in
      block.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("\\&") ? $0.dropFirst(2) : $0 }.joined(separator: "\n")
        .replacing("\\-", with: "-").replacing("\\e", with: "\\")
    }
    #expect(examples.count == 3)
    for (number, example) in examples.enumerated() {
      try TemporaryFolder.use { folder in
        let path = folder + "/example\(number).nabla.md"
        try AtomicFile.write(Array(example.utf8), to: path)
        let verified = try Product.run(["verify", path])
        #expect(verified.status == 0, "\(verified.output)\(verified.error)")
        #expect(verified.output.contains(" ok"), "\(verified.output)")
        let linted = try Product.run(["lint", path])
        #expect(linted.status == 0 && linted.output.hasSuffix(": fine\n"), "\(linted)")
      }
    }
  }

  @Test func `the page about sessions has every block, attribute, directive and question`() throws {
    let page = try page("nabla-session.5").replacing("\\-", with: "-")
    for word in [
      "nabla-out", "nabla-view", "nabla-try", "nabla-hint", "nabla-solution", "nabla-check",
      "nabla-quiz", "timeout=", "volatile", "expect=", "rtol=", "atol=", "verify=", "hide", "norun",
      "took=", "pace", "live", "name=", "n=", "digest=", "code=", "truncated", "attempts=", "time=",
      "optional", "from=", "goal=", "cell=", "answer=", "tol=", "pause", "section", "speed",
      "clear",
      "checkpoint", "only-if", "exists(", "uses(", "learnt(", "diverged(", "monotone(", "same(",
      "took(",
      "glossary.md", "title", "minutes", "needs", "author", "licence", "seed", "rng", "dtype",
      "recorded", "data",
    ] {
      #expect(page.contains(word), "\(word)")
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
