import NIOCore
import NIOHTTP1

/// One connection: puts requests together, has them answered, and writes the answers in their order.
///
/// Requests of one connection are answered one after the other; the pipeline in front of it holds back what comes early.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum State {
    case idle
    /// The content of a request is coming in.
    case reading(RequestHead.Checked, Route, ServedRequest, body: [UInt8])
    /// So is that of a request which is refused when it is whole.
    case discarding(ServedResponse)
    case answering(Reply)
    /// Some of a stream has been written.
    case streaming(Reply)
    /// Nothing more is answered.
    case ended
  }

  let service: Service
  let gate: ConnectionGate
  var state = State.idle
  var context: ChannelHandlerContext?
  /// Of the request in work.
  var isHead = false
  var closes = false
  var isCurrent = true
  var reserved = 0
  /// The server stops: the answer in work is the last.
  var isEnding = false
  var isInputClosed = false

  /// Contents of refused requests up to this size are read, so that the connection can go on.
  static let smallBody = 65_536

  init(_ service: Service, _ gate: ConnectionGate) {
    (self.service, self.gate) = (service, gate)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    service.connections.add(self, on: context.eventLoop) { handler.value.end(atOnce: $0) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelInactive(context: ChannelHandlerContext) {
    if let reply {
      reply.isGone = true
      service.worker.wake()
    }
    release()
    state = .ended
    service.connections.remove(self)
    context.fireChannelInactive()
  }

  var reply: Reply? {
    switch state {
    case .answering(let reply), .streaming(let reply): reply
    default: nil
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    reply?.isReady = context.channel.isWritable
    if context.channel.isWritable { service.worker.wake() }
    context.fireChannelWritabilityChanged()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head)
    case .body(let bytes): take(bytes)
    case .end: finishRequest()
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else {
      return context.fireUserInboundEventTriggered(event)
    }
    isInputClosed = true
    // Whoever has only ended its own side still gets the answer to what it asked.
    if reply == nil { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let parserError = error as? HTTPParserError else {
      return context.close(promise: nil)
    }
    switch state {
    case .idle, .reading, .discarding:
      isHead = false
      refuseAtOnce(
        parserError == .headerOverflow
          ? RequestProblem(
            431,
            "the header has more than \(service.limits.header) bytes or \(service.limits.headerFields) fields"
          )
          : RequestProblem(400, "this is no request of HTTP/1.1"))
    case .answering, .streaming, .ended: context.close(promise: nil)
    }
  }

  /// The server stops.
  func end(atOnce: Bool) {
    isEnding = true
    if atOnce {
      context?.close(promise: nil)
    } else if case .idle = state, gate.phase == .idle {
      context?.close(promise: nil)
    }
  }
}
