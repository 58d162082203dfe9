import Support

/// The thread of the sockets: takes messages apart, answers at once what must not wait for a cell, and leaves
/// the rest to the session.
package struct ControlDesk: Sendable {
  private var reader: WireReader
  private let answers: Answers
  private let mailbox: KernelMailbox
  /// What was refused and why, for the log; the first of each sort.
  private var told: Set<String> = []

  /// A desk for the messages that a key has signed.
  package init(key: MessageKey, writer: WireWriter, mailbox: KernelMailbox) {
    reader = WireReader(key: key)
    answers = Answers(writer: writer, mailbox: mailbox)
    self.mailbox = mailbox
  }

  /// Says that the kernel begins.
  package func begin() { answers.publish(state: "starting", about: nil) }

  /// Takes what has come on a channel; a line for the log where it was refused and had not been before.
  package mutating func take(_ parts: [[UInt8]], on channel: Channel) -> String? {
    switch reader.read(parts) {
    case .refused(let reason):
      guard told.insert(reason).inserted else { return nil }
      return "a message is refused: \(reason)"
    case .message(let message):
      guard channel != .stdin else {
        guard told.insert("stdin").inserted else { return nil }
        return "a message on stdin is refused: nabla asks for no input"
      }
      take(KernelMailbox.Request(message: message, channel: channel))
      return nil
    }
  }

  private func take(_ request: KernelMailbox.Request) {
    // What asks about a cell that runs is not to wait for it.
    guard request.channel == .control else { return mailbox.post(request) }
    switch request.message.type {
    case "interrupt_request", "shutdown_request", "kernel_info_request": break
    default: return mailbox.post(request)
    }
    let parent = request.message.header
    answers.publish(state: "busy", about: parent)
    defer { answers.publish(state: "idle", about: parent) }
    switch request.message.type {
    case "interrupt_request":
      mailbox.interrupt()
      answers.reply(["status": "ok"], to: request)
    case "shutdown_request":
      let content: JSON = [
        "status": "ok", "restart": .bool(request.message.flag("restart", false)),
      ]
      answers.reply(content, to: request)
      answers.publish("shutdown_reply", content, about: parent)
      mailbox.end()
    default: answers.reply(KernelInformation.content, to: request)
    }
  }
}

/// What a kernel says of itself.
enum KernelInformation {
  static var content: JSON {
    [
      "status": "ok", "protocol_version": .text(WireWriter.version), "implementation": "nabla",
      "implementation_version": .text(Version.number),
      "banner": .text("\(Version.text): neural networks at a prompt; `:help` lists what there is"),
      "language_info": [
        "name": "nabla", "version": .text(Version.number), "mimetype": "text/x-nabla",
        "file_extension": ".nabla", "pygments_lexer": "text",
      ],
      "help_links": [], "debugger": false,
    ]
  }
}
