import Sessions
import Support
import Testing
import TestSupport

/// Random edits of what sessions store: digits, signs, order, omissions. Nothing is run: what is stored is what was
/// computed, which `make sessions` proves.
@Suite struct OutputEditTests {
  /// How many, from which seed; `make check` asks for more.
  private static let count = Environment.value("NABLA_EDITS").flatMap { Int($0) } ?? 1000

  private struct Stored {
    let name: String
    let cell: SessionCell
    let outputs: [StoredOutput]
    let rule: ComparisonRule
  }

  private func stored() throws -> [Stored] {
    let root = SourceFiles.root() + "/sessions"
    var all: [Stored] = []
    for folder in [root, root + "/course"] {
      for name in FolderListing.names(in: folder) where name.hasSuffix(".nabla.md") {
        let bytes = try InputFile.read(folder + "/" + name, limit: SessionLimits.fileBytes)
        let document = try SessionDocument.parse(bytes, name: name)
        let math = try #require(document.frontMatter.recordedMath)
        for cell in document.cells where !cell.outputs.isEmpty && !cell.options.isVolatile {
          guard let rule = document.rule(for: cell, math: math) else { continue }
          all.append(
            Stored(
              name: name, cell: cell, outputs: cell.outputs.map(\.output.withoutView), rule: rule))
        }
      }
    }
    return all
  }

  @Test func `at least 999 of 1,000 random edits of stored outputs are caught`() throws {
    let all = try stored()
    try #require(all.count > 100)
    var dice = Dice(seed: 18)
    var missed: [String] = []
    var (done, kinds) = (0, [OutputEdit: Int]())
    while done < Self.count {
      let one = dice.pick(all)
      let edit = dice.pick(OutputEdit.allCases)
      guard let edited = edit.applied(to: one.outputs, &dice), edited != one.outputs else {
        continue
      }
      done += 1
      kinds[edit, default: 0] += 1
      let comparison = OutputsComparison(
        stored: edited, computed: one.outputs, by: Comparison(one.rule))
      if comparison.agrees { missed.append("\(one.name), line \(one.cell.block.line): \(edit)") }
    }
    #expect(OutputEdit.allCases.allSatisfy { kinds[$0, default: 0] > Self.count / 100 })
    #expect(missed.count * 1000 <= Self.count, "\(missed)")
  }

  @Test func `what nobody has edited agrees, exactly and within tolerances`() throws {
    for one in try stored() {
      for tier in [ComparisonRule.Tier.exact, .numeric, .shape] {
        var rule = one.rule
        rule.tier = tier
        let comparison = OutputsComparison(
          stored: one.outputs, computed: one.outputs, by: Comparison(rule))
        #expect(comparison.agrees, "\(one.name), line \(one.cell.block.line)")
      }
    }
  }
}

/// One way in which a stored output may be tampered with, or damaged.
private enum OutputEdit: CaseIterable {
  case digit, sign, order, line, output, attribute

  /// The outputs with one edit; `nil` where there is no place for it.
  func applied(to outputs: [StoredOutput], _ dice: inout Dice) -> [StoredOutput]? {
    var outputs = outputs
    let index = dice.roll(outputs.count)
    var lines = outputs[index].body.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    switch self {
    case .digit:
      guard let text = otherDigit(outputs[index].body, &dice) else { return nil }
      outputs[index].body = text
    case .sign:
      var text = Array(outputs[index].body)
      let places = text.indices.filter {
        text[$0].isNumber && ($0 == 0 || text[$0 - 1] == " " || text[$0 - 1] == "[")
      }
      if places.isEmpty { return nil }
      text.insert("-", at: dice.pick(places))
      outputs[index].body = String(text)
    case .order:
      if lines.count < 2 { return nil }
      let place = dice.roll(lines.count - 1)
      lines.swapAt(place, place + 1)
      outputs[index].body = lines.joined(separator: "\n")
    case .line:
      if lines.count < 2 { return nil }
      lines.remove(at: dice.roll(lines.count))
      outputs[index].body = lines.joined(separator: "\n")
    case .output: outputs.remove(at: index)
    case .attribute:
      let keys = ["n", "digest", "code"].filter { outputs[index].attributes[$0] != nil }
      if keys.isEmpty { return nil }
      let key = dice.pick(keys)
      let value = outputs[index].attributes[key] ?? ""
      outputs[index].attributes.set(key, otherDigit(value, &dice))
    }
    return outputs
  }

  private func otherDigit(_ text: String, _ dice: inout Dice) -> String? {
    var text = Array(text)
    let places = text.indices.filter { text[$0].isASCII && text[$0].isNumber }
    if places.isEmpty { return nil }
    let place = dice.pick(places)
    let digits = Array("0123456789").filter { $0 != text[place] }
    text[place] = dice.pick(digits)
    return String(text)
  }
}
