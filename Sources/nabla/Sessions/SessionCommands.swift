import ArgumentParser
import Support
import Terminal

/// Whether a session may raise the limits that hold for files of others.
struct TrustOption: ParsableArguments {
  @Flag(help: "Lets the sessions raise their own limits, such as the time of a cell.")
  var trust = false
}

extension Launch {
  init(_ common: CommonOptions, seed: UInt64?, _ trust: TrustOption) {
    self.init(common, seed: seed)
    isTrusted = trust.trust
  }
}

/// `nabla run file.nabla.md`: runs the cells and prints what they give.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs sessions or programs from start to end.",
    discussion: """
      A session (.nabla.md) reads and writes files beside itself, wherever it is called from;
      a program (.nabla) names them from the current folder.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Argument(help: "Sessions (.nabla.md) or programs (.nabla).")
  var files: [String]

  func run() throws {
    let launch = Launch(common, seed: nil, trust)
    throw ExitCode(.worst(files.map(launch.runFile)))
  }
}

/// `nabla open file.nabla.md`: a session as a notebook.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a session as a notebook, full screen.",
    discussion: "Opening runs nothing. A file that is not there yet is a new session.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "A session (.nabla.md), or the name of an installed lesson: 01-neuron.")
  var file: String

  func run() throws { throw ExitCode(Launch(common, seed: nil).open(file)) }
}

/// `nabla walk sessions/course/01-neuron.nabla.md`: a session as a lesson.
struct WalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk", abstract: "Walks through a session as a lesson, cell by cell.",
    discussion: """
      Without a lesson it lists those that there are, and how far you have come.

      nabla walk 01                  the lesson 01, from where you stopped
      nabla walk --class 01          the same before a class, on a projector
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Flag(name: .customLong("no-pause"), help: "Does not wait for keys; exercises show solutions.")
  var noPause = false

  @Flag(help: "Forgets what is kept of the lesson, or of all lessons, and walks nowhere.")
  var forget = false

  @Flag(
    name: .customLong("class"),
    help: "Before a class: page by page, waiting for the teacher; nothing is kept.")
  var isClass = false

  func validate() throws {
    if isClass, noPause || forget {
      throw ValidationError(
        "--class waits for the teacher: it goes neither with --no-pause nor --forget")
    }
  }

  @Argument(help: "A session, or the name of an installed lesson: 01-neuron.")
  var file: String?

  func run() throws {
    let launch = Launch(common, seed: nil, trust)
    throw ExitCode(
      forget
        ? launch.forgetLessons(file)
        : launch.walk(file, pauses: !noPause, isClass: isClass))
  }
}
