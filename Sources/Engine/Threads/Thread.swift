import CKernels
import Glibc
import Support

/// A system thread that runs one closure. The only place that starts threads.
final class Thread {
  private var handle = pthread_t()
  private var isJoined = false

  /// `nil` when the system has no thread to give. All signals are blocked on it.
  init?(name: String, niceness: Int, body: @escaping @Sendable () -> Void) {
    let start = Unmanaged.passRetained(Start(name: name, niceness: niceness, body: body))
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    let status = pthread_create(&handle, nil, enter, start.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    if status != 0 {
      start.release()
      return nil
    }
  }

  /// Waits for the closure's end.
  func join() {
    guard !isJoined else { return }
    isJoined = true
    pthread_join(handle, nil)
  }

  deinit { if !isJoined { pthread_detach(handle) } }
}

private final class Start: Sendable {
  let name: String
  let niceness: Int
  let body: @Sendable () -> Void
  /// What is made on the thread counts for whoever started it.
  let budget = MemoryBudget.current
  /// So does where it is kept.
  let disk = DiskMemory.current

  init(name: String, niceness: Int, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.niceness = niceness
    self.body = body
  }
}

private func enter(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
  // A refusal is of no account. Linux takes names of up to 15 bytes.
  nabla_describe_thread(String(start.name.prefix(15)), Int32(start.niceness))
  start.budget.inForce { DiskMemory.$current.withValue(start.disk, operation: start.body) }
  return nil
}
