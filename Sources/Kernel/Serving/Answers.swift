import Support

/// What is said about requests: that one is looked at, its answer, that it is done.
struct Answers: Sendable {
  let writer: WireWriter
  let mailbox: KernelMailbox

  /// Says something to all who listen, about a request.
  func publish(_ type: String, _ content: JSON, about parent: [UInt8]?) {
    mailbox.send(writer.message(type, content, on: .publication, parent: parent))
  }

  /// Whether the kernel is busy with a request: `busy`, `idle`, or `starting`.
  func publish(state: String, about parent: [UInt8]?) {
    publish("status", ["execution_state": .text(state)], about: parent)
  }

  /// Answers whoever asked.
  func reply(_ content: JSON, to request: KernelMailbox.Request) {
    let type = request.message.type
    let name = type.hasSuffix("_request") ? String(type.dropLast(8)) + "_reply" : type + "_reply"
    mailbox.send(
      writer.message(
        name, content, on: request.channel, to: request.message.identities,
        parent: request.message.header))
  }

  /// Answers that nothing can be done.
  func refuse(_ request: KernelMailbox.Request, _ name: String, _ reason: String) {
    reply(Self.error(name, reason), to: request)
  }

  static func error(_ name: String, _ reason: String) -> JSON {
    [
      "status": "error", "ename": .text(name), "evalue": .text(reason),
      "traceback": [.text("\(name): \(reason)")],
    ]
  }
}
