import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Rows that somebody types as in a spreadsheet.
@Suite struct RecordHabitTests {
  private static let training = """
    d = data csv("t.csv", target="left")
    m = model d { dense 2, activation=softmax }
    train m, d, epochs=1

    """

  private func said(_ line: String) throws -> String {
    let table = "age;distance km;left\n30;12,5;yes\n40;3,5;no\n50;7,25;yes\n35;1,5;no\n"
    return try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(table.utf8), to: folder + "/t.csv")
      return Transcript(folder: folder).run(Self.training + line)
    }
  }

  @Test(arguments: [
    ("{age: 30, distance km: 12}", "write `{\"distance km\": …}`"),
    ("{age: 30, distance in 2 km: 12}", "write `{\"distance in 2 km\": …}`"),
    ("{age: 30, \"distance km\": 12,5}", "write `12.5`"),
    ("{age: 30, \"distance km\": \"12,5\"}", "write `\"distance km\": 12.5`"),
    ("{age: \"old\", \"distance km\": 12}", "give it as whole numbers"),
  ])
  func `a mistake in a row is answered with what to type`(row: String, hint: String) throws {
    let text = try said("predict m, " + row)
    #expect(text.contains("hint: " + hint), "\(text)")
  }

  @Test(arguments: ["e = evaluate m, d; confusion(e)", "confusion(m)"])
  func `whoever asks a function for the confusion of a model is told how it is drawn`(line: String)
    throws
  {
    #expect(try said(line).contains("`plot e` draws the matrix"))
  }
}
