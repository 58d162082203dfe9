import Catalog
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// What the field speaks of and the language has no word for.
@Suite struct ConceptTests {
  @Test func `there are eighty and more, each under names of its own`() {
    #expect(Concepts.all.count >= 80)
    let names = Concepts.all.flatMap { [$0.name] + $0.otherNames }.map {
      $0.lowercased().filter { !" -_".contains($0) }
    }
    #expect(
      Set(names).count == names.count, "\(names.filter { one in names.count { $0 == one } > 1 })")
  }

  @Test(arguments: Concepts.all.map(\.name))
  func `a concept has two sentences, a line that works, and neighbours that are explained`(
    name: String
  ) throws {
    let concept = try #require(Concepts.found(name))
    #expect(
      (2...4).contains(concept.meaning.split(separator: ". ").count)
        || concept.meaning.contains(": "), "\(concept.meaning)")
    #expect(concept.meaning.hasSuffix(".") && !concept.meaning.contains("  "))
    #expect((1...3).contains(concept.seeAlso.count))
    let help = HelpText()
    for word in concept.seeAlso { #expect(help.whole(of: word) != nil, "\(name): ?\(word)") }
    guard !concept.line.hasPrefix("?") else {
      #expect(help.whole(of: String(concept.line.dropFirst())) != nil, "\(concept.line)")
      return
    }
    let said = Transcript().run(concept.line)
    #expect(!said.contains("error E"), "\(name): \(said)")
  }

  @Test(arguments: [
    ("epochs", "epoch"), ("Overfitting", "overfitting"), ("back-propagation", "backpropagation"),
    ("learning_rate", "learning rate"),
    ("softmax vs sigmoid", "softmax vs sigmoid"), ("MACs", "MAC"), ("FLOPs", "MAC"),
    ("minibatch", "batch"), ("GPT", "transformer"),
  ])
  func `a concept is found however it is written`(asked: String, name: String) {
    #expect(Concepts.found(asked)?.name == name)
    #expect(HelpText().whole(of: asked)?.contains("\(name)  (concept)") == true)
  }

  @Test func `words of the language keep their pages, and names of the user come first`() {
    let help = HelpText()
    #expect(help.whole(of: "softmax")?.contains("(concept)") == false)
    #expect(help.whole(of: "epoch", own: "epoch = 32")?.hasPrefix("epoch = 32") == true)
    #expect(help.whole(of: "nothing_of_the_kind") == nil)
  }

  @Test func `a search finds concepts and errors`() {
    let found = HelpText().search("overfit").map(\.name)
    #expect(found.contains("overfitting") && found.contains("loss curve"), "\(found)")
    #expect(HelpText().search("glossary").contains { $0.name == "W0066" })
  }
}
