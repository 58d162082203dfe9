import Data
import Support

/// How it is said what was chosen.
enum PreparationText {
  /// What fits beside the indentation into the usual window: a line that is wrapped there cannot be pasted.
  private static let width = 76
  /// Remarks stand below one another behind lines up to this long.
  private static let column = 50

  /// "`prepare` for d, learnt from 713 training rows:"
  static func heading(of dataset: Dataset, as name: String) -> String {
    "`prepare` for \(name), learnt from \(Problems.count(dataset.trainingRowCount, "training row")):"
  }

  /// The chosen lines with their remarks below one another, as they can be pasted.
  static func lines(of dataset: Dataset) -> [String] {
    let steps = dataset.chosenSteps.map { (lines: $0.lines(width: width), remark: $0.remark) }
    let place =
      steps.filter { !$0.remark.isEmpty && $0.lines.count == 1 }
      .map { min($0.lines[0].count, column) }.max() ?? 0
    var lines: [String] = []
    for step in steps {
      let remark = step.remark.isEmpty ? "" : "# \(cut(step.remark))"
      let line = step.lines[0]
      let gap = String(repeating: " ", count: max(place - line.count, 0))
      let isBeside = step.lines.count == 1 && (line + gap).count + 2 + remark.count <= width
      if remark.isEmpty {
        lines += step.lines
      } else if isBeside {
        lines.append("\(line)\(gap)  \(remark)")
      } else {
        lines += [remark] + step.lines
      }
    }
    if let target = dataset.recipe?.target, target.isScaled {
      let scale = "(y − \(NumberText.general(target.offset))) / \(NumberText.general(target.scale))"
      let name = Sanitizer.visible(target.column)
      let said =
        "\(name) is learnt as \(scale), and so is the loss; metrics and predictions are in its own units"
      lines += wrapped(said, width - 2).map { "# " + $0 }
    }
    return lines.map { "  " + $0 }
  }

  private static func cut(_ remark: String) -> String {
    remark.count > width - 2 ? String(remark.prefix(width - 3)) + "…" : remark
  }

  /// A text in lines of whole words.
  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
