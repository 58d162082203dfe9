import Glibc

/// An open file that is closed with its owner.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Opens a file, in an open folder where its number is given; `nil` leaves the reason in `errno`.
  init?(_ path: String, _ flags: Int32, permissions: UInt32 = 0, in folder: Int32 = AT_FDCWD) {
    number = openat(folder, path, flags | O_CLOEXEC, permissions)
    if number < 0 { return nil }
  }

  /// A new file in a folder that has lost its name; `nil` leaves the reason in `errno`.
  init?(unlinkedIn folder: String) {
    var name = Array("\(folder)/nabla-XXXXXX".utf8CString)
    number = mkstemp(&name)
    if number < 0 { return nil }
    unlink(name)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
  }

  // A failed opening must not disturb the reason in `errno`.
  deinit { if number >= 0 { close(number) } }

  /// The file's facts, or `nil` with the reason in `errno`.
  func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }
}

/// What sort of file a mode describes.
func fileType(_ status: stat) -> UInt32 { status.st_mode & UInt32(S_IFMT) }

/// Writes everything, through interruptions and short writes; returns 0 or the system's number.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
  var done = 0
  while done < bytes.count {
    let remaining = UnsafeRawBufferPointer(rebasing: bytes[done...])
    let written = write(descriptor, remaining.baseAddress, remaining.count)
    if written >= 0 {
      done += written
    } else if errno == EAGAIN || errno == EWOULDBLOCK {
      // A terminal may have been left in non-blocking mode by another program.
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&request, 1, -1)
    } else if errno != EINTR {
      return errno
    }
  }
  return 0
}
