import Glibc

/// The terminal's keys, as bytes: all that waits for them, or reads them without a library, does it here.
enum Keyboard {
  /// Whether something can be read, now or within some milliseconds. Also when the terminal is gone.
  static func isReady(
    _ descriptor: Int32 = STDIN_FILENO, within milliseconds: Int32 = 0
  ) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  /// What was pressed since the last time, at least one byte; `nil` when the terminal is gone.
  static func read(_ descriptor: Int32 = STDIN_FILENO) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = Glibc.read(descriptor, &bytes, bytes.count)
    while count < 0, errno == EINTR { count = Glibc.read(descriptor, &bytes, bytes.count) }
    return count > 0 ? Array(bytes[..<count]) : nil
  }
}

extension Mailbox {
  /// Until there are keys or mail, or the time in milliseconds is over; without a time for ever.
  ///
  /// A terminal that is gone answers at once and for ever; it is mail, whoever waits: SIGHUP.
  func wait(
    milliseconds: Int32?, keys descriptor: Int32 = STDIN_FILENO
  ) -> (hasKeys: Bool, mail: Mail) {
    var waiting = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
    ]
    // A signal that cuts it short is mail, too.
    let count = poll(&waiting, 2, milliseconds ?? -1)
    var mail = drain()
    guard count > 0 else { return (false, mail) }
    if waiting[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      mail.signals.insert(SIGHUP)
    }
    return (waiting[0].revents & Int16(POLLIN) != 0, mail)
  }
}
