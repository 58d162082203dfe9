import CLibraries
import Engine
import Glibc
import Kernel
import Support
import Workbench

/// The sockets of a kernel, on a thread of their own: nothing that a cell computes keeps them waiting.
struct Sockets: Sendable {
  private let zmq: ZeroMQ
  private let control: ZeroMQ.Socket
  private let shell: ZeroMQ.Socket
  private let stdin: ZeroMQ.Socket
  private let publication: ZeroMQ.Socket
  private let heartbeat: ZeroMQ.Socket
  private let bell: Bell
  private let mailbox: KernelMailbox
  /// Milliseconds between two looks whether the program that started the kernel is still there.
  private static let look = 1000
  /// How many `start` starts.
  static let threads = 2
  /// Messages that are taken from a socket before the others have their turn.
  private static let turn = 64

  /// Listens where the file says.
  init(_ file: ConnectionFile, bell: Bell, mailbox: KernelMailbox) throws(KernelProblem) {
    zmq = try ZeroMQ()
    control = try zmq.socket(ZeroMQ.router, at: file.endpoint(of: .control))
    shell = try zmq.socket(ZeroMQ.router, at: file.endpoint(of: .shell))
    stdin = try zmq.socket(ZeroMQ.router, at: file.endpoint(of: .stdin))
    publication = try zmq.socket(ZeroMQ.publisher, at: file.endpoint(of: .publication))
    heartbeat = try zmq.socket(ZeroMQ.answering, at: file.heartbeatEndpoint)
    self.bell = bell
    self.mailbox = mailbox
  }

  /// Starts the threads; their end is waited for by `join`.
  func start(_ desk: ControlDesk, log: @escaping @Sendable (String) -> Void) -> [Worker] {
    let heart = Worker(name: "heartbeat", niceness: 0) { [zmq, heartbeat] in
      // Whatever comes goes back, until the end.
      _ = zmq.library.zmq_proxy(heartbeat.handle, heartbeat.handle, nil)
      zmq.close(heartbeat)
    }
    let worker = Worker(name: "sockets", niceness: 0) { run(desk, log) }
    return [heart, worker].compactMap(\.self)
  }

  private func run(_ desk: ControlDesk, _ log: @Sendable (String) -> Void) {
    var desk = desk
    let parent = getppid()
    desk.begin()
    while true {
      let isLast = mailbox.isClosed
      sendAll()
      if isLast { break }
      var items = [control, shell, stdin].map {
        zmq_pollitem_t(socket: $0.handle, fd: 0, events: ZeroMQ.hasInput, revents: 0)
      }
      items.append(
        zmq_pollitem_t(socket: nil, fd: bell.descriptor, events: ZeroMQ.hasInput, revents: 0))
      _ = zmq.library.zmq_poll(&items, Int32(items.count), Self.look)
      bell.silence()
      for (socket, channel) in [(control, Channel.control), (shell, .shell), (stdin, .stdin)] {
        for _ in 0..<Self.turn {
          guard let parts = zmq.receive(socket) else { break }
          if let line = desk.take(parts, on: channel) { log(line) }
        }
      }
      // Whoever started the kernel is gone, and with it whoever could end it.
      if getppid() != parent { mailbox.end() }
    }
    for socket in [control, shell, stdin, publication] { zmq.close(socket) }
    zmq.shutDown()
  }

  private func sendAll() {
    for message in mailbox.takeOutgoing() {
      let socket =
        switch message.channel {
        case .shell: shell
        case .control: control
        case .stdin: stdin
        case .publication: publication
        }
      zmq.send(message.parts, to: socket)
    }
  }

  /// Waits until all has been sent.
  func join(_ workers: [Worker]) {
    for worker in workers { worker.join() }
    zmq.end()
  }
}
