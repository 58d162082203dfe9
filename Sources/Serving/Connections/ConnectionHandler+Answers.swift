import NIOCore
import NIOHTTP1

// How an answer goes out.
extension ConnectionHandler {
  /// Something of the answer in work has come.
  func deliver(_ part: Reply.Part) {
    switch (state, part) {
    case (.answering, .response(let response)): write(response)
    case (.answering(let reply), .event(let text)):
      var headers = plainHeaders
      headers.add(name: "content-type", value: "text/event-stream")
      headers.add(name: "cache-control", value: "no-store")
      write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)))
      gate.isAnswering = true
      state = .streaming(reply)
      write(event: text)
    case (.streaming, .event(let text)): write(event: text)
    case (.answering, .end): write(ServedResponse(text: ""))
    case (.streaming, .end): finish()
    case (_, .cut): context?.close(promise: nil)
    default: break
    }
  }

  /// Writes a whole answer.
  func write(_ response: ServedResponse) {
    release()
    var headers = plainHeaders
    headers.add(name: "content-type", value: response.contentType)
    headers.add(name: "content-length", value: "\(response.body.count)")
    headers.add(name: "x-content-type-options", value: "nosniff")
    for (name, value) in response.headers { headers.add(name: name, value: value) }
    write(
      .head(
        HTTPResponseHead(
          version: .http1_1,
          status: HTTPResponseStatus(
            statusCode: response.status, reasonPhrase: StatusWords.of(response.status)),
          headers: headers)))
    if !isHead, !response.body.isEmpty {
      write(.body(.byteBuffer(ByteBuffer(bytes: response.body))))
    }
    finish()
  }

  private var plainHeaders: HTTPHeaders {
    var headers = HTTPHeaders()
    headers.add(name: "date", value: Clock.headerDate)
    closes = closes || isEnding
    headers.add(name: "connection", value: closes ? "close" : "keep-alive")
    return headers
  }

  private func write(event text: String) {
    let line = "data: " + text.replacing("\n", with: "\ndata: ") + "\n\n"
    write(.body(.byteBuffer(ByteBuffer(string: line))))
    context?.flush()
    if let channel = context?.channel, !channel.isWritable { reply?.isReady = false }
  }

  func write(_ part: HTTPServerResponsePart) { context?.write(wrapOutboundOut(part), promise: nil) }

  /// The answer is whole. The next request may come in while its end is written, so that all is ready for it before.
  private func finish() {
    release()
    let ends = closes || isInputClosed
    gate.isAnswering = false
    state = ends ? .ended : .idle
    gate.enter(ends ? .lingering : .idle)
    guard let context else { return }
    let written = context.eventLoop.makePromise(of: Void.self)
    if ends {
      // The client hangs up; were it hung up on while something of it is unread, it might never see the answer.
      let mode: CloseMode = isInputClosed ? .all : .output
      let channel = context.channel
      written.futureResult.whenComplete { _ in channel.close(mode: mode, promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }
}
