import Data
import Engine

/// What a route makes of a request: an answer that is known at once, or what is to be computed for it.
///
/// Routes read requests on threads of their own. All that computes with the model does so on one thread, the
/// server's worker, which joins the rows of several requests and takes turns between generations.
package enum ServedAnswer: Sendable {
  /// Known at once.
  case response(ServedResponse)
  /// Samples to be answered together with those of others; `response` makes the content of what the model answers for
  /// them, `[samples × …]`, and is called on the worker.
  case rows(
    Samples, response: @Sendable (Tensor) throws(RequestProblem) -> ServedResponse)
  /// Something that is computed in many short turns, such as a text token by token.
  case turns(any ServedTurns)
  /// Something that takes its time beside all answers, on a thread of its own, one after the other; `rows` of the
  /// request's content are counted.
  case own(rows: Int, @Sendable () throws(RequestProblem) -> ServedResponse)
}

/// A computation in turns: the worker calls `next` until it has ended, other requests in between.
///
/// It lives on the worker's thread alone. Whoever hangs up ends it: it is dropped, and `next` not called again.
package protocol ServedTurns: AnyObject, Sendable {
  /// Tokens of prompt and answer so far, which a price may count.
  var tokens: Int { get }
  /// Some milliseconds of work.
  ///
  /// What is thrown before the first event is answered with the problem's status; later the stream is cut, so that
  /// nobody takes it for whole.
  func next() throws(RequestProblem) -> ServedTurn
}

/// What came of one turn.
package enum ServedTurn: Sendable {
  /// Nothing to send yet.
  case working
  /// One server-sent event, the text of its `data:` line, without line ends. The first opens the stream.
  case event(String)
  /// The whole answer, where nothing has been streamed.
  case response(ServedResponse)
  /// The stream is complete.
  case end
}
