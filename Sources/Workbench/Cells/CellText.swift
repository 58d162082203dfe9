import Language
import Support

/// What a cell's text tells without running it.
package enum CellText {
  /// Whether a record is about something that was done to a run, and not only seen of it.
  static func changesRun(_ record: String) -> Bool {
    guard let statement = Parser.parse(record).program.statements.first,
      case .intervention(let run, _, _, let body) = statement.kind
    else { return false }
    return body.contains { statement in
      switch statement.kind {
      case .assignment(let targets, _):
        targets.contains { $0.name.text == run.text && !$0.path.isEmpty }
      case .expression(let expression):
        if case .command(let command) = expression.kind {
          command.effects.contains(.endsRun)
        } else {
          false
        }
      default: false
      }
    }
  }

  /// The run that a record is about: `r` of `at r, step=20 { … }`.
  static func changedRun(_ record: String) -> String? {
    guard record.hasPrefix("at "),
      let statement = Parser.parse(record).program.statements.first,
      case .intervention(let run, _, _, _) = statement.kind
    else { return nil }
    return run.text
  }

  /// The run and the step of `at r, step=20 { … }`.
  static func changedStep(_ record: String) -> (run: String, step: Int)? {
    guard record.hasPrefix("at "),
      let statement = Parser.parse(record).program.statements.first,
      case .intervention(let run, let unit, let step, _) = statement.kind, unit.text == "step",
      case .number(let number) = step.kind, let step = Int(whole: number)
    else { return nil }
    return (run.text, step)
  }

  /// What a record says inside `at r, step=20 { … }`; `nil` where that speaks of the run itself.
  static func body(of record: String, without name: String) -> String? {
    guard let statement = Parser.parse(record).program.statements.first,
      case .intervention(_, _, _, let body) = statement.kind,
      let first = body.first, let last = body.last
    else { return nil }
    var mentioned = MentionedNames()
    mentioned.visit(body)
    let bytes = Array(record.utf8)
    guard !mentioned.names.contains(name), !changesRun(record),
      first.span.start <= last.span.end, last.span.end <= bytes.count
    else { return nil }
    return String(decoding: bytes[first.span.start..<last.span.end], as: UTF8.self)
      + (last.isSilenced ? ";" : "")
  }

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
      cell.records.contains(where: { $0.hasPrefix("at ") && !CellText.changesRun($0) })
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
