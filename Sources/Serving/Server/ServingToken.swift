import Glibc

/// What a client shows with each request where others than this machine may ask: `Authorization: Bearer …`.
///
/// It never stands in a text that nabla writes.
package struct ServingToken: Sendable, CustomStringConvertible, CustomReflectable {
  /// The fewest characters: 22 of 64 different ones are 128 bits.
  package static let fewestCharacters = 22

  private let bytes: [UInt8]

  /// A token of at least 22 letters, digits and `-._~+/=`, as RFC 6750 has them, eight different ones among them.
  package init(_ text: String) throws(ServingProblem) {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: "-._~+/=".utf8.contains(byte)
      }
    }
    guard isPlain, text.utf8.count >= Self.fewestCharacters, Set(text.utf8).count >= 8 else {
      throw .tokenWeak(characters: text.utf8.count)
    }
    bytes = Array(text.utf8)
  }

  /// Whether a client has shown it; takes as long whichever characters differ.
  package func isShown(in authorization: String?) -> Bool {
    guard let authorization else { return false }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
    let shown = Array(parts[1].utf8)
    var difference = UInt8(shown.count == bytes.count ? 0 : 1)
    for index in bytes.indices {
      difference |= bytes[index] ^ (index < shown.count ? shown[index] : 0xFF)
    }
    return difference == 0
  }

  /// A new one of 128 bits that nobody can guess, as text of 32 characters. Unlike all else that is drawn it follows from
  /// no seed.
  package static func drawn() throws(ServingProblem) -> String {
    var random = [UInt8](repeating: 0, count: 16)
    let device = open("/dev/urandom", O_RDONLY | O_CLOEXEC)
    defer { if device >= 0 { close(device) } }
    guard device >= 0, read(device, &random, random.count) == random.count else {
      throw .system("/dev/urandom gives no bytes")
    }
    return random.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Says nothing of it.
  package var description: String { "a token" }
  /// Shows nothing of it.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
