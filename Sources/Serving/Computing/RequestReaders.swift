import NIOCore

/// Threads that read requests: what JSON says, rows of tables, pictures. One is for large contents, so that nobody with
/// a small one waits for them.
final class RequestReaders: Sendable {
  private struct Job {
    let request: ServedRequest
    let route: Route
    let reply: Reply
  }

  private struct Lane {
    /// What is taken out is let go of at once, unlike by a slice: nobody else counts it any more.
    var jobs = CircularBuffer<Job>()
    var isStopping = false
  }

  /// Contents up to this size are small.
  static let smallBody = 65_536

  private let worker: ServingWorker
  private let accounts: Accounts
  private let own: OwnWork
  private let lanes = [Monitor(Lane()), Monitor(Lane())]

  init(_ worker: ServingWorker, _ accounts: Accounts, _ own: OwnWork) {
    (self.worker, self.accounts, self.own) = (worker, accounts, own)
  }

  /// How many threads `run` is for.
  var count: Int { lanes.count }

  func submit(_ request: ServedRequest, _ route: Route, _ reply: Reply) {
    worker.expect()
    let lane = lanes[request.body.count <= Self.smallBody ? 0 : 1]
    lane.change { $0.jobs.append(Job(request: request, route: route, reply: reply)) }
  }

  /// Ends `run` when nothing waits.
  func stop() {
    for lane in lanes { lane.change { $0.isStopping = true } }
  }

  /// One of the threads.
  func run(_ number: Int) {
    while true {
      let job = lanes[number].wait { lane -> Job?? in
        if let job = lane.jobs.popFirst() { return .some(job) }
        return lane.isStopping ? .some(nil) : nil
      }
      guard let job else { return }
      read(job)
    }
  }

  private func read(_ job: Job) {
    guard !job.reply.isGone else { return worker.submit(nil, job.reply) }
    do throws(RequestProblem) {
      let answer = try job.route.handler(job.request)
      switch answer {
      case .response(let response):
        worker.submit(nil, job.reply)
        accounts.answer(job.reply, response)
      case .rows(let samples, _) where samples.count == 0:
        throw RequestProblem(400, "there is no row to answer")
      case .rows, .turns: worker.submit(answer, job.reply)
      case .own(let rows, let work):
        worker.submit(nil, job.reply)
        own.submit(rows, job.reply, problem: job.route.problem, work)
      }
    } catch {
      worker.submit(nil, job.reply)
      accounts.answer(job.reply, job.route.problem(error))
    }
  }
}
