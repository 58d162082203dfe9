import Books
import Glibc
import Language
import Sessions
import Support
import Workbench

// The session itself: taking back, saving, folders.
extension KernelCommands {
  static var session: [KernelCommand] {
    [
      KernelCommand("history", "[-n N]", "print what ran, the newest 20 or N") {
        session, argument in
        let limit = Int(argument.drop { !$0.isNumber }) ?? 20
        let lines = session.history.entries.dropLast().suffix(limit).map {
          "\($0.number)  \($0.source)"
        }
        session.say(lines.isEmpty ? "nothing in the history" : lines.joined(separator: "\n"))
      },
      KernelCommand("undo", "", "take back the last input that changed something") { session, _ in
        undo(in: session)
      },
      KernelCommand(
        "save", "file.nabla | file.nabla.md", "write what ran to a program or a session file",
        run: save),
      KernelCommand("load", "file.nabla", "run a program file here") { session, argument in
        do throws(FileError) {
          let bytes = try InputFile.read(argument, limit: 16 << 20)
          guard let text = String(validating: bytes, as: UTF8.self) else {
            return session.fail(TerminalProblem.programIsNoText(path: argument).diagnostic)
          }
          session.runProgram(text)
        } catch {
          session.fail(TerminalProblem.loadedProgram(error).diagnostic)
        }
      },
      KernelCommand("cd", "[folder]", "go to another folder; names of files start there") {
        session, argument in
        let target = Directories.expanded(argument.isEmpty ? "~" : argument)
        if target.utf8.contains(0) || chdir(target) != 0 {
          session.complain(
            "cannot go to \"\(target)\": \(String(cString: strerror(errno)))",
            hint: "`:pwd` tells where you are")
        }
      },
      KernelCommand("pwd", "", "print the folder at which names of files start") { session, _ in
        session.say(RealPath.of(".") ?? ".")
      },
    ]
  }

  private static func undo(in session: KernelSession) {
    let interpreter = session.interpreter
    let before = interpreter.names.map(\.name)
    guard let number = interpreter.undoableInput else { return session.say("nothing to undo") }
    guard interpreter.undo() else {
      return session.fail(HistoryProblem.input.diagnostic)
    }
    _ = interpreter.takeRecords()
    session.history.takeBack(number)
    let names = interpreter.names.map(\.name)
    let gone = before.filter { !names.contains($0) }.map { "`\($0)`" }
    var text = number > 0 ? "input \(number) is taken back" : "the last input is taken back"
    if !gone.isEmpty {
      text += "; \(gone.joined(separator: ", ")) \(NumberText.noun(gone.count, "is", "are")) gone"
    }
    session.say(
      text
        + (names.isEmpty ? "; no names are left" : "; your names: \(names.joined(separator: " "))"))
  }

  private static func save(_ session: KernelSession, _ path: String) {
    let isSession = SessionFile.signature.canName(path)
    guard isSession || ProgramFile.signature.canName(path) else {
      return session.complain(
        "usage: :save file.nabla | file.nabla.md", hint: "for example `:save moons.nabla`")
    }
    guard !InputFile.exists(path) else {
      return session.complain(
        "\"\(path)\" is there, and a notebook replaces no file", hint: "choose another name")
    }
    let inputs = session.history.inputs
    let texts = inputs.cells(for: path)
    var bytes = Array(inputs.program.utf8)
    if isSession {
      var document = SavedSession.empty(path, session.interpreter.options)
      for text in texts { document.insert(.cell, text, at: document.parts.count) }
      bytes = document.bytes
    }
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
      let what = session.history.isCut ? "the last " : ""
      session.say(
        "wrote \(what)\(NumberText.count(texts.count, "input")) to \(path)"
          + (isSession ? "; `nabla verify --update \(path)` adds what they give" : ""))
    } catch {
      session.fail(TerminalProblem.inputsNotSaved(error).diagnostic)
    }
  }
}

extension KernelSession {
  /// A mistake that speaks of no place in a program.
  func fail(_ diagnostic: Diagnostic) { outputs?.fail(CellError(diagnostic)) }
}
