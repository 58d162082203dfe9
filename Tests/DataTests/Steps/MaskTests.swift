import Engine
import Data
import Testing

@Suite("Masks that are drawn for each batch")
struct MaskTests {
  private func masked(_ share: Double = 0.15, seed: UInt64 = 8) throws -> Dataset {
    try text(
      String(repeating: "beautiful is better than ugly. ", count: 40),
      line("chars", .number(24)), line("mask", .number(share)),
      context: DataContext(seed: seed))
  }

  @Test func `each batch hides other tokens, and the same step the same ones`() throws {
    let samples = try masked().train
    let first = samples.batch(0..<32, step: 0)
    let again = samples.batch(0..<32, step: 0)
    let second = samples.batch(0..<32, step: 1)
    #expect(first.inputs[0].doubles == again.inputs[0].doubles)
    #expect(first.y.doubles == again.y.doubles)
    #expect(first.y.doubles != second.y.doubles)
    #expect(
      samples.batch(0..<32, step: 0).y.doubles
        != (try masked(seed: 9)).train.batch(0..<32, step: 0).y.doubles)
  }

  @Test func `a row's masks do not depend on the others of its batch`() throws {
    let samples = try masked().train
    let whole = samples.batch(0..<8, step: 5).y.wholeRows
    let part = samples.batch(0..<3, step: 5).y.wholeRows
    #expect(Array(whole.prefix(3)) == part)
  }

  @Test func `targets are asked for where tokens were chosen, and -1 elsewhere`() throws {
    let data = try masked()
    let mask = try #require(data.vocabularies.first?[.mask])
    #expect(mask == data.vocabularies.first.map { $0.count - 1 })
    let original = data.x.wholeRows
    let batch = data.train.batch(0..<200, step: 3)
    var (chosen, hidden, other, count) = (0, 0, 0, 0)
    for (row, (x, y)) in zip(batch.inputs[0].wholeRows, batch.y.wholeRows).enumerated() {
      for place in x.indices {
        count += 1
        guard y[place] >= 0 else {
          #expect(x[place] == original[row][place])
          continue
        }
        #expect(y[place] == original[row][place])
        chosen += 1
        if x[place] == mask { hidden += 1 } else if x[place] != y[place] { other += 1 }
      }
    }
    // 15 % of 4,800, of which 80 % are hidden and 10 % replaced: five deviations on both sides.
    #expect(abs(Double(chosen) / Double(count) - 0.15) < 0.026)
    #expect(abs(Double(hidden) / Double(chosen) - 0.8) < 0.08)
    #expect(abs(Double(other) / Double(chosen) - 0.1) < 0.06)
  }

  @Test func `what only measures is masked once, whatever the batch`() throws {
    let samples = try masked().train
    let whole = samples.batch(0..<64, step: nil)
    let part = samples.batch(32..<64, step: nil)
    #expect(Array(whole.y.wholeRows.suffix(32)) == part.y.wholeRows)
    #expect(whole.y.doubles.contains { $0 >= 0 } && whole.y.doubles.contains(-1))
  }

  @Test func `the numbers of the data stay as they were read`() throws {
    let data = try masked()
    #expect(data.x.doubles == data.y.doubles)
    #expect(data.train.ignoredClass == -1)
  }

  @Test func `everything can be hidden`() throws {
    let all = try text(
      "abcdefgh", line("chars", .number(4)),
      line(
        "mask", .number(1),
        named: [("mask_token_rate", .number(1)), ("random_token_rate", .number(0))]))
    let batch = all.train.batch(0..<4, step: 7)
    #expect(batch.inputs[0].doubles.allSatisfy { $0 == 8 })
    #expect(batch.y.doubles == all.x.doubles)
  }
}

@Suite("Masks of a table's texts")
struct ColumnMaskTests {
  @Test func `what fills a short text is not asked for, and the target gives way`() throws {
    let text =
      "review,kind\n"
      + (0..<40).map { "it is film number \($0)\($0 % 4 == 0 ? "" : " of many more"),k\($0 % 2)\n" }
      .joined()
    let (data, _) = try tableData(
      text, target: "kind",
      [
        line("split", .number(0.5), .number(0.5)), line("words", .number(10)),
        line("mask", .number(1)),
      ])
    #expect(data.target == nil && data.classNames.isEmpty && data.recipe?.target == nil)
    let batch = data.train.batch(0..<20, step: 0)
    for (token, asked) in zip(data.train.x.doubles, batch.y.doubles) {
      #expect(asked == (token == 0 ? -1 : token))
    }
    let mask = Double(data.vocabularies[0][.mask] ?? 0)
    for (token, shown) in zip(data.train.x.doubles, batch.inputs[0].doubles) where token == 0 {
      #expect(shown == 0 && shown != mask)
    }
    // Another batch has other masks, and validation and test always the same.
    #expect(batch.inputs[0].doubles != data.train.batch(0..<20, step: 1).inputs[0].doubles)
    let test = try #require(data.test)
    #expect(test.batch(0..<20, step: nil).y.doubles == test.batch(0..<20, step: nil).y.doubles)
  }
}
