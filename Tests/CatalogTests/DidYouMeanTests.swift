import Testing

@testable import Catalog

@Suite struct DidYouMeanTests {
  @Test(arguments: [
    ("tahn", "tanh", 1), ("dens", "dense", 1), ("activaton", "activation", 1), ("relu", "relu", 0),
    ("reul", "relu", 1), ("epcosh", "epochs", 2), ("", "ab", 2), ("abc", "", 3),
  ])
  func `edits are counted with swaps of neighbours`(first: String, second: String, edits: Int) {
    #expect(DidYouMean.distance(first, second, atMost: 3) == edits)
    #expect(DidYouMean.distance(second, first, atMost: 3) == edits)
  }

  @Test func `a distance above the limit is not given`() {
    #expect(DidYouMean.distance("sigmoid", "softmax", atMost: 2) == nil)
  }

  @Test func `the closest names come first, equal ones in the order of the alphabet`() {
    #expect(DidYouMean.closest(to: "tahn", among: ["relu", "tanh", "than"]) == ["tanh", "than"])
    #expect(DidYouMean.closest(to: "tahn", among: ["tan", "tanh"]) == ["tanh", "tan"])
    #expect(DidYouMean.closest(to: "xyz", among: ["relu", "tanh"]).isEmpty)
  }

  @Test func `case and underscores do not count`() {
    let names = ["batch_normalization", "dense"]
    #expect(DidYouMean.closest(to: "BatchNormalization", among: names) == ["batch_normalization"])
    #expect(DidYouMean.closest(to: "Dense", among: names) == ["dense"])
  }

  @Test func `one letter is never taken for another`() {
    #expect(DidYouMean.closest(to: "h", among: ["x", "y"]).isEmpty)
  }

  @Test func `a very long word is not compared at all`() {
    let word = String(repeating: "a", count: 100_000)
    #expect(DidYouMean.closest(to: word, among: ["dense"]).isEmpty)
  }

  @Test func `words of other libraries are known, when the thing exists`() {
    #expect(DidYouMean.synonym(of: "linear", among: ["dense"]) == "dense")
    #expect(DidYouMean.synonym(of: "nn.Linear", among: ["dense"]) == "dense")
    #expect(DidYouMean.synonym(of: "conv", among: ["dense"]) == nil)
    #expect(
      DidYouMean.synonym(of: "CrossEntropyLoss", among: ["sparse_categorical_crossentropy"])
        == "sparse_categorical_crossentropy(from_logits=true)")
  }

  @Test func `no word stands for itself`() {
    for (word, meanings) in Synonyms.table {
      #expect(!meanings.contains(word) && !meanings.isEmpty)
      #expect(word == word.lowercased())
    }
  }

  @Test func `there are nine aliases`() {
    #expect(Aliases.table.count == 9)
  }
}
