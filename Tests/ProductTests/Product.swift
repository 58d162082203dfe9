import Glibc
import Support
import Testing
import TestSupport

/// The binary under test, which the environment names; tests skip where it does not.
enum Product {
  static let binary: String? = Environment.value("NABLA_BINARY")
  static let skipReason: Comment = "NABLA_BINARY names no binary"

  static var isThere: Bool { binary != nil }

  /// The small MNIST files of the format tests.
  static let fixtures: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return parts.joined(separator: "/") + "/FormatsTests/Fixtures"
  }()

  /// Runs the binary to its end, with files for the three streams.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    output: String? = nil
  ) throws -> Outcome {
    try run(arguments, bytes: Array(input.utf8), environment: environment, output: output)
  }

  static func run(
    _ arguments: [String], bytes: [UInt8], environment: [String: String] = [:],
    output: String? = nil
  ) throws -> Outcome {
    let binary = try #require(binary)
    return try TemporaryFolder.use { folder in
      try AtomicFile.write(bytes, to: folder + "/in")
      let outputPath = output ?? folder + "/out"
      let status = try spawn(
        [binary] + arguments, surroundings(folder).merging(environment) { $1 },
        paths: [folder + "/in", outputPath, folder + "/err"])
      return Outcome(
        status: status, output: output == nil ? try text(outputPath) : "",
        error: try text(folder + "/err"))
    }
  }

  /// The variables of a program under test: nothing of the person who runs the tests.
  static func surroundings(_ folder: String) -> [String: String] {
    [
      "HOME": folder, "XDG_STATE_HOME": folder + "/state", "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "EDITOR": "true",
    ]
  }

  /// A terminal with the prompt on it.
  static func prompt(
    _ arguments: [String] = [], in folder: String, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let binary = try #require(binary)
    let variables = surroundings(folder).merging(environment) { $1 }
    let terminal = try PseudoTerminal(
      [binary] + arguments, environment: variables, rows: 50, columns: 100)
    try terminal.wait(forLine: "nabla[1]>")
    return terminal
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try InputFile.read(path, limit: 1 << 26), as: UTF8.self)
  }
}

/// What a finished program has said.
struct Outcome {
  let status: Int32
  let output: String
  let error: String
}

private struct NotStarted: Error {}

private func spawn(
  _ arguments: [String], _ variables: [String: String], paths: [String]
) throws -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  let write = O_WRONLY | O_CREAT | O_TRUNC
  for (number, path) in paths.enumerated() {
    posix_spawn_file_actions_addopen(
      &actions, Int32(number), path, number == 0 ? O_RDONLY : write, 0o600)
  }
  var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  var settings: [UnsafeMutablePointer<CChar>?] =
    variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for text in words + settings { free(text) } }
  var process = pid_t()
  guard let path = words[0], posix_spawn(&process, path, &actions, nil, &words, &settings) == 0
  else { throw NotStarted() }
  var raw: Int32 = 0
  while waitpid(process, &raw, 0) < 0, errno == EINTR {}
  return raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
}
