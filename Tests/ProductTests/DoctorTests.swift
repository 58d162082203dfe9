import Support
import Testing
import TestSupport

/// `nabla doctor`.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct DoctorTests {
  @Test func `a pipe is told as one, with machine, libraries and places`() throws {
    try TemporaryFolder.use { folder in
      let outcome = try Product.run(["doctor", "--threads", "3", "--data", folder + "/none"])
      #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
      for words in [
        "input or output is no terminal", "cores used", "for the kernel of Jupyter",
        "no such folder", "nothing runs first",
      ] {
        #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
      }
      #expect(
        outcome.output.split(separator: "\n").contains {
          $0.contains("cores used") && $0.contains("3")
        })
    }
  }

  @Test func `a terminal is told with its window and its colours`() throws {
    try TemporaryFolder.use { folder in
      let binary = try #require(Product.binary)
      let terminal = try PseudoTerminal(
        [binary, "doctor"], environment: Product.surroundings(folder), rows: 50, columns: 70)
      try terminal.wait(forText: "70 columns, 50 rows", seconds: 20)
      try terminal.wait(forText: "lines are edited in place", seconds: 20)
      try terminal.wait(forText: "history", seconds: 20)
      #expect(terminal.exitStatus(seconds: 10) == 0)
    }
  }
}
