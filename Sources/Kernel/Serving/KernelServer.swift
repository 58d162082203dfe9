import Support
import Workbench

/// The session's own thread: answers one request after the other.
package final class KernelServer {
  private let mailbox: KernelMailbox
  private let answers: Answers
  private let session: KernelSession
  /// The request that ran last: what trainings in the background come to is said about it.
  private var lastExecution: [UInt8]?

  /// A server of a fresh session.
  package init(options: Interpreter.Options, writer: WireWriter, mailbox: KernelMailbox) {
    self.mailbox = mailbox
    answers = Answers(writer: writer, mailbox: mailbox)
    session = KernelSession(options: options, mailbox: mailbox, uniqueName: writer.uniqueName)
  }

  /// Called from other threads when a training may have news.
  package var wake: (@Sendable () -> Void)? {
    get { session.interpreter.workQueue.wake }
    set { session.interpreter.workQueue.wake = newValue }
  }

  /// Answers all that waits; answers whether the kernel goes on.
  package func serve() -> Bool {
    while let request = mailbox.take() {
      let parent = request.message.header
      answers.publish(state: "busy", about: parent)
      answer(request)
      answers.publish(state: "idle", about: parent)
      mailbox.finish()
    }
    guard !mailbox.isEnding else { return false }
    session.attend { [answers, lastExecution] in answers.publish($0, $1, about: lastExecution) }
    return true
  }

  /// Ends all trainings, as the kernel ends; what they came to is lost with the session's names.
  package func end() {
    session.end()
    mailbox.close()
  }

  private func answer(_ request: KernelMailbox.Request) {
    let message = request.message
    guard message.content != nil else {
      return answers.refuse(request, "Message", "its content is no JSON object")
    }
    switch message.type {
    case "execute_request": execute(request)
    case "complete_request": answers.reply(session.complete(message), to: request)
    case "inspect_request": answers.reply(session.inspect(message), to: request)
    case "is_complete_request": answers.reply(session.isComplete(message), to: request)
    case "history_request": answers.reply(session.history.reply(message), to: request)
    case "kernel_info_request": answers.reply(KernelInformation.content, to: request)
    case "comm_info_request": answers.reply(["status": "ok", "comms": [:]], to: request)
    case "comm_open":
      // Whoever opens one is told that nobody is there.
      answers.publish(
        "comm_close", ["comm_id": message.content?["comm_id"] ?? "", "data": [:]],
        about: message.header)
    case "comm_msg", "comm_close", "input_reply": break
    case "interrupt_request":
      // Nothing runs while this is read.
      answers.reply(["status": "ok"], to: request)
    case "shutdown_request":
      let content: JSON = ["status": "ok", "restart": .bool(message.flag("restart", false))]
      answers.reply(content, to: request)
      answers.publish("shutdown_reply", content, about: message.header)
      mailbox.end()
    default:
      answers.refuse(request, "Message", "nabla knows no \(Sanitizer.visibleLine(message.type))")
    }
  }

  private func execute(_ request: KernelMailbox.Request) {
    let message = request.message
    lastExecution = message.header
    let result = session.execute(message) { [answers] in
      answers.publish($0, $1, about: message.header)
    }
    answers.reply(result.reply, to: request)
    guard result.isFailure, message.flag("stop_on_error", true) else { return }
    for waiting in mailbox.takeWaiting("execute_request") {
      let parent = waiting.message.header
      answers.publish(state: "busy", about: parent)
      answers.reply(["status": "aborted"], to: waiting)
      answers.publish(state: "idle", about: parent)
    }
  }
}
