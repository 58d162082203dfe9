import ArgumentParser
import Support
import Terminal

/// `nabla lint sessions/`: lessons as their authors should look them through.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Looks lessons through: checks, solutions, answers, links, minutes.",
    discussion:
      "Exit status: \(ExitStatus.ok.code) nothing but warnings, \(ExitStatus.failed.code) an error, "
      + "\(ExitStatus.unreadable.code) nothing could be read.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Argument(help: "Lessons, or folders of them.")
  var paths: [String]

  func run() throws { throw ExitCode(Launch(common, seed: nil, trust).lint(paths)) }
}

/// `nabla score *.json`: a class's progress files as a table.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Collects the progress files of a class into a table.",
    discussion: "A learner's file is progress.json in the folder of states, ~/.local/state/nabla.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "Progress files.")
  var files: [String]

  func run() throws { throw ExitCode(Launch(common, seed: nil).score(files)) }
}
