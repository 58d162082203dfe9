import Language
import Support

/// How it is worded that a kernel cannot start, or be installed.
extension KernelProblem {
  /// The problem as the user reads it; it speaks of no place in a program.
  package var diagnostic: Diagnostic {
    switch self {
    case .noLibrary:
      .error(
        "E0680", "notebooks talk to nabla through ZeroMQ, and this machine has no libzmq.so.5",
        at: nil,
        hint: "install the package libzmq5: `apt-get install libzmq5`")
    case .connection(let error):
      .error(
        "E0681", "cannot read the connection file \"\(error.path)\": \(error.reason)", at: nil,
        hint: Self.startHint)
    case .badConnection(let path, let reason):
      .error(
        "E0681", "the connection file \"\(path)\" \(reason)", at: nil, hint: Self.startHint)
    case .openAddress(let address):
      .error(
        "E0681", "the kernel listens on this machine alone, and not on \(address)", at: nil,
        hint:
          "with ip 127.0.0.1 or the transport ipc it starts; from elsewhere a tunnel of ssh reaches it"
      )
    case .cannotListen(let endpoint, let reason):
      .error(
        "E0681", "cannot listen on \(endpoint): \(reason)", at: nil, hint: Self.startHint)
    case .noProgram(let path):
      .error(
        "E0682", "the kernel's program is not beside nabla: there is no \(path)", at: nil,
        hint: "`make install` puts both into one folder")
    case .noEnvironment:
      .error(
        "E0682", "no environment of Python is active: neither VIRTUAL_ENV nor CONDA_PREFIX is set",
        at: nil,
        hint: "activate one, or name its folder: `nabla kernel install --prefix FOLDER`")
    case .foreignKernel(let path):
      .error(
        "E0682", "\(path) is there, and nabla did not install it", at: nil,
        hint: "move it away, or install elsewhere: `nabla kernel install --prefix FOLDER`")
    case .notInstalled(let path):
      .error(
        "E0682", "no kernel is installed in \(path)", at: nil,
        hint: "`nabla kernel` tells where one is")
    case .notWritten(let error):
      .error(
        "E0682", "cannot \(error.operation) \"\(error.path)\": \(error.reason)", at: nil,
        hint: "install elsewhere: `nabla kernel install --prefix FOLDER`")
    }
  }

  private static var startHint: String {
    "a notebook writes one and starts the kernel by itself: `nabla kernel install`, then `jupyter lab`"
  }
}
