import Glibc

/// Other programs, run to their ends.
package enum ChildProcess {
  /// Could not be started.
  package struct NotStarted: Error {
    package let path: String
  }

  /// Runs a program with what it says, on both streams, appended to a file; its exit status, or 128 and the signal.
  package static func run(
    _ arguments: [String], environment: [String] = [], output: String
  ) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for stream in [Int32(1), 2] {
      posix_spawn_file_actions_addopen(
        &actions, stream, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      (["LANG=C.UTF-8"] + environment).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, arguments[0], &actions, nil, &words, &variables) == 0 else {
      throw NotStarted(path: arguments[0])
    }
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0, errno == EINTR {}
    return raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
  }
}
