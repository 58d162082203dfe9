import Programs

/// Cells of Python in nabla's words, to stand beside them.
enum TranslatedCells {
  /// One text for each cell, `nil` where nothing of it is understood; empty for notebooks without Keras.
  static func of(_ cells: [String]) -> [String?] {
    guard cells.reduce(0, { $0 + $1.utf8.count }) <= KerasProgram.longest else { return [] }
    let programs = KerasProgram.translate(cells: cells)
    guard programs.contains(where: \.usesKeras) else { return [] }
    return programs.map { program in
      var lines = program.text.split(separator: "\n", omittingEmptySubsequences: false)
      while lines.last?.isEmpty == true { lines.removeLast() }
      // Comments alone are the cell again.
      let says = lines.contains { line in
        line.first { $0 != " " }.map { $0 != "#" } ?? false
      }
      return says ? lines.joined(separator: "\n") : nil
    }
  }
}
