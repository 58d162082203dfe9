import ArgumentParser
import Support

/// The command line: a prompt, a program, or one of the subcommands.
@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Build, train and understand neural networks at a prompt.",
    usage: """
      nabla [<options>] [<file> | - | -c <program>]
      nabla <subcommand> …
      """,
    discussion: """
      nabla                     the prompt
      nabla file.nabla          runs a program; `-` reads it from standard input
      nabla -c 'sigmoid(2)'     runs one line

      --threads <n>             cores to use; never changes a result
      --data <folder>           a folder of data sets, looked through before NABLA_DATA
      --memory <size>           the memory that values may take, such as 8GB
      --color <when>            auto, always or never
      --plain                   append-only text: no redrawing, charts as words
      --seed <n>                starts the random streams with this seed
      --no-init                 does not run init.nabla of the configuration folder

      Exit status: \(ExitStatus.summary).
      """,
    version: Version.text,
    subcommands: [
      PromptCommand.self, RunCommand.self, OpenCommand.self, VerifyCommand.self, RecordCommand.self,
      BisectCommand.self, MergeCommand.self, FormatCommand.self, PlayCommand.self, WalkCommand.self,
      LintCommand.self, ScoreCommand.self,
      ConvertCommand.self, DemoCommand.self, RecoverCommand.self, DoctorCommand.self,
      KernelCommand.self, ServeCommand.self,
      CompletionsCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  /// Help and version are results too: a full disk is told, which printing alone would hide.
  static func main() {
    Allocator.returnsWhatIsLarge()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let (text, code) = (fullMessage(for: error), exitCode(for: error))
      guard code == .success else {
        // What was typed is shown, and may hold control characters of a file's name.
        let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { Sanitizer.visible(String($0)) }.joined(separator: "\n")
        if !text.isEmpty { try? StandardStream.error.write(shown + "\n") }
        exit(withError: code)
      }
      do throws(ExitCode) {
        if !text.isEmpty { try writeResult(text + "\n") }
      } catch {
        exit(withError: error)
      }
      exit(withError: nil)
    }
  }

  /// Writes to standard output; what the system refuses is told, and is the exit status.
  static func writeResult(_ text: String) throws(ExitCode) {
    do throws(FileError) {
      try StandardStream.output.write(text)
    } catch {
      try? StandardStream.error.write("error: \(error.path): \(error.reason)\n")
      throw ExitCode(.writeFailed)
    }
  }
}

extension ExitCode {
  init(_ status: ExitStatus) { self.init(status.code) }
}
