import Engine
import Glibc
import NIOCore
import NIOPosix

/// A model that answers over HTTP until it is stopped. Any thread may look at it and stop it.
package final class ModelServer: Sendable {
  /// What answers.
  package let predictor: any ServedPredictor
  /// Where; the port is the one that the system chose.
  package let address: ServerAddress
  /// What answers cost.
  package let price: ServingPrice?
  /// What learns from rows that are sent back; `nil` where nothing does.
  package let learner: OnlineLearner?
  private let service: Service
  private let group: MultiThreadedEventLoopGroup
  private let listeners: [any Channel]
  private let threads: ServerThreads
  private let phase = Monitor(Phase.running)

  private enum Phase { case running, stopping, stopped }

  /// Whether clients must show a token.
  package var asksForToken: Bool { service.token != nil }

  /// Listens, and answers from then on.
  ///
  /// `routes` come after the server's own. Without `host` it listens on 127.0.0.1 and ::1, so that only this machine can
  /// ask.
  package init(
    _ predictor: any ServedPredictor, _ options: ServerOptions, routes: [Route] = [],
    learner: OnlineLearner? = nil
  ) throws(ServingProblem) {
    let addresses = try Listener.addresses(options)
    let security = try options.certificate.map { pair throws(ServingProblem) in
      try ServerSecurity(chain: pair.chain, key: pair.key)
    }
    let ledger = try options.ledger.map { path throws(ServingProblem) in try Ledger(path) }
    let accounts = Accounts(
      price: options.price, ledger: ledger, log: options.log, notice: options.notice)
    let worker = ServingWorker(
      predictor, .init(most: options.mostRows, wait: options.wait), accounts)
    let readiness = Readiness()
    let router = Router(
      HealthRoutes.all(predictor, readiness) + TensorFlowRoutes.all(predictor)
        + OpenInferenceRoutes.all(predictor)
        + [MetricsRoute.route(predictor.name, accounts, worker, learner)] + routes)
    let service = Service(
      router, ServedHosts(given: options.host), options.limits, token: options.token,
      worker: worker, accounts: accounts)
    let group = Listener.group(threads: 1)
    do throws(ServingProblem) {
      listeners = try Listener.listen(
        addresses, port: options.port, service, security, on: group)
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
    address = ServerAddress(
      host: options.host ?? "127.0.0.1",
      port: listeners.first?.localAddress?.port ?? options.port, isSecure: security != nil)
    (self.predictor, self.price, self.learner) = (predictor, options.price, learner)
    (self.service, self.group) = (service, group)
    var threads: [Worker?] = [Worker(name: "nabla serve", niceness: 0) { worker.run() }]
    for number in 0..<service.readers.count {
      threads.append(
        Worker(name: "nabla read \(number)", niceness: 0) { service.readers.run(number) })
    }
    if learner != nil { threads.append(Worker(name: "nabla learn") { service.own.run() }) }
    self.threads = ServerThreads(threads.compactMap(\.self))
    guard threads.allSatisfy({ $0 != nil }) else {
      stop()
      throw .system("the system has no thread to give")
    }
    learner?.observe { [told = options.learned] event in
      accounts.note(event)
      told?(event)
    }
    readiness.isReady = true
  }

  /// Throws what a server with these options would, but for its port, which another still has: host, token, certificate
  /// and ledger are looked at, and nothing listens afterwards.
  package static func check(_ options: ServerOptions) throws(ServingProblem) {
    let addresses = try Listener.addresses(options)
    if let pair = options.certificate { _ = try ServerSecurity(chain: pair.chain, key: pair.key) }
    if let path = options.ledger { _ = try Ledger(path) }
    try Listener.check(addresses)
  }

  /// Whether it takes connections.
  package var isRunning: Bool { phase.change { $0 == .running } }

  /// Whether anything of it is left: it is running, or still answers what it has accepted.
  package var isAlive: Bool { phase.change { $0 != .stopped } }

  /// What it has done so far.
  package var counts: ServerCounts { service.accounts.counts }

  /// Requests in work, and connections, now.
  package var load: (requests: Int, connections: Int) {
    (service.inWork, service.connections.count)
  }

  /// What has been earned, in the currency of the price; 0 without a price.
  package var revenue: Double {
    let counts = counts
    return price?.money(requests: counts.priced, tokens: counts.pricedTokens) ?? 0
  }

  /// Lines of the ledger that no disk has taken yet, and why.
  package var unwritten: (lines: Int, reason: String)? { service.accounts.unwritten }

  /// Takes no more connections, finishes the requests that it has accepted, and ends: within five seconds.
  ///
  /// Returns when nothing of it is left; a second call waits for the first.
  package func stop() { stop(within: service.limits.ending) }

  /// The same on a thread of its own: `isAlive` says when it is done.
  package func beginStop() {
    if Worker(name: "nabla stop", niceness: 0, body: { self.stop() }) == nil { stop() }
  }

  deinit { stop(within: 0) }

  /// The same within so many seconds.
  package func stop(within seconds: Double) {
    let isFirst = phase.change { phase in
      defer { if phase == .running { phase = .stopping } }
      return phase == .running
    }
    guard isFirst else {
      _ = phase.wait { $0 == .stopped ? true : nil }
      return
    }
    for listener in listeners { try? listener.close().wait() }
    service.connections.end()
    let end = Clock.now + UInt64(Int(seconds * 1e9, within: 0...1_000_000_000_000))
    service.connections.waitForNone(until: end)
    // What nobody waits for is not computed any more.
    service.connections.end(atOnce: true)
    service.connections.waitForNone(until: Clock.now + 1_000_000_000)
    learner?.end()
    service.readers.stop()
    service.own.stop()
    service.worker.stop()
    threads.join()
    try? group.syncShutdownGracefully()
    service.accounts.close()
    phase.change { $0 = .stopped }
  }
}

/// The threads of a server.
private struct ServerThreads: @unchecked Sendable {
  // Sendable: nothing is done with them but to wait for their ends, by the one thread that stops the server.
  private let workers: [Worker]

  init(_ workers: [Worker]) { self.workers = workers }

  func join() { for worker in workers { worker.join() } }
}
