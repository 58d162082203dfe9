import Glibc
import Support
import Synchronization

/// The sockets of a kernel that messages go through.
package enum Channel: Sendable {
  case shell, control, stdin, publication
}

/// A message on its way out, in its parts.
package struct OutgoingMessage: Sendable {
  /// Where it goes.
  package let channel: Channel
  /// Identities, delimiter, signature, header, parent, metadata, content.
  package let parts: [[UInt8]]
}

/// Puts messages together and signs them; any thread may.
package final class WireWriter: Sendable {
  /// The version of Jupyter's protocol that is spoken.
  static let version = "5.3"

  private let key: MessageKey
  /// This kernel, from its start to its end.
  private let session: String
  private let count = Mutex(0)

  /// `mark` tells this start of the kernel from others: its process and the time.
  package init(key: MessageKey, mark: String) {
    self.key = key
    session = SHA256.hexadecimal(
      digest: Array(key.signature(of: [Array(mark.utf8)]).prefix(16)))
  }

  /// A name that no other message or display has.
  func uniqueName() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return "\(session)_\(number)"
  }

  /// A message that answers one with the header `parent`; without one it belongs to none.
  func message(
    _ type: String, _ content: JSON, on channel: Channel, to identities: [[UInt8]] = [],
    parent: [UInt8]? = nil
  ) -> OutgoingMessage {
    let header: JSON = [
      "msg_id": .text(uniqueName()), "session": .text(session), "username": "nabla",
      "date": .text(Self.now), "msg_type": .text(type), "version": .text(Self.version),
    ]
    let empty = Array("{}".utf8)
    let parts = [
      Array(header.description.utf8), parent ?? empty, empty, Array(content.description.utf8),
    ]
    let topic = channel == .publication ? [Array(type.utf8)] : identities
    return OutgoingMessage(
      channel: channel, parts: topic + [WireReader.delimiter, key.written(parts)] + parts)
  }

  /// The time as ISO 8601 writes it, in UTC.
  private static var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    let padded = { (number: Int, width: Int) in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
    return date.map { padded($0, 2) }.joined(separator: "-") + "T"
      + clock.joined(separator: ":") + "." + padded(time.tv_nsec / 1000, 6) + "Z"
  }
}
