import Glibc
import Support

/// Lets one thread wait, for a limited time, until another one rings.
final class Bell: @unchecked Sendable {
  // Sendable: both handles are made for use by several threads and never move.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func ring() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Waits until `isReached`, which is asked before sleeping and after each ring, or until the
  /// time is up; answers whether it was reached.
  func wait(seconds: Double, until isReached: () -> Bool) -> Bool {
    let deadline = monotonicSeconds() + min(max(seconds, 0), 1e9)
    var time = timespec(
      tv_sec: Int(saturating: deadline),
      tv_nsec: Int((deadline - deadline.rounded(.down)) * 1e9, within: 0...999_999_999))
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isReached() {
      if pthread_cond_timedwait(condition, mutex, &time) != 0 { return isReached() }
    }
    return true
  }
}
