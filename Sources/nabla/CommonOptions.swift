import ArgumentParser
import Support
import Terminal
import Workbench

/// Options that every way of running shares.
struct CommonOptions: ParsableArguments {
  @Option(help: "How many cores to use; never changes a result. Default: all, or NABLA_THREADS.")
  var threads: Int?

  @Option(help: "A folder of data sets, looked through before NABLA_DATA.")
  var data: [String] = []

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Append-only text: no redrawing, charts as words (also NABLA_PLAIN=1).")
  var plain = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  /// The interpreter's options for programs that read files beside `folder`.
  func interpreterOptions(folder: String = ".") -> Interpreter.Options {
    var options = Interpreter.Options(
      threads: threads ?? ThreadCount.preferred, folder: folder)
    options.dataFolders = data
    return options
  }
}

extension ColorChoice: ExpressibleByArgument {}
