import Books
import Glibc
import Support
import Workbench

// Inputs of this session, and programs in files.
extension Commands {
  static var files: [Command] { [save, saveOver, load] }

  static var folders: [Command] { [folder, printFolder] }

  static var save: Command {
    Command(
      "save", "write the inputs of this session to a program, a session, a notebook or a page",
      usage: "[from-to] file.nabla | file.nabla.md | file.ipynb | file.html",
      example: ":save 3-9 moons.nabla.md",
      details: """
        A session file is Markdown with what each input gave: `nabla verify` runs it again and compares,
        `nabla open` shows it as a notebook. file.ipynb is the same for Jupyter, and file.html a page by itself,
        charts as they were drawn. Inputs that failed are left out. What was done to a training
        that was on stands at its step, and one that is on ends where it is, so that the file gives the
        same again. Where a file is that this session did not write, it asks; `:save!` does not.
        """
    ) { shell, argument in write(shell, argument, replaces: false) }
  }

  static var saveOver: Command {
    Command(
      "save!", "the same, and replace the file that is there",
      usage: "[from-to] file.nabla | file.nabla.md | file.ipynb | file.html",
      example: ":save! moons.nabla.md"
    ) { shell, argument in write(shell, argument, replaces: true) }
  }

  private static func write(_ shell: Shell, _ argument: String, replaces: Bool) -> Command.Outcome {
    let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
    // What is no range is part of the name, which may have blanks.
    let first = words.count > 1 ? InputRange(words[0]) : nil
    let range = first ?? .all
    let path = QuotedText.plain(first == nil ? argument : words[1])
    guard !path.isEmpty, let kind = DocumentConversion.Kind(named: path) else {
      return shell.usage(of: replaces ? "save!" : "save")
    }
    guard replaces || shell.mayReplace(path) else { return .done }
    let (bytes, count): ([UInt8], Int)
    if kind != .program {
      (bytes, count) = shell.session.sessionFile(of: range, path: path)
    } else {
      let program = shell.session.program(of: range)
      (bytes, count) = (Array(program.text.utf8), program.count)
    }
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
      shell.savedFiles[RealPath.of(path) ?? path] = bytes
      shell.session.noteSaved(RealPath.of(path) ?? path)
      shell.gate.result("wrote \(NumberText.count(count, "input")) to \(path)")
      let remark =
        kind == .session || kind == .notebook
        ? shell.session.savingRemark(on: range, path: path) : ""
      if !remark.isEmpty { shell.gate.notice("note: " + remark) }
    } catch {
      shell.gate.notice(TerminalProblem.inputsNotSaved(error).diagnostic)
    }
    return .done
  }

  static var load: Command {
    Command("load", "run a program file here", usage: "file.nabla", example: ":load moons.nabla") {
      shell, argument in
      let argument = QuotedText.plain(argument)
      guard !argument.isEmpty else { return shell.usage(of: "load") }
      guard !argument.hasSuffix(".py") else {
        shell.gate.notice(TerminalProblem.pythonProgram(path: argument).diagnostic)
        return .done
      }
      do throws(FileError) {
        let bytes = try InputFile.read(argument, limit: 16 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          shell.gate.notice(TerminalProblem.programIsNoText(path: argument).diagnostic)
          return .done
        }
        guard !NotebookFile.signature.isBeginning(of: bytes) else {
          shell.gate.notice(TerminalProblem.notebook(path: argument).diagnostic)
          return .done
        }
        shell.run(source: text)
      } catch {
        shell.gate.notice(TerminalProblem.loadedProgram(error).diagnostic)
      }
      return .done
    }
  }

  static var folder: Command {
    Command("cd", "go to another folder; names of files start there", usage: "[folder]") {
      shell, argument in
      let target = argument.isEmpty ? Directories.home : QuotedText.plain(argument)
      if target.utf8.contains(0) || chdir(target) != 0 {
        shell.gate.notice("cannot go to \"\(target)\": \(String(cString: strerror(errno)))")
      }
      return .done
    }
  }

  static var printFolder: Command {
    Command("pwd", "print the folder at which names of files start") { shell, _ in
      shell.gate.result(RealPath.of(".") ?? ".")
      return .done
    }
  }
}

extension Shell {
  /// Whether a file may be written: where one is that this session did not write, or that was changed
  /// since, its user is asked; without a person at hand it stays.
  fileprivate func mayReplace(_ path: String) -> Bool {
    guard InputFile.exists(path), !InputFile.isDirectory(path) else { return true }
    if let written = savedFiles[RealPath.of(path) ?? path],
      (try? InputFile.read(path, limit: written.count)) == written
    {
      return true
    }
    if editor != nil {
      let isReplaced = confirms("\(path) is there, and not from this session: replace it? y or n: ")
      if !isReplaced { gate.result("nothing is written; \(path) is as it was") }
      return isReplaced
    }
    gate.notice(TerminalProblem.inputsNotReplaced(path: path).diagnostic)
    return false
  }
}

/// `3-9`, `3-`, `-9`, `7`, or nothing for all.
package struct InputRange: Equatable, Sendable {
  private let numbers: ClosedRange<Int>

  /// All inputs.
  static let all = InputRange(numbers: 1...Int.max)

  private init(numbers: ClosedRange<Int>) { self.numbers = numbers }

  /// `nil` for a text that is no range.
  package init?(_ text: String) {
    if text.isEmpty {
      numbers = 1...Int.max
      return
    }
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let low = parts[0].isEmpty ? 1 : Int(parts[0])
    let high = parts.count == 1 ? low : parts[1].isEmpty ? Int.max : Int(parts[1])
    guard let low, let high, low >= 1, low <= high else { return nil }
    numbers = low...high
  }

  /// Whether an input is among them; inputs count from 1.
  package func contains(_ number: Int) -> Bool { numbers.contains(number) }
}
