import ArgumentParser
import Sessions
import Support
import Terminal

/// `nabla merge a.nabla.md`: ends the merges that Git left open in a session.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Ends the merges that were left open in sessions.",
    discussion: """
      nabla merge a.nabla.md                  shows both sides of each, and asks
      nabla merge --take theirs a.nabla.md    takes one side of all

      Where only stored outputs conflict nothing is asked: the cells run again,
      and store what comes out. What was decided is written, also where the
      questions are left before their end.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Option(help: "mine, theirs or both, without asking.")
  var take: MergeSide?

  @Flag(name: .customLong("no-run"), help: "Does not run the session afterwards.")
  var noRun = false

  @Argument(help: "Sessions.", completion: .file())
  var files: [String]

  func run() throws {
    throw ExitCode(Launch(common, seed: nil, trust).merge(files, take: take, runs: !noRun))
  }
}

extension MergeSide: ExpressibleByArgument {}

/// `nabla fmt a.nabla.md`: cells and programs in canonical form.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Brings cells of sessions, and programs, into canonical form.",
    discussion: """
      Blanks, indentation and empty lines of cells change, nothing else: prose,
      outputs and exercises keep every byte. Cells that cannot be read, and those
      whose stored outputs quote their lines, stay as they are.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Writes nothing; ends with 1 where something is in another form.")
  var check = false

  @Argument(
    help: "Sessions (.nabla.md), folders of them, or programs (.nabla).", completion: .file())
  var paths: [String]

  func run() throws { throw ExitCode(Launch(common, seed: nil).format(paths, checks: check)) }
}
