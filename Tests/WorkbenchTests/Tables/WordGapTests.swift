import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Whole tables whose columns of words have gaps where those of the training had none.
@Suite("Gaps in words of whole tables")
struct WordGapTests {
  private static let training = """
    d = data csv("t.csv", target="y")
    m = model d { dense 2, activation=softmax }
    train m, d, epochs=2, batch_size=4, optimizer=adam(0.01)

    """

  private func said(_ asked: String, training: String = training, hasGaps: Bool = false)
    throws -> String
  {
    let rows = (0..<24).map {
      "\(20 + $0),\(["red", "blue", "green", ""][$0 % 8 == 7 && hasGaps ? 3 : $0 % 3]),\($0 % 2 == 0 ? "a" : "b")"
    }
    return try TemporaryFolder.use { folder in
      let table = "age,colour,y\n" + rows.joined(separator: "\n") + "\n"
      try AtomicFile.write(Array(table.utf8), to: folder + "/t.csv")
      try AtomicFile.write(Array(asked.utf8), to: folder + "/n.csv")
      return Transcript(folder: folder).run(training + "predict m, csv(\"n.csv\")")
    }
  }

  @Test func `a row without a word is answered, and told with its place and what it counts as`()
    throws
  {
    let text = try said("age,colour\n30,red\n31,\n32,blue\n33,\n")
    #expect(
      text.contains(
        "nothing stands in \"colour\" of row 1 and 1 other row, counted from 0: counted as none of its words"
      ),
      "\(text)")
    #expect(text.contains("predictions: ") && text.contains("`drop_missing \"colour\"`"), "\(text)")
  }

  @Test func `a table without gaps is answered in silence`() throws {
    let text = try said("age,colour\n30,red\n32,blue\n")
    #expect(text.contains("predictions: ") && !text.contains("nothing stands"), "\(text)")
  }

  @Test func `gaps that training filled are filled, and nothing is said`() throws {
    let filled = Self.training.replacing(
      "csv(\"t.csv\", target=\"y\")",
      with: "csv(\"t.csv\", target=\"y\") { impute most_frequent; one_hot; standardize }")
    let text = try said("age,colour\n30,red\n31,\n", training: filled, hasGaps: true)
    #expect(text.contains("predictions: ") && !text.contains("nothing stands"), "\(text)")
  }
}
