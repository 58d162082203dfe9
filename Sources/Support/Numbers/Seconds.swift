import Glibc

// The clocks; a time of day is asked of nobody here.

/// Seconds of a clock that never jumps and stands still while the machine sleeps; only differences mean
/// something.
package func monotonicSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

/// Seconds that all threads of this program have computed.
package func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

/// Seconds that this thread has computed.
package func threadSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

/// As `monotonicSeconds`, some milliseconds late, in a fifth of the time.
func coarseSeconds() -> Double { seconds(CLOCK_MONOTONIC_COARSE) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
