import ArgumentParser
import Support
import Terminal

/// `nabla bisect a.nabla.md b.nabla.md`: where two sessions begin to differ.
struct BisectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bisect",
    abstract: "Finds the first cell, epoch and layer in which two sessions differ.",
    discussion:
      "Both run side by side; outputs, curves, tensors and weights are compared bit for bit. "
      + "Exit status: \(ExitStatus.ok.code) nothing differs, \(ExitStatus.failed.code) something does."
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Argument(help: "A session.", completion: .file())
  var first: String

  @Argument(help: "The session that is to give the same.", completion: .file())
  var second: String

  func run() throws { throw ExitCode(Launch(common, seed: nil, trust).bisect(first, second)) }
}
