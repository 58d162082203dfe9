import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// A model of texts that is asked about a text which is the name of a file, or looks like one.
@Suite("Texts that look like files")
struct AskedTextTests {
  private func ask(_ question: String) throws -> String {
    try TemporaryFolder.use { folder in
      let rows = (0..<6).map { "\($0 % 2 == 0 ? "good day" : "bad night"),\($0 % 2)\n" }
      try AtomicFile.write(Array(("text,y\n" + rows.joined()).utf8), to: folder + "/a.csv")
      try AtomicFile.write(Array("text\nsuch a day\nsuch a night\n".utf8), to: folder + "/new.csv")
      try AtomicFile.write(Array("so good\n".utf8), to: folder + "/one.txt")
      return Transcript(folder: folder).run(
        """
        d = data csv("a.csv", target="y") { words 4, columns="text" }
        m = model d { embedding d.vocab, 2; global_average_pooling1d; dense 2, activation=softmax }
        train m, d, epochs=1, loss=sparse_categorical_crossentropy
        print "asked"
        \(question)
        """
      ).split(separator: "asked\n").last.map(String.init) ?? ""
    }
  }

  @Test func `a table whose text is the target says so`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<30).map { "\($0 % 2 == 0 ? "ham" : "spam"),text number \($0) of many\n" }
      try AtomicFile.write(Array(rows.joined().utf8), to: folder + "/sms.csv")
      for word in ["words", "chars"] {
        let said = Transcript(folder: folder).run(
          "d = data csv(\"sms.csv\", header=false) { split 80%, 20%; \(word) 20 }")
        #expect(
          said.contains("sms.csv has none beside its target \"column_2\"")
            && said.contains("target=\"…\""), "\(said)")
      }
    }
  }

  @Test func `the name of a table that is there is read`() throws {
    let said = try ask("predict m, \"new.csv\"")
    #expect(said.contains("predictions: 2 rows"), "\(said)")
  }

  @Test func `a name without a file is a text, and a warning says so`() throws {
    let said = try ask("predict m, \"missing.csv\"")
    #expect(
      said.contains(
        "warning W0075: \"missing.csv\" is answered as a text: there is no file of that name"),
      "\(said)")
  }

  @Test func `another file's name is a text, and a warning says so`() throws {
    #expect(
      try ask("predict m, \"one.txt\"").contains(
        "warning W0075: \"one.txt\" is answered as a text, not the file of that name"))
  }

  @Test func `texts are answered without a word`() throws {
    for text in ["so good", "read new.csv", "", "a.b", "it ended in new.csv today."] {
      let said = try ask("predict m, \"\(text)\"")
      #expect(!said.contains("W0075"), "\(text): \(said)")
    }
  }
}
