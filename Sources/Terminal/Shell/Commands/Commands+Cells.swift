import Support

// Inputs of this session as cells: looked at, edited and run again in their places.
extension Commands {
  static var cells: [Command] { [list, edit, rerun, refresh, why] }

  static var list: Command {
    Command(
      "list", "print the inputs of this session, and which of them are stale", usage: "[from-to]",
      example: ":list 3-9"
    ) { shell, argument in
      guard let range = InputRange(argument) else { return shell.usage(of: "list") }
      let cells = shell.session.cells.enumerated().filter { range.contains($0.offset + 1) }
      let lines = cells.map { index, cell in
        let text = "[\(index + 1)] \(cell.source)" + (remark(on: cell).map { "  # " + $0 } ?? "")
        let shown = shell.wrapped(Sanitizer.visible(text))
        return cell.isShadowed && shell.capabilities.hasColor
          ? TextColor.dim.applied(to: shown) : shown
      }
      if lines.isEmpty {
        shell.gate.result("no inputs")
      } else {
        shell.gate.rendered(lines.joined(separator: "\n") + "\n")
      }
      return .done
    }
  }

  private static func remark(on cell: ShellCell) -> String? {
    if cell.hasFailed { return "failed" }
    if !cell.hasEffect { return "taken back" }
    if let reason = cell.staleness { return "stale: " + reason }
    return cell.isShadowed ? "shadowed: its names have other values below" : nil
  }

  static var edit: Command {
    Command(
      "edit", "put an input on the line; Enter runs it again in its place", usage: "[number]",
      example: ":edit 3",
      details: """
        Without a number it is the last one. C-x C-e opens it in $VISUAL or $EDITOR. What stands on it
        is stale then: `:list` marks it, `:refresh` runs it again.
        """
    ) { shell, argument in
      let cells = shell.session.cells
      guard let number = argument.isEmpty ? cells.count : Int(argument) else {
        return shell.usage(of: "edit", hint: "type `\(first(of: argument))`, then change the line")
      }
      guard cells.indices.contains(number - 1) else {
        shell.noCell(number, of: cells.count)
        return .done
      }
      shell.preset = cells[number - 1].source
      shell.editedCell = number
      return .done
    }
  }

  /// `:edit 1` of `:edit 1 x = 9`.
  private static func first(of argument: String) -> String {
    let number = argument.prefix { !$0.isWhitespace }
    return Int(number) == nil ? ":edit 1" : ":edit \(number)"
  }

  static var rerun: Command {
    Command(
      "rerun", "run inputs again in their places", usage: "[from-to]", example: ":rerun 3-5",
      details: "Each sees what the inputs above it gave. The first that fails ends it."
    ) { shell, argument in
      let cells = shell.session.cells
      guard let range = InputRange(argument.isEmpty ? "\(cells.count)" : argument) else {
        return shell.usage(of: "rerun")
      }
      let numbers = cells.indices.map { $0 + 1 }.filter(range.contains)
      guard !numbers.isEmpty else {
        shell.noCell(nil, of: cells.count)
        return .done
      }
      shell.session.asOneAction {
        for number in numbers where !shell.rerun(number, cells[number - 1].source) { break }
      }
      return .done
    }
  }

  static var refresh: Command {
    Command(
      "refresh", "run again what is stale; what trains is asked about first",
      details: """
        A training that stands on the same values as before is used again and takes no time.
        """
    ) { shell, _ in
      var (count, left, isAll) = (0, [Int](), false)
      shell.session.asOneAction {
        for index in shell.session.cells.indices {
          // What ran before may have put this one right.
          let cell = shell.session.cells[index]
          guard cell.hasEffect, !cell.hasFailed, let reason = cell.staleness else { continue }
          if cell.trains, !isAll {
            switch shell.asksToTrain(index + 1, cell, reason) {
            case .yes: break
            case .all: isAll = true
            case .no:
              left.append(index + 1)
              continue
            }
          }
          count += 1
          if !shell.rerun(index + 1, cell.source) { break }
        }
      }
      if count == 0, left.isEmpty { shell.gate.result("nothing is stale") }
      if !left.isEmpty {
        let numbers = left.map(String.init).joined(separator: ", ")
        shell.gate.notice("left as they are: \(numbers)\nhint: `:rerun \(left[0])` trains again")
      }
      return .done
    }
  }

  static var why: Command {
    Command("why", "tell why an input is stale", usage: "number", example: ":why 3") {
      shell, argument in
      guard let number = Int(argument) else { return shell.usage(of: "why") }
      let cells = shell.session.cells
      guard cells.indices.contains(number - 1) else {
        shell.noCell(number, of: cells.count)
        return .done
      }
      let cell = cells[number - 1]
      shell.gate.result(
        cell.staleness.map { "input \(number): \($0)" } ?? "input \(number) is up to date")
      return .done
    }
  }
}

extension Shell {
  fileprivate enum TrainAnswer {
    case yes, no, all
  }

  fileprivate func noCell(_ number: Int?, of count: Int) {
    gate.notice(
      (number.map { "there is no input \($0)" } ?? "no input has such a number")
        + "\nhint: " + (count == 0 ? "none has run yet" : "`:list` shows the \(count) there are"))
  }

  /// Runs an input again under its number; answers whether it ran to its end.
  fileprivate func rerun(_ number: Int, _ source: String) -> Bool {
    let lines = source.split(separator: "\n")
    gate.notice("[\(number)] \(lines.first ?? "")" + (lines.count > 1 ? " …" : ""))
    return run(source: source, at: number) == .completed
  }

  /// Whether an input that trains is to run again.
  fileprivate func asksToTrain(_ number: Int, _ cell: ShellCell, _ reason: String) -> TrainAnswer {
    guard editor != nil else { return .no }
    let time = "\(NumberText.significant(cell.seconds, digits: 2)) s"
    gate.notice("input \(number) trains, which took \(time) the last time; it is stale: \(reason)")
    switch answer(to: "train again? y, n, or a for all: ")?.lowercased().first {
    case "y": return .yes
    case "a": return .all
    default: return .no
    }
  }
}
