import ArgumentParser
import Terminal

/// `nabla recover`: a session that was lost with its terminal comes back.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Brings a lost session back: its values, and what its trainings came to.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Lists the sessions that are kept, newest first.")
  var list = false

  @Argument(help: "The number of the session in the list; the newest lost one if left out.")
  var number: Int?

  func run() throws {
    let launch = Launch(common, seed: nil)
    throw ExitCode(list ? launch.listSessions() : launch.recover(number: number))
  }
}
