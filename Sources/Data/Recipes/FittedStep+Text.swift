import Formats
import Support

extension FittedStep {
  /// The step as a line of `data … { }`, with a remark behind it: `impute median "age"   # 28`.
  package var line: String {
    if let computed {
      return computed.name == computed.formula.text
        ? "features \(computed.name)" : "column(\(computed.name) = \(computed.formula.text))"
    }
    if let lags { return lags.line }
    let written = ([word] + (options.isEmpty ? [] : [options])).joined(separator: " ")
    if word == "words" || word == "chars" || word == "bpe" {
      let columns = changes.map { Sanitizer.visible(QuotedText.of($0.column)) }.joined(
        separator: ", ")
      return "\(written), columns=[\(columns)]" + (remark.isEmpty ? "" : "  # \(remark)")
    }
    let names =
      isOfAllColumns
      ? "" : changes.map { " " + Sanitizer.visible(QuotedText.of($0.column)) }.joined()
    return written + names + (remark.isEmpty ? "" : "  # \(remark)")
  }

  /// The step without its remark in lines of at most so many characters, which read as one when they are pasted: names
  /// that have no room stand behind a comma and the end of a line. A longer name has a line of its own.
  package func lines(width: Int) -> [String] {
    let whole = String(line.dropLast(remark.isEmpty ? 0 : remark.count + "  # ".count))
    guard whole.count > width, computed == nil, lags == nil, !isOfAllColumns else { return [whole] }
    let head = options.isEmpty ? word : "\(word) \(options),"
    var lines = [head]
    for (place, change) in changes.enumerated() {
      let name = " " + Sanitizer.visible(QuotedText.of(change.column))
      let isLast = place == changes.count - 1
      if lines[lines.count - 1].count + name.count + (isLast ? 0 : 1) > width, place > 0 {
        lines.append("   ")
      }
      lines[lines.count - 1] += name + (isLast ? "" : ",")
    }
    return lines
  }

  /// Steps that without names act on all that suit print without them.
  private var isOfAllColumns: Bool {
    word == "standardize" || word == "min_max" || word == "rescale"
  }
}

extension FittedStep {
  /// What was learnt of a column, in the step's own words.
  package func learnt(_ change: ColumnChange) -> String {
    guard case .scale(let offset, let factor) = change else { return change.learnt }
    switch word {
    case "standardize": return change.learnt
    case "min_max":
      return "\(NumberText.general(offset)) … \(NumberText.general(offset + 1 / factor))"
    default: return options
    }
  }
}

extension ColumnChange {
  /// What was learnt, in a few words; empty where there is nothing to say.
  package var learnt: String {
    switch self {
    case .drop, .logarithm, .days, .clean, .tokens: ""
    case .fillNumber(let number): NumberText.general(number)
    case .fillWord(let word): Sanitizer.visible(word)
    case .clip(let low, let high): "\(NumberText.general(low)) … \(NumberText.general(high))"
    case .scale(let offset, let factor):
      "mean \(NumberText.general(offset)), deviation \(NumberText.general(1 / factor))"
    case .oneHot(let words), .ordinal(let words):
      words.prefix(4).map(Sanitizer.visible).joined(separator: ", ")
        + (words.count > 4 ? ", \(words.count - 4) more" : "")
    case .bins(let edges):
      edges.prefix(4).map { NumberText.general($0) }.joined(separator: ", ")
        + (edges.count > 4 ? ", \(edges.count - 4) more" : "")
    }
  }
}
