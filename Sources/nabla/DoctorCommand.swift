import ArgumentParser
import Terminal

/// `nabla doctor`: what works here, and what is missing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what the terminal can do and what is missing.",
    discussion: "It changes nothing, and sends nothing anywhere.")

  @OptionGroup var common: CommonOptions

  func run() throws { throw ExitCode(Launch(common, seed: nil).doctor()) }
}
