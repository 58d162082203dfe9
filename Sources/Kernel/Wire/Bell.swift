import Glibc
import Support

/// Wakes a thread that waits for files: what others ring can be waited for beside sockets.
package final class Bell: Sendable {
  /// Readable once somebody has rung.
  package let descriptor: Int32
  private let other: Int32

  /// `nil` where the system has no more files to give.
  package init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, other) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(other)
  }

  /// From any thread; a bell that has rung already stays so.
  package func ring() {
    var byte: UInt8 = 1
    _ = write(other, &byte, 1)
  }

  /// Waits for a ring, at most so many milliseconds, and takes it.
  package func wait(milliseconds: Int32) {
    var files = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    poll(&files, 1, milliseconds)
    silence()
  }

  /// Takes what has been rung.
  package func silence() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
