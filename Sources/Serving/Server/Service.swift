import Synchronization

/// What all connections of a server share.
final class Service: Sendable {
  let router: Router
  let hosts: ServedHosts
  let limits: ServerLimits
  let token: ServingToken?
  let worker: ServingWorker
  let accounts: Accounts
  let own: OwnWork
  let readers: RequestReaders
  let connections = ConnectionList()
  private let bodies = Atomic<Int>(0)
  private let working = Atomic<Int>(0)

  init(
    _ router: Router, _ hosts: ServedHosts, _ limits: ServerLimits, token: ServingToken?,
    worker: ServingWorker, accounts: Accounts
  ) {
    (self.router, self.hosts, self.limits, self.token) = (router, hosts, limits, token)
    (self.worker, self.accounts) = (worker, accounts)
    own = OwnWork(accounts)
    readers = RequestReaders(worker, accounts, own)
  }

  /// Requests that are read, wait or are computed.
  var inWork: Int { working.load(ordering: .relaxed) }

  /// Takes room for a content; `false` where there is none.
  func reserve(_ bytes: Int) -> Bool {
    let (_, now) = bodies.add(bytes, ordering: .relaxed)
    guard now <= limits.bodies else {
      bodies.subtract(bytes, ordering: .relaxed)
      return false
    }
    return true
  }

  func release(_ bytes: Int) { bodies.subtract(bytes, ordering: .relaxed) }

  /// One more request is in work, until `leave`; `false` where there are too many.
  func enter() -> Bool { working.add(1, ordering: .relaxed).newValue <= limits.requests }

  func leave() { working.subtract(1, ordering: .relaxed) }
}
