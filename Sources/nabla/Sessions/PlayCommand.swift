import ArgumentParser
import Support
import Terminal

/// `nabla play a.nabla.md`: a session types itself.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Plays a session: it types itself, and computes as it goes.",
    discussion: """
      Any key pauses, any key goes on. At a pause t opens a prompt on the names of
      the session: what is tried there is gone after `:back`. q and Ctrl-C leave.
      In the session <!-- nabla:speed 60 --> sets the speed from there on, and
      <!-- nabla:pause --> waits for a key.

      --cast writes what is seen as an asciicast (version 2) for asciinema;
      pauses, and what is tried at them, are no part of it. Off a terminal nothing
      is waited for, and the times are counted: the same session gives the same
      file.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Option(help: "Letters a second, whatever the session says. Default: 30.")
  var speed: Double?

  @Option(help: "Writes a recording for asciinema into this file.", completion: .file())
  var cast: String?

  @Argument(help: "A session, or the name of an installed lesson: 06-xor.", completion: .file())
  var file: String

  func validate() throws {
    if let speed, !(speed > 0 && speed <= 10_000) {
      throw ValidationError("--speed must be above 0, and at most 10000 letters a second")
    }
  }

  func run() throws {
    var request = PlayRequest()
    (request.speed, request.cast) = (speed, cast)
    throw ExitCode(Launch(common, seed: nil, trust).play(file, request))
  }
}
