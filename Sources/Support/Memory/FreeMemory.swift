import Glibc

/// What the system says of memory: how much is free, how much this process holds.
package enum FreeMemory {
  /// 80 % of what was free when it was first asked for: the limit unless somebody sets another.
  package static let share = bytes / 5 * 4

  /// The machine's memory, in bytes.
  package static let installed: Int = {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : 8 << 30
  }()

  /// Free memory: of the machine, of the control group, and below the limit of address space.
  static var bytes: Int {
    let machine = number(in: "/proc/meminfo", after: "MemAvailable:").map { $0 << 10 }
    var least = machine ?? installed / 4 * 3
    if let group = freeOfControlGroups { least = min(least, group) }
    if let space = freeAddressSpace { least = min(least, space) }
    return max(0, least)
  }

  /// Memory of this process that no file stands behind, in bytes.
  static var resident: Int? {
    guard let fields = text(of: "/proc/self/statm")?.split(separator: " "), fields.count > 2,
      let all = Int(fields[1]), let shared = Int(fields[2])
    else { return nil }
    return (all - shared) * pageSize
  }

  private static let pageSize = max(1, sysconf(Int32(_SC_PAGESIZE)))

  /// What the control groups around this process leave, the tightest of them.
  private static var freeOfControlGroups: Int? {
    guard let groups = text(of: "/proc/self/cgroup") else { return nil }
    var least: Int?
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isUnified = parts[1].isEmpty
      guard isUnified || parts[1].split(separator: ",").contains("memory") else { continue }
      let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      let (most, used) =
        isUnified
        ? ("memory.max", "memory.current") : ("memory.limit_in_bytes", "memory.usage_in_bytes")
      var names = parts[2].split(separator: "/")
      while true {
        let folder = root + names.map { "/" + $0 }.joined()
        if let limit = number(in: "\(folder)/\(most)", after: "") {
          let free = limit - (number(in: "\(folder)/\(used)", after: "") ?? 0)
          least = min(least ?? free, free)
        }
        if names.popLast() == nil { break }
      }
    }
    return least
  }

  /// What `ulimit -v` leaves; `nil` without one.
  private static var freeAddressSpace: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      let most = Int(exactly: limit.rlim_cur),
      let pages = text(of: "/proc/self/statm")?.split(separator: " ").first.flatMap({ Int($0) })
    else { return nil }
    return most - pages * pageSize
  }

  /// The first whole number behind a word; `nil` for "max".
  private static func number(in path: String, after word: String) -> Int? {
    guard let text = text(of: path) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(word) {
      let digits = line.dropFirst(word.count).drop { $0 == " " }.prefix { $0.isNumber }
      return Int(digits)
    }
    return nil
  }

  /// The first bytes of a file of the system, read without asking for memory that grows.
  private static func text(of path: String) -> String? {
    guard let file = FileDescriptor(path, O_RDONLY | O_CLOEXEC) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      let count = Glibc.read(file.number, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      return String(decoding: UnsafeRawBufferPointer(rebasing: buffer[0..<count]), as: UTF8.self)
    }
  }
}
