import Support
import Testing

@testable import Terminal

/// What is wider than the window is broken between words, and tables between their columns.
@Suite("Text in narrow windows")
struct WrappedTextTests {
  private static let table = """
    model m: [8, 16] -> [8, 4]
      layer                 kind                 shape    activation  parameters    MACs
      multi_head_attention  layer_normalization  [8, 16]                      32       0
      dense                 dense                [8, 4]                       68     512
      total                                                                  100     512  5.55 MB
    """

  private func rows(_ text: String, _ columns: Int) -> [String] {
    WrappedText.wrap(text, to: columns).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  @Test(arguments: [48, 59, 79])
  func `a table is cut between its columns, behind the first once more`(columns: Int) {
    let shown = rows(Self.table, columns)
    #expect(shown.allSatisfy { TextWidth.columns(of: $0) <= columns }, "\(shown)")
    let dense = shown.filter { $0.hasPrefix("  dense ") }
    let heads = shown.filter { $0.hasPrefix("  layer ") }
    #expect(dense.count == heads.count && dense.count > 1)
    let whole = dense.joined(separator: " ").split(separator: " ")
    for cell in ["[8,", "4]", "68", "512"] { #expect(whole.contains { $0 == cell }) }
    #expect(shown.contains { $0.contains("5.55 MB") })
  }

  @Test func `what fits is left as it is`() {
    #expect(WrappedText.wrap(Self.table, to: 100) == Self.table)
  }

  @Test(arguments: [20, 30, 40, 60, 80, 110])
  func `no word is broken that fits into the window`(columns: Int) {
    for text in [Self.table, PromptKey.card(columns), Self.summary] {
      let words = Set(text.split { $0 == " " || $0 == "\n" })
      for row in rows(text, columns) {
        #expect(row.split(separator: " ").allSatisfy { words.contains($0) }, "\(columns): \(row)")
        let isOneWord = row.split(separator: " ").count == 1
        #expect(TextWidth.columns(of: row) <= columns || isOneWord, "\(columns): \(row)")
      }
    }
  }

  private static let summary = """
      a_name_of_some_length   a_word_that_is_long and more of it behind
      1,024 FLOPs a sample; training with adam, batch_size=32: optimizer 800 B, activations 61.2 KB
    """

  @Test func `a number stays with its unit`() {
    for columns in 20...90 {
      for row in rows(Self.summary, columns) {
        #expect(!row.hasSuffix("800") && !row.hasSuffix("61.2") && !row.hasSuffix("1,024"))
      }
    }
  }

  @Test func `the keys stand in two columns where they fit and one below the other elsewhere`() {
    #expect(PromptKey.card(79).contains("search the history         M-.       last word"))
    let narrow = PromptKey.card(59).split(separator: "\n")
    #expect(narrow.contains("M-.            last word of the last entry"))
    #expect(narrow.contains("C-r  C-s       search the history"))
  }

  @Test func `a paragraph that is broken already is broken once`() {
    let text = """
      train  (verb)
        a summary that is as long as a row of a terminal can be, or longer
        train model, data
        What is left out follows from the data and the last layer of the model: the loss from the last
        activation and the targets, the optimizer is adam.
          epochs  How often. Default: 1.
        example: train m, d
      """
    let rows = WrappedText.wrap(WrappedText.joined(text), to: 59).split(separator: "\n")
    #expect(
      rows.map(String.init) == [
        "train  (verb)", "  a summary that is as long as a row of a terminal can be,",
        "    or longer", "  train model, data",
        "  What is left out follows from the data and the last layer",
        "    of the model: the loss from the last activation and the",
        "    targets, the optimizer is adam.",
        "    epochs  How often. Default: 1.", "  example: train m, d",
      ])
  }

  @Test func `a row that is cut ends with a whole word`() {
    #expect(WrappedText.clipped("r  run  loss 0.6973, accuracy 0.5", to: 20) == "r  run  loss …")
    #expect(WrappedText.clipped("short", to: 20) == "short")
  }
}
