import Language
import Support
import Workbench

/// What a cell's text tells without running it.
package enum CellText {
  /// Whether running it may take long.
  package static func trains(_ source: String) -> Bool {
    Lexer.tokenize(source).tokens.contains { Verbs.effects(of: $0.text).contains(.trains) }
  }
}

extension Cell {
  /// Whether it gave anything: it ran to its end, and was not taken back.
  package var hasEffect: Bool { effect != nil }
}

extension CellBook {
  /// The names of a cell that read a run that was on, with their values as a program writes them.
  ///
  /// Only where all of them are single numbers or truth values; empty otherwise.
  package func readValues(of cell: Cell) -> [String: String] {
    guard let effect = cell.effect, !effect.bound.isEmpty,
      cell.records.contains(where: { RunRecord($0).map { !$0.changesRun } ?? false })
    else { return [:] }
    var found: [String: String] = [:]
    for binding in effect.bound {
      switch binding.value {
      case .bool(let bool): found[binding.name] = bool ? "true" : "false"
      default:
        guard let number = binding.value.number, number.isFinite else { return [:] }
        found[binding.name] = NumberText.exact(number)
      }
    }
    return found
  }

  /// Cells whose names have all got other values below: nobody further down sees what they gave.
  package var shadowed: [Bool] {
    var later: Set<String> = []
    var found: [Bool] = []
    for cell in cells.reversed() {
      guard let effect = cell.effect else {
        found.append(false)
        continue
      }
      let names = effect.bound.map(\.name)
      let acts = !effect.changes.isEmpty || effect.settings != nil || effect.reseeded != nil
      found.append(!names.isEmpty && !acts && names.allSatisfy(later.contains))
      later.formUnion(names)
    }
    return found.reversed()
  }
}
