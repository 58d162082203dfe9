import CLibraries
import Glibc
import Workbench

/// The library that notebooks talk through, opened at the start; one context for all sockets.
final class ZeroMQ: @unchecked Sendable {
  // Sendable: the context is made for use by several threads and never moves; so are the functions.
  let library: nabla_zmq
  private let context: UnsafeMutableRawPointer

  // Numbers of zmq.h.
  static let publisher: Int32 = 1
  static let answering: Int32 = 4
  static let router: Int32 = 6
  static let hasInput: Int16 = 1
  private static let linger: Int32 = 17
  private static let largestMessage: Int32 = 22
  private static let sendLimit: Int32 = 23
  private static let withoutWaiting: Int32 = 1
  private static let more: Int32 = 2
  /// Larger messages end the connection of whoever sends them.
  private static let messageLimit: Int64 = 64 << 20

  init() throws(KernelProblem) {
    guard let library = nabla_zmq_open()?.pointee, let context = library.zmq_ctx_new() else {
      throw .noLibrary
    }
    (self.library, self.context) = (library, context)
  }

  /// A socket that listens.
  func socket(_ type: Int32, at endpoint: String) throws(KernelProblem) -> Socket {
    guard let socket = library.zmq_socket(context, type) else {
      throw .cannotListen(endpoint: endpoint, reason: reason)
    }
    var (linger, limit): (Int32, Int32) = (1000, 0)
    var largest = Self.messageLimit
    _ = library.zmq_setsockopt(socket, Self.linger, &linger, 4)
    // What one execution says has a bound of its own; none of it is dropped.
    _ = library.zmq_setsockopt(socket, Self.sendLimit, &limit, 4)
    _ = library.zmq_setsockopt(socket, Self.largestMessage, &largest, 8)
    guard library.zmq_bind(socket, endpoint) == 0 else {
      let reason = reason
      _ = library.zmq_close(socket)
      throw .cannotListen(endpoint: endpoint, reason: reason)
    }
    return Socket(handle: socket)
  }

  /// A socket, of one thread.
  struct Socket: @unchecked Sendable {
    // Sendable: it goes to the thread that uses it before anybody does.
    let handle: UnsafeMutableRawPointer
  }

  /// The parts of a message that has come; `nil` where none has.
  func receive(_ socket: Socket) -> [[UInt8]]? {
    var parts: [[UInt8]] = []
    while true {
      var part = zmq_msg_t()
      _ = library.zmq_msg_init(&part)
      defer { _ = library.zmq_msg_close(&part) }
      guard library.zmq_msg_recv(&part, socket.handle, Self.withoutWaiting) >= 0 else { return nil }
      parts.append(
        Array(
          UnsafeRawBufferPointer(
            start: library.zmq_msg_data(&part), count: library.zmq_msg_size(&part))))
      if library.zmq_msg_more(&part) == 0 { return parts }
    }
  }

  func send(_ parts: [[UInt8]], to socket: Socket) {
    for (index, part) in parts.enumerated() {
      _ = part.withUnsafeBytes {
        library.zmq_send(
          socket.handle, $0.baseAddress, $0.count, index + 1 < parts.count ? Self.more : 0)
      }
    }
  }

  func close(_ socket: Socket) { _ = library.zmq_close(socket.handle) }

  /// Ends whatever waits on a socket.
  func shutDown() { _ = library.zmq_ctx_shutdown(context) }

  /// Waits until all has been sent, at most a second; sockets are closed before.
  func end() { _ = library.zmq_ctx_term(context) }

  private var reason: String { String(cString: library.zmq_strerror(library.zmq_errno())) }
}
