import Glibc
import Support

/// The claim of a process on a name: held as long as the process lives, however it ends.
///
/// A file of that name holds the lock; it is gone when the claim is given up in good order.
package final class FileClaim {
  /// What an attempt came to.
  package enum Outcome {
    case taken(FileClaim)
    /// Another process, or this one, has it.
    case held
    /// Locks, or files, cannot be had there: nobody can be told apart.
    case unknown
  }

  private let path: String
  private let descriptor: Int32

  private init(_ path: String, _ descriptor: Int32) {
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  /// Takes the claim without waiting for it.
  package static func take(_ path: String) -> Outcome {
    // A file that went while it was being locked is nobody's claim: the next is tried.
    for _ in 0..<8 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { return .unknown }
      switch SessionLock.take(descriptor) {
      case .taken where isStill(path, descriptor): return .taken(FileClaim(path, descriptor))
      case .taken: close(descriptor)
      case .held:
        close(descriptor)
        return .held
      case .unknown:
        close(descriptor)
        return .unknown
      }
    }
    return .unknown
  }

  private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0
      && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
  }
}
