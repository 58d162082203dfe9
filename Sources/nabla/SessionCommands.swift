import ArgumentParser
import Terminal
import Workbench

/// `nabla run file.nabla.md`: runs the cells and prints what they give.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a session or a program from start to end.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "Sessions (.nabla.md) or programs (.nabla).")
  var files: [String]

  func run() throws {
    var worst: Int32 = 0
    for file in files {
      let launch = Launch(common, seed: nil)
      worst = max(worst, file.hasSuffix(".md") ? launch.runSession(file) : launch.runFile(file))
    }
    throw ExitCode(worst)
  }
}

/// `nabla verify sessions/`: recomputes every stored output and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recomputes sessions and compares them with what they store.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Rewrites the stored outputs that differ.")
  var update = false

  @Argument(help: "Sessions, or folders of them.")
  var paths: [String]

  func run() throws { throw ExitCode(Launch(common, seed: nil).verify(paths, update: update)) }
}

/// `nabla walk sessions/01-formulas.nabla.md`: a session as a lesson.
struct WalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk", abstract: "Walks through a session as a lesson, cell by cell.")

  @OptionGroup var common: CommonOptions

  @Flag(name: .customLong("no-pause"), help: "Does not wait for keys.")
  var noPause = false

  @Argument(help: "A session, or the name of an installed lesson: 01-formulas.")
  var file: String

  func run() throws { throw ExitCode(Launch(common, seed: nil).walk(file, pauses: !noPause)) }
}
