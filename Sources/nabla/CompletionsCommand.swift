import ArgumentParser

/// `nabla completions bash`: what the user's shell needs to complete nabla's options and files.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints a completion script for a shell.",
    discussion: """
      bash, in ~/.bashrc:        source <(nabla completions bash)
      zsh, in a folder of fpath: nabla completions zsh > _nabla
      fish, in config.fish:      nabla completions fish | source
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: ShellName

  func run() throws {
    try Nabla.writeResult(Nabla.completionScript(for: shell.completion) + "\n")
  }
}

/// A shell that can be told how to complete a command.
enum ShellName: String, ExpressibleByArgument, CaseIterable {
  case bash, zsh, fish

  var completion: CompletionShell {
    switch self {
    case .bash: .bash
    case .zsh: .zsh
    case .fish: .fish
    }
  }
}
