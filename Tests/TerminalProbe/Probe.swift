import Support
import Terminal

/// The shell with a made-up workbench: what the tests of the terminal talk to.
func runProbe() -> Int32 {
  let arguments = CommandLine.arguments.dropFirst()
  let session = FakeSession()
  let shell = Shell(
    session: session,
    options: Shell.Options(version: "0-probe", isPlain: arguments.contains("--plain")))
  session.mailbox = shell.mailbox
  return shell.run().code
}
