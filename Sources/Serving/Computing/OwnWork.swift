import NIOCore
import Support

/// One thread for what takes longer than an answer and needs nobody else's rows, such as learning: one request after
/// the other, while the worker answers.
final class OwnWork: Sendable {
  private struct Job {
    let rows: Int
    let work: @Sendable () throws(RequestProblem) -> ServedResponse
    let reply: Reply
    let problem: @Sendable (RequestProblem) -> ServedResponse
  }

  private struct State {
    /// What is taken out is let go of at once, unlike by a slice: nobody else counts it any more.
    var jobs = CircularBuffer<Job>()
    var isStopping = false
  }

  private let accounts: Accounts
  private let state = Monitor(State())

  init(_ accounts: Accounts) { self.accounts = accounts }

  func submit(
    _ rows: Int, _ reply: Reply, problem: @escaping @Sendable (RequestProblem) -> ServedResponse,
    _ work: @escaping @Sendable () throws(RequestProblem) -> ServedResponse
  ) {
    state.change {
      $0.jobs.append(Job(rows: rows, work: work, reply: reply, problem: problem))
    }
  }

  /// Ends `run` when nothing waits.
  func stop() { state.change { $0.isStopping = true } }

  /// The thread.
  func run() {
    while true {
      let job = state.wait { state -> Job?? in
        if let job = state.jobs.popFirst() { return .some(job) }
        return state.isStopping ? .some(nil) : nil
      }
      guard let job else { return }
      // Whoever has hung up may send the same once more: it is not done for nobody.
      if !job.reply.isGone { answer(job) }
    }
  }

  private func answer(_ job: Job) {
    let response: ServedResponse
    do throws(RequestProblem) {
      response = try job.work()
    } catch {
      response = job.problem(error)
    }
    accounts.record([
      Accounts.Entry(
        job.reply, status: response.status, rows: job.rows, bytes: response.body.count,
        isKept: true)
    ])
    job.reply.send(.response(response))
  }
}
