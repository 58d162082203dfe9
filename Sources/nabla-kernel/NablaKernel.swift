import Engine
import Glibc
import Kernel
import Language
import Support
import Workbench

/// `nabla-kernel connection.json`: what Jupyter starts; `nabla kernel install` tells it where.
@main
enum NablaKernel {
  static func main() {
    Allocator.returnsWhatIsLarge()
    // Signals are waited for by a thread of their own.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
    exit(run(CommandLine.arguments.dropFirst().filter { $0 != "-f" }).code)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    guard arguments.count == 1, let path = arguments.first, !path.hasPrefix("-") else {
      if arguments == ["--version"] {
        return say(Version.text, to: .output)
      }
      let usage =
        "usage: nabla-kernel CONNECTION_FILE\n`nabla kernel install` tells Jupyter to start it"
      return arguments == ["--help"]
        ? say(usage, to: .output) : .worst([say(usage, to: .error), .usage])
    }
    do throws(KernelProblem) {
      try serve(ConnectionFile(path: path))
      return .ok
    } catch {
      return .worst([say(DiagnosticText.render(error.diagnostic, source: ""), to: .error), .failed])
    }
  }

  private static func serve(_ file: ConnectionFile) throws(KernelProblem) {
    guard let bell = Bell(), let socketBell = Bell() else {
      throw .cannotListen(endpoint: file.heartbeatEndpoint, reason: "no more files can be opened")
    }
    let mailbox = KernelMailbox(wakeSession: bell.ring, wakeSockets: socketBell.ring)
    let key = MessageKey(file.key)
    let writer = WireWriter(key: key, mark: "\(getpid()) \(clock_gettime_nsec())")
    let sockets = try Sockets(file, bell: socketBell, mailbox: mailbox)
    var options = Interpreter.Options(threads: ThreadCount.preferred)
    options.build = Version.text
    options.watchesProcess = true
    let server = KernelServer(options: options, writer: writer, mailbox: mailbox)
    server.wake = bell.ring
    let workers = sockets.start(ControlDesk(key: key, writer: writer, mailbox: mailbox)) {
      _ = say("nabla-kernel: \($0)", to: .error)
    }
    guard workers.count == Sockets.threads else {
      throw .cannotListen(
        endpoint: file.heartbeatEndpoint, reason: "no more threads can be started")
    }
    watchSignals(mailbox)
    while server.serve() { bell.wait(milliseconds: 1000) }
    server.end()
    sockets.join(workers)
  }

  /// Ctrl-C is an interrupt as that of the notebook; being told to end is a shutdown.
  private static func watchSignals(_ mailbox: KernelMailbox) {
    _ = Worker(name: "signals", niceness: 0) {
      var signals = sigset_t()
      sigemptyset(&signals)
      for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
      var number: Int32 = 0
      while sigwait(&signals, &number) == 0 {
        if number == SIGINT { mailbox.interrupt() } else { mailbox.end() }
      }
    }
  }

  private static func clock_gettime_nsec() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private static func say(_ text: String, to stream: StandardStream) -> ExitStatus {
    do throws(FileError) {
      try stream.write(text + "\n")
      return .ok
    } catch {
      return .writeFailed
    }
  }
}
