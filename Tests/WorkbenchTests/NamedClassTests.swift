import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Classes and columns that have names are told by them, in warnings and in charts.
@Suite("Classes by their names")
struct NamedClassTests {
  private static let flowers =
    "length,width,kind\n"
    + (0..<60).map { "\($0 % 20),\(20 - $0 % 20),\($0 < 54 ? "iris" : "rose")\n" }.joined()

  private static let copies =
    "a,b,y\n"
    + (0..<60).map { "\($0 * 7 % 13),\($0 * 5 % 17).5,\($0 * 5 % 17).5\n" }.joined()

  private func outputs(_ program: String) throws -> [Output] {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.flowers.utf8), to: folder + "/flowers.csv")
      let transcript = Transcript(folder: folder)
      transcript.interpreter.run(program)
      return transcript.host.take()
    }
  }

  private func printed(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.flowers.utf8), to: folder + "/flowers.csv")
      try AtomicFile.write(Array(Self.copies.utf8), to: folder + "/copies.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  private func words(_ program: String) throws -> [String] {
    try outputs(program).compactMap { output in
      if case .plot(let plot) = output { plot.description } else { nil }
    }
  }

  private static let start = """
    seed 1
    d = data csv("flowers.csv", target="kind") { split 75%, 25% }
    m = model d { dense 1, activation=sigmoid }

    """

  @Test func `the chart of counts has the names of the classes`() throws {
    let all = try words(
      Self.start + """
        e = evaluate m, d.test
        plot e
        plot e.confusion
        c = e.confusion
        plot c + c
        """)
    #expect(all.count == 3)
    for words in all {
      #expect(words.contains("iris") && words.contains("rose"), "\(words)")
    }
  }

  @Test func `counts of other data have numbers, and so have sums with them`() throws {
    let all = try words(
      Self.start + """
        e = evaluate m, d.test
        plot confusion([0, 1, 1], [0, 1, 0]) + e.confusion
        """)
    #expect(all.count == 1 && !all[0].contains("iris"), "\(all)")
  }

  @Test func `points stand under the names of their classes`() throws {
    let all = try outputs(
      Self.start
        + "k = data csv(\"flowers.csv\", target=\"kind\") { standardize }\nplot k\nplot m, k")
    let texts = all.compactMap { output -> String? in
      if case .plot(let plot) = output { plot.description } else { nil }
    }
    #expect(texts.contains { $0.contains("iris") }, "\(texts)")
  }

  @Test func `warnings name classes`() throws {
    let rare = try printed(Self.start + "train m, d, epochs=1")
    #expect(rare.contains("class \"iris\" is "), "\(rare)")
    #expect(rare.contains(" as class \"rose\""), "\(rare)")
    let parts = try printed(
      """
      d = data csv("flowers.csv", target="kind") { split 75%, 25%, shuffle=false }
      train model d { dense 1, activation=sigmoid }, d, epochs=1
      """)
    #expect(parts.contains("W0018: test has class \"rose\""), "\(parts)")
  }

  @Test func `warnings name columns`() throws {
    let told = try printed(
      """
      k = data csv("copies.csv", target="y") { split 80%, 20% }
      train model k { dense 1 }, k, epochs=1
      """)
    #expect(told.contains("W0046: feature \"b\" is the target"), "\(told)")
  }
}
