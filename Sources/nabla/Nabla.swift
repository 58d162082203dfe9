import ArgumentParser

/// The command line: a prompt, a program, or one of the subcommands.
@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Build, train and understand neural networks at a prompt.",
    discussion: """
      nabla                     the prompt
      nabla file.nabla          runs a program; `-` reads it from standard input
      nabla -c 'sigmoid(2)'     runs one line

      Exit status: 0 ok, 1 an error or a difference, 2 nothing could be read, 64 usage, \
      74 write failed, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      PromptCommand.self, RunCommand.self, VerifyCommand.self, WalkCommand.self,
      DemoCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)
}

/// The number that `--version` and the prompt show.
enum Version {
  static let text = "nabla 0.1.0"
}
