import ArgumentParser
import Support
import Terminal

/// `nabla record a.nabla.md`: runs a session and stores what comes out.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Runs sessions and stores their outputs in them.",
    discussion: """
      nabla record a.nabla.md             outputs that agree keep their bytes
      nabla record --probe a.nabla.md     runs it once more with other last bits

      The noise of --probe enters where a training begins: each weight moves to
      the next number that its type has, up and down in turn. A cell whose curve
      moves by more than its tolerance is chaotic: no tolerance holds for it on
      another machine, so it gets verify=shape, and so do cells that show what it
      came to.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Flag(help: "Repeats each training with other last bits, and marks what they change.")
  var probe = false

  @Argument(help: "Sessions, or folders of them.", completion: .file())
  var paths: [String]

  func run() throws {
    throw ExitCode(Launch(common, seed: nil, trust).record(paths, probes: probe))
  }
}
