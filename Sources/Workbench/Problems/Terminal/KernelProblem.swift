import Support

/// What the kernel of notebooks cannot do, before it runs or while it is installed; worded by `Problems`.
package enum KernelProblem: Error, Equatable, Sendable {
  /// The machine has no ZeroMQ.
  case noLibrary
  /// A connection file that cannot be read.
  case connection(FileError)
  /// One that says what no kernel can do; `reason` in our words.
  case badConnection(path: String, reason: String)
  /// An address that others can reach.
  case openAddress(String)
  /// A port that another program has; `reason` in the library's words.
  case cannotListen(endpoint: String, reason: String)
  /// The program of the kernel is not where it belongs.
  case noProgram(path: String)
  /// `--sys-prefix` outside of an environment.
  case noEnvironment
  /// A kernel of that name that something else has installed.
  case foreignKernel(path: String)
  /// Nothing to remove.
  case notInstalled(path: String)
  /// A file of the kernel that cannot be written or removed.
  case notWritten(FileError)
}
