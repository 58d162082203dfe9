import CKernels

/// Threads that share the work of one program's kernels with the thread that runs it.
///
/// Which thread does which part never shows in the results. Helpers wait briefly awake, then
/// asleep; all signals go to other threads.
package final class ThreadTeam {
  /// How many threads are to share the work, the caller's among them: 1 to 256.
  package let threads: Int
  let team: OpaquePointer
  private var helpers: [Thread] = []

  /// `threads` counts the caller's, at least 1.
  package init(threads: Int) {
    self.threads = max(1, min(threads, 256))
    guard let team = nabla_team_create(Int64(self.threads)) else {
      preconditionFailure("memory for a thread team")
    }
    self.team = team
    let address = UInt(bitPattern: UnsafeRawPointer(team))
    for index in 1..<max(self.threads, 1) {
      // A helper that cannot be started is not missed: the others take its share.
      let helper = Thread(name: "nabla helper \(index)", niceness: 0) {
        nabla_team_help(OpaquePointer(bitPattern: address), Int64(index))
      }
      if let helper { helpers.append(helper) }
    }
  }

  deinit {
    nabla_team_stop(team)
    for helper in helpers { helper.join() }
    nabla_team_destroy(team)
  }
}
