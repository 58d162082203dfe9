import ArgumentParser
import Kernel
import Language
import Support
import Workbench

/// `nabla kernel`: nabla in notebooks of Jupyter.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel",
    abstract: "Installs nabla as a kernel of Jupyter's notebooks, or removes it.",
    discussion: """
      nabla kernel install                 for you alone
      nabla kernel install --sys-prefix    in the active environment of Python
      nabla kernel install --prefix DIR    below a folder such as /usr/local

      Then `jupyter lab` has notebooks of nabla, and `jupyter console` a prompt.
      The kernel listens on this machine alone, and needs the package libzmq5.
      """,
    subcommands: [Install.self, Remove.self])

  func run() throws {
    var text =
      "nabla is a kernel of Jupyter: `nabla kernel install`, then `jupyter lab` or VS Code.\n"
    let places = [KernelFolder.user] + ((try? KernelFolder.environment()).map { [$0] } ?? [])
    let installed = places.filter { $0.program != nil }
    text +=
      installed.isEmpty
      ? "It is not installed for you, nor in an active environment of Python.\n"
      : installed.map { "It is installed in \($0.path), and starts \($0.program ?? "").\n" }
        .joined()
    try Nabla.writeResult(text + "`nabla kernel --help` tells where it can be installed.\n")
  }

  /// Where a kernel is put, or taken from.
  struct Place: ParsableArguments {
    @Flag(help: "For this user alone, which is meant where nothing is said.")
    var user = false

    @Flag(help: "In the environment of Python that is active.")
    var sysPrefix = false

    @Option(help: "Below this folder, in share/jupyter/kernels.")
    var prefix: String?

    func validate() throws {
      if [user, sysPrefix, prefix != nil].count(where: { $0 }) > 1 {
        throw ValidationError("--user, --sys-prefix and --prefix exclude one another")
      }
    }

    func folder() throws(KernelProblem) -> KernelFolder {
      if sysPrefix { return try .environment() }
      return prefix.map { KernelFolder(prefix: $0) } ?? .user
    }
  }

  /// `nabla kernel install`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Tells Jupyter where the kernel is.")

    @OptionGroup var place: Place

    @Option(help: .hidden)
    var program: String?

    func run() throws {
      try telling { () throws(KernelProblem) in
        let folder = try place.folder()
        if let program {
          try folder.install(program: program)
        } else {
          let path = try KernelProgram.path(
            called: CommandLine.arguments.first ?? "nabla",
            searched: Environment.value("PATH") ?? "")
          try folder.install(program: path)
        }
        return "installed in \(folder.path)\n"
      }
    }
  }

  /// `nabla kernel remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Removes what `install` has written.")

    @OptionGroup var place: Place

    func run() throws {
      try telling { () throws(KernelProblem) in
        let folder = try place.folder()
        try folder.remove()
        return "removed from \(folder.path)\n"
      }
    }
  }
}

/// Writes what the closure answers, or why it could not.
private func telling(_ body: () throws(KernelProblem) -> String) throws {
  let text: String
  do throws(KernelProblem) {
    text = try body()
  } catch {
    try? StandardStream.error.write(DiagnosticText.render(error.diagnostic, source: "") + "\n")
    throw ExitCode(.failed)
  }
  try Nabla.writeResult(text)
}
