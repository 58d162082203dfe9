import Glibc

/// How many cores computations use unless told otherwise.
public enum ThreadCount {
  /// `NABLA_THREADS`, else all cores that the process may run on.
  public static var preferred: Int {
    if let text = Environment.value("NABLA_THREADS"), let count = Int(text), count >= 1 {
      return min(count, 256)
    }
    var set = cpu_set_t()
    if sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 {
      let count = withUnsafeBytes(of: set) { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
      if count > 0 { return count }
    }
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
