import ArgumentParser
import Support
import Terminal

/// `nabla verify sessions/`: recomputes every stored output and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recomputes sessions and compares them with what they store.",
    discussion: """
      nabla verify sessions/                        every session below the folder
      nabla verify --jobs 2 --timings sessions/     two at a time, and what each cell took
      nabla verify --junit report.xml sessions/     for a build server; also --tap, --json
      nabla verify --update a.nabla.md              asks of each cell that differs
      nabla verify --update --yes a.nabla.md        stores all that differs

      Exit status: \(ExitStatus.ok.code) all agree, \(ExitStatus.failed.code) something differs or \
      failed, \(ExitStatus.unreadable.code) nothing could be read.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Flag(help: "Stores what differs or is new; everything else keeps its bytes.")
  var update = false

  @Flag(
    name: [.customShort("y"), .long], help: "With --update: stores all that differs without asking."
  )
  var yes = false

  @Flag(help: "Tells how long each cell took, the longest first.")
  var timings = false

  @Option(help: "How many sessions run at a time, each on its share of the cores.")
  var jobs = 1

  @Option(help: "Writes the report as JUnit's XML; `-` is standard output.", completion: .file())
  var junit: String?

  @Option(help: "Writes it in the Test Anything Protocol.", completion: .file())
  var tap: String?

  @Option(help: "Writes it as JSON.", completion: .file())
  var json: String?

  @Argument(help: "Sessions, or folders of them.")
  var paths: [String]

  func validate() throws {
    if yes, !update {
      throw ValidationError("--yes answers the questions of --update, which is missing")
    }
    if jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if [junit, tap, json].count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one report can go to standard output: name a file for the others")
    }
  }

  func run() throws {
    var request = VerificationRequest()
    (request.updates, request.showsTimes, request.jobs) = (update, timings, jobs)
    request.asks = !yes
    (request.junit, request.tap, request.json) = (junit, tap, json)
    throw ExitCode(Launch(common, seed: nil, trust).verify(paths, request))
  }
}
