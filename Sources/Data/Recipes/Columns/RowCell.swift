import Formats
import Support

/// What stands in one column of a row that comes by itself and not from a file.
package enum RowCell: Equatable, Sendable {
  /// Nothing.
  case gap
  /// `true` or `false`.
  case truth(Bool)
  /// Words.
  case text(String)
  /// A number; NaN is a gap.
  case number(Double)
}

extension TypedColumn {
  /// A column of the kind that its cells have: numbers where all are, else words.
  package init(_ name: String, cells: [RowCell]) {
    var (numbers, words): ([Double], [String?]) = ([], [])
    var isNumeric = true
    for cell in cells {
      switch cell {
      case .gap:
        numbers.append(.nan)
        words.append(nil)
      case .truth(let truth):
        isNumeric = false
        words.append(truth ? "true" : "false")
      case .text(let text):
        isNumeric = false
        words.append(text)
      case .number(let number):
        numbers.append(number)
        words.append(number.isNaN ? nil : NumberText.exact(number))
      }
    }
    guard isNumeric else {
      self.init(name, words: words)
      return
    }
    let isWhole =
      numbers.contains { !$0.isNaN } && numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    self.init(name, isWhole ? .wholes(numbers) : .numbers(numbers))
  }
}
