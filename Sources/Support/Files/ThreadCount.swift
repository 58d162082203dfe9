import Glibc

/// How many cores computations use unless told otherwise.
package enum ThreadCount {
  /// `NABLA_THREADS`, else all cores of the machine.
  package static var preferred: Int {
    if let text = Environment.value("NABLA_THREADS"), let count = Int(text), count >= 1 {
      return min(count, 256)
    }
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
