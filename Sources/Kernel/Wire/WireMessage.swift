import Support

/// A message of Jupyter's protocol, as it came.
package struct WireMessage: Sendable {
  /// Who sent it, for the answer.
  package let identities: [[UInt8]]
  /// As it was written: answers carry it back byte for byte.
  package let header: [UInt8]
  /// `execute_request`.
  package let type: String
  /// What is asked, an object; `nil` where it is no JSON.
  package let content: JSON?

  /// A text of the content; `nil` where it has none of that name.
  func text(_ name: String) -> String? { content?[name]?.string }

  /// Yes or no; what is left out is `fallback`.
  func flag(_ name: String, _ fallback: Bool) -> Bool {
    if case .bool(let value)? = content?[name] { value } else { fallback }
  }
}

/// Takes messages apart: signature first, then what they say.
package struct WireReader: Sendable {
  /// What became of the parts that came.
  package enum Reading: Sendable {
    /// To be answered.
    case message(WireMessage)
    /// Not to be answered; with the reason, for the log.
    case refused(String)
  }

  static let delimiter = Array("<IDS|MSG>".utf8)
  /// More is no address of a notebook.
  private static let mostIdentities = 16

  private let key: MessageKey
  private var seen = SeenSignatures()

  /// Messages are believed that this key has signed, each once.
  package init(key: MessageKey) { self.key = key }

  /// Identities, delimiter, signature, header, parent, metadata, content; what follows is left out.
  package mutating func read(_ parts: [[UInt8]]) -> Reading {
    guard let place = parts.firstIndex(of: Self.delimiter), place <= Self.mostIdentities,
      parts.count >= place + 6
    else { return .refused("it has not the parts of a message") }
    let signature = parts[place + 1]
    let signed = parts[(place + 2)...(place + 5)]
    guard key.accepts(signature, of: signed) else { return .refused("its signature is wrong") }
    guard seen.isNew(signature) else { return .refused("it has come before") }
    guard case .success(let header) = Self.read(parts[place + 2]),
      let type = header["msg_type"]?.string
    else { return .refused("its header is no JSON with a msg_type") }
    var content: JSON?
    if case .success(let value) = Self.read(parts[place + 5]), case .object = value {
      content = value
    }
    return .message(
      WireMessage(
        identities: Array(parts[..<place]), header: parts[place + 2], type: type, content: content))
  }

  private static func read(_ bytes: [UInt8]) -> Result<JSON, JSON.Fault> {
    Result { () throws(JSON.Fault) in try JSON.read(bytes, named: "message") }
  }
}

/// The signatures of the last messages: one that comes twice was sent by somebody else.
struct SeenSignatures: Sendable {
  /// As many are remembered as Jupyter's own kernels do.
  static let limit = 1 << 16
  private var known: Set<SIMD2<UInt64>> = []
  private var order: [SIMD2<UInt64>] = []
  private var oldest = 0

  /// All the room that they will take, from the start.
  init() {
    known.reserveCapacity(Self.limit)
    order.reserveCapacity(Self.limit)
  }

  /// Notes a signature of hexadecimal digits; whether it has not come before.
  mutating func isNew(_ signature: [UInt8]) -> Bool {
    // The first 128 of its 256 bits.
    var mark = SIMD2<UInt64>()
    for (index, byte) in signature.prefix(32).enumerated() {
      let digit = UInt64(Character(Unicode.Scalar(byte)).hexDigitValue ?? 0)
      mark[index / 16] = mark[index / 16] << 4 | digit
    }
    guard known.insert(mark).inserted else { return false }
    if order.count < Self.limit {
      order.append(mark)
    } else {
      known.remove(order[oldest])
      order[oldest] = mark
      oldest = (oldest + 1) % Self.limit
    }
    return true
  }
}
