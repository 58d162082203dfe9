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

  @Option(
    help: "The memory that values may take: 8GB. Default: 80 % of what is free, 2 GB for sessions.")
  var memory: MemorySize?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  /// The interpreter's options for programs that read files beside `folder`.
  func interpreterOptions(folder: String = ".") -> Interpreter.Options {
    var options = Interpreter.Options(
      threads: threads ?? ThreadCount.preferred, folder: folder)
    options.dataFolders = data
    if let memory { options.memoryLimit = memory.bytes }
    options.watchesProcess = true
    return options
  }
}

extension ColorChoice: ExpressibleByArgument {}

/// A size as `--memory` takes it: `512MB`.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    guard let size = ByteCount(argument), size.bytes > 0 else { return nil }
    bytes = size.bytes
  }
}
