import NIOCore

/// The outermost part of a connection: watches its clock, and reads no further while the client does not read.
final class ConnectionGate: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private var clock: ConnectionClock
  private let tick: TimeAmount
  private var watch: RepeatedTask?
  private var wantsToRead = false
  private var unread = 0
  private var context: ChannelHandlerContext?
  /// Whether an answer has begun and is not yet whole: what is told of time goes nowhere then.
  var isAnswering = false

  init(_ limits: ServerLimits) {
    clock = ConnectionClock(limits)
    tick = ConnectionClock.tick(limits)
  }

  var phase: ConnectionClock.Phase { clock.phase }

  func enter(_ phase: ConnectionClock.Phase) { clock.enter(phase) }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let gate = NIOLoopBound(self, eventLoop: context.eventLoop)
    watch = context.eventLoop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in
      gate.value.look()
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    watch?.cancel()
    (watch, self.context) = (nil, nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if clock.phase == .idle { clock.enter(.receiving) }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    if context.channel.isWritable { context.read() } else { wantsToRead = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if wantsToRead, context.channel.isWritable {
      wantsToRead = false
      context.read()
    }
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    unread += 1
    clock.wrote()
    let promise = promise ?? context.eventLoop.makePromise()
    let gate = NIOLoopBound(self, eventLoop: context.eventLoop)
    promise.futureResult.whenComplete { _ in
      gate.value.unread -= 1
      gate.value.clock.delivered(all: gate.value.unread == 0)
    }
    context.write(data, promise: promise)
  }

  private func look() {
    guard let context else { return }
    if clock.isStuck() { return context.close(promise: nil) }
    guard clock.isOver() else { return }
    guard clock.phase == .receiving, !isAnswering else { return context.close(promise: nil) }
    let response = ServedResponse(
      RequestProblem(408, "the request was not sent in time; the connection is closed"))
    clock.enter(.lingering)
    context.writeAndFlush(
      NIOAny(ByteBuffer(bytes: PlainResponse.bytes(response))), promise: nil)
    context.close(mode: .output, promise: nil)
  }
}

/// A response in bytes, for connections that have no request to answer.
enum PlainResponse {
  static func bytes(_ response: ServedResponse) -> [UInt8] {
    var head = "HTTP/1.1 \(response.status) \(StatusWords.of(response.status))\r\n"
    let headers =
      [
        ("content-type", response.contentType), ("content-length", "\(response.body.count)"),
        ("connection", "close"),
      ] + response.headers.map { ($0.name, $0.value) }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + response.body
  }
}

/// A connection beyond those that there is room for: told so, and ended.
final class TurnedAway: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    let response = ServedResponse(
      RequestProblem(503, "the server has as many connections as it takes; try again"))
    context.writeAndFlush(
      NIOAny(ByteBuffer(bytes: PlainResponse.bytes(response))), promise: nil)
    context.close(mode: .output, promise: nil)
    // Whoever does not hang up is hung up on.
    let channel = context.channel
    context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
