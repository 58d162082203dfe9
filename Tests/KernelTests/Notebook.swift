import Support
import Synchronization
import Testing
import Workbench

@testable import Kernel

/// A notebook that talks to a kernel without sockets: signed parts in, what it says out.
final class Notebook {
  /// What a kernel has said.
  struct Said {
    var channel: Channel
    var type: String
    var parent: JSON
    var content: JSON
  }

  static let key = MessageKey(Array("key".utf8))
  let mailbox: KernelMailbox
  private let server: KernelServer
  private var desk: ControlDesk
  private var count = 0
  private let listener: Listener

  /// Interrupts the kernel as it says something.
  private final class Listener: Sendable {
    let mailbox = Mutex<KernelMailbox?>(nil)
    let left = Mutex(0)

    func hear() {
      let isNow = left.withLock { left in
        left -= 1
        return left == 0
      }
      if isNow { mailbox.withLock(\.self)?.interrupt() }
    }
  }

  /// Interrupts the kernel when it has said so many things from here on.
  func interrupt(after count: Int) { listener.left.withLock { $0 = count } }

  init() {
    let listener = Listener()
    self.listener = listener
    mailbox = KernelMailbox(wakeSession: {}, wakeSockets: { listener.hear() })
    listener.mailbox.withLock { [mailbox] in $0 = mailbox }
    let writer = WireWriter(key: Self.key, mark: "test")
    server = KernelServer(
      options: Interpreter.Options(threads: 1), writer: writer, mailbox: mailbox)
    desk = ControlDesk(key: Self.key, writer: writer, mailbox: mailbox)
  }

  /// The parts of a message, signed.
  func parts(_ type: String, _ content: String, id: String? = nil) -> [[UInt8]] {
    count += 1
    let header: JSON = [
      "msg_id": .text(id ?? "\(type)-\(count)"), "session": "notebook", "username": "tester",
      "date": "2026-01-01T00:00:00Z", "msg_type": .text(type), "version": "5.3",
    ]
    let body = [header.description, "{}", "{}", content].map { Array($0.utf8) }
    return [Array("address".utf8), WireReader.delimiter, Self.key.written(body)] + body
  }

  /// Sends without waiting for the answer; a line of the log, if there is one.
  @discardableResult
  func post(_ type: String, _ content: JSON = [:], on channel: Channel = .shell) -> String? {
    desk.take(parts(type, content.description), on: channel)
  }

  func take(_ parts: [[UInt8]], on channel: Channel = .shell) -> String? {
    desk.take(parts, on: channel)
  }

  /// Lets the kernel answer all that waits; what it has said.
  @discardableResult
  func serve() -> [Said] {
    _ = server.serve()
    return takeSaid()
  }

  func takeSaid() -> [Said] {
    mailbox.takeOutgoing().compactMap { message in
      guard case .message(let read) = Self.read(message.parts) else { return nil }
      let place = message.parts.firstIndex(of: WireReader.delimiter) ?? 0
      let parent = try? JSON.read(message.parts[place + 3])
      return Said(
        channel: message.channel, type: read.type, parent: parent ?? .null,
        content: read.content ?? .null)
    }
  }

  private static func read(_ parts: [[UInt8]]) -> WireReader.Reading {
    var reader = WireReader(key: key)
    return reader.read(parts)
  }

  /// Runs a cell.
  @discardableResult
  func run(_ code: String, _ more: [JSON.Member] = []) -> [Said] {
    post("execute_request", .object([.init("code", .text(code))] + more))
    return serve()
  }

  /// Asks, and takes the reply's content.
  func ask(_ type: String, _ content: JSON = [:]) throws -> JSON {
    post(type, content)
    return try #require(serve().first { $0.channel == .shell }).content
  }

  /// Ends the kernel.
  func end() { server.end() }
}

extension [Notebook.Said] {
  /// The contents of messages of a type.
  func all(_ type: String) -> [JSON] { filter { $0.type == type }.map(\.content) }

  var types: [String] { map(\.type) }

  /// The text of a stream, whole.
  func text(of stream: String) -> String {
    all("stream").filter { $0["name"]?.string == stream }.compactMap { $0["text"]?.string }.joined()
  }

  /// The plain text of the result.
  var result: String? { all("execute_result").last?["data"]?["text/plain"]?.string }

  var reply: JSON? { last { $0.channel == .shell }?.content }

  var status: String? { reply?["status"]?.string }
}
