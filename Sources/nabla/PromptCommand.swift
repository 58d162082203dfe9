import ArgumentParser
import Support
import Terminal
import Workbench

/// `nabla`, `nabla file`, `nabla -`, `nabla -c '…'`.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "The prompt, or a program given as file or text.",
    usage: "nabla [<options>] [<file> | - | -c <program>]",
    shouldDisplay: false)

  @OptionGroup var common: CommonOptions

  @Option(
    name: [.customShort("c")], parsing: .unconditional, help: "Runs this text and leaves.")
  var program: String?

  @Option(help: "Starts the random streams with this seed.")
  var seed: UInt64?

  @Flag(name: .customLong("no-init"), help: "Does not run the user's init.nabla before the prompt.")
  var skipsInit = false

  @Argument(help: "A program (.nabla) or a session (.nabla.md); `-` is standard input.")
  var file: String?

  func run() throws {
    let launch = Launch(common, seed: seed)
    let status: ExitStatus
    if let program {
      status = launch.runText(program)
    } else if let file, file != "-" {
      status = launch.runFile(file)
    } else if file == "-" {
      status = launch.runInput()
    } else {
      status = launch.prompt(readsInit: !skipsInit)
    }
    throw ExitCode(status)
  }
}
