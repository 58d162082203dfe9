import Programs
import Support

/// Cells of Python in nabla's words, to stand beside them.
struct TranslatedCells {
  /// More lines that are not understood are counted only.
  private static let mostTold = 10

  /// One text for each cell, `nil` where nothing of it is understood; empty for notebooks without Keras.
  let texts: [String?]
  /// What is not understood, a line each.
  let remarks: [String]

  init(_ cells: [String]) {
    guard cells.reduce(0, { $0 + $1.utf8.count }) <= KerasProgram.longest else {
      (texts, remarks) = ([], ["its code is too long to be put into lines of nabla"])
      return
    }
    let programs = KerasProgram.translate(cells: cells)
    guard programs.contains(where: \.usesKeras) else {
      (texts, remarks) = ([], [])
      return
    }
    texts = programs.map(Self.text)
    let left = programs.enumerated().flatMap { cell, program in
      program.remarks.filter { $0.kind == .left }.map { remark in
        "code cell \(cell + 1), line \(remark.line) is not understood: "
          + Sanitizer.visibleLine(remark.text)
      }
    }
    let more = left.count - Self.mostTold
    remarks =
      left.prefix(Self.mostTold)
      + (more > 0 ? ["\(NumberText.count(more, "more line")) of Python are not understood"] : [])
  }

  private static func text(_ program: KerasProgram) -> String? {
    var lines = program.text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    // Comments alone are the cell again.
    let says = lines.contains { line in
      line.first { $0 != " " }.map { $0 != "#" } ?? false
    }
    return says ? lines.joined(separator: "\n") : nil
  }
}
