import Glibc
import Support
import Testing
import TestSupport

/// `kill -9` at many moments of a training: the session is found at once, and the run is there as it
/// was last kept.
///
/// `NABLA_KILLS` says at how many moments; without it there are few enough for every day.
@Suite(.enabled(if: Product.isThere, Product.skipReason), .serialized)
struct KillTests {
  private static let count = Environment.value("NABLA_KILLS").flatMap { Int($0) } ?? 5

  private let setup = """
    d = data generated(moons, 100)\r\
    m = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }\r\
    x = sum(m.dense.kernel)\r
    """

  @Test(arguments: 0..<count, [false, true])
  func `a killed training is there after nabla recover`(moment: Int, isBackground: Bool) throws {
    try TemporaryFolder.use { folder in
      // An older session that was lost: it is not the one that is meant.
      let older = try Product.prompt(in: folder)
      older.type("older = 1\r")
      try older.wait(forLine: "nabla[2]>")
      older.signal(SIGKILL)
      _ = older.exitStatus()

      let terminal = try Product.prompt(in: folder)
      terminal.type(setup)
      try terminal.wait(forLine: "nabla[4]>")
      terminal.type("r = train m, d, epochs=100000000\(isBackground ? " &" : "")\r")
      // At the first moments the input may not have run at all; later what it has shown tells the
      // moments apart.
      if moment > 1 {
        try terminal.wait(for: "the training") {
          isBackground ? $0.cursorLine.hasPrefix("nabla[5] r ") : $0.brailleCount > 0
        }
      }
      let shown = terminal.output.count + moment * (isBackground ? 20 : 60)
      try terminal.wait(for: "so much output") { _ in terminal.output.count >= shown }
      terminal.signal(SIGKILL)

      // At once, without waiting for the end of the process.
      let again = try PseudoTerminal(
        [try #require(Product.binary), "recover"], environment: Product.surroundings(folder),
        rows: 50, columns: 100)
      try again.wait(forText: "recovered the session of")
      again.type("x == x\r")
      try again.wait(for: "the value") { $0.lines.contains("true") }
      let lines = try journals(in: folder + "/state/nabla/journal").flatMap {
        try InputFile.read($0, limit: 1 << 20).split(separator: 0x0A)
      }
      let hasBegun = lines.contains {
        String(decoding: $0, as: UTF8.self).contains("\"kind\":\"train\"")
      }
      if moment > 1 { #expect(hasBegun) }
      if hasBegun {
        #expect(again.screen.text.contains("W0028: `r` was on when the session was lost"))
        again.type("s = resume r, epochs=1\r")
        again.type("s.step > r.step\r")
        try again.wait(for: "the steps", seconds: 60) { screen in
          screen.lines.count { $0 == "true" } == 2
        }
      }
      again.type(":quit\r")
      #expect(again.exitStatus() == 0)
      _ = terminal.exitStatus()
      // What came back is not lost any more.
      let list = try Product.run(
        ["recover", "--list"], environment: ["XDG_STATE_HOME": folder + "/state"])
      #expect(list.output.split(separator: "\n").count { $0.contains("lost") } == 1)
    }
  }

  @Test func `a session that lives, or is suspended, is not recovered`() throws {
    try TemporaryFolder.use { folder in
      let first = try Product.prompt(in: folder)
      first.type("a = 1\r")
      try first.wait(forLine: "nabla[2]>")
      let environment = ["XDG_STATE_HOME": folder + "/state"]
      #expect(
        try Product.run(["recover", "--list"], environment: environment).output
          == "no session is kept\n")
      first.signal(SIGSTOP)
      #expect(
        try Product.run(["recover", "--list"], environment: environment).output
          == "no session is kept\n")
      let second = try Product.prompt(in: folder)
      second.type("b = 1\r")
      try second.wait(forLine: "nabla[2]>")
      second.signal(SIGKILL)
      _ = second.exitStatus()
      let list = try Product.run(["recover", "--list"], environment: environment).output
      #expect(list.contains("lost") && list.contains("b = 1") && !list.contains("a = 1"))
      first.signal(SIGCONT)
      first.type("a + 41\r")
      try first.wait(forText: "42")
      first.signal(SIGKILL)
      _ = first.exitStatus()
    }
  }
}

/// The files in a folder that are journals.
private func journals(in folder: String) -> [String] {
  var paths: [String] = []
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(".jsonl") { paths.append(folder + "/" + name) }
  }
  return paths
}
