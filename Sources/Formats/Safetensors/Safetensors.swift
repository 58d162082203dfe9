import Support

/// Named tensors in one file that cannot carry code, with texts about them.
///
/// Layout: eight bytes with the length of the header, little-endian; the header in JSON; the bytes of
/// the tensors without gaps. Source: the format description of huggingface/safetensors.
package struct Safetensors: Equatable, Sendable {
  /// The element types of the format.
  package enum ElementType: String, Sendable, CaseIterable {
    case float64 = "F64"
    case float32 = "F32"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int64 = "I64"
    case int32 = "I32"
    case int16 = "I16"
    case int8 = "I8"
    case uint64 = "U64"
    case uint32 = "U32"
    case uint16 = "U16"
    case uint8 = "U8"
    case bool = "BOOL"

    /// Bytes of one element.
    package var byteCount: Int {
      switch self {
      case .float64, .int64, .uint64: 8
      case .float32, .int32, .uint32: 4
      case .float16, .bfloat16, .int16, .uint16: 2
      case .int8, .uint8, .bool: 1
      }
    }
  }

  /// One tensor: its numbers are little-endian and in row-major order.
  package struct Entry: Equatable, Sendable {
    /// Unique in the file.
    package let name: String
    /// The type of each number.
    package let elementType: ElementType
    /// Extents, the slowest first; empty for a single number.
    package let shape: [Int]
    /// As many as shape and type ask for.
    package let bytes: [UInt8]

    /// A tensor; whether there are as many bytes as shape and type ask for is not checked here.
    package init(name: String, _ elementType: ElementType, shape: [Int], bytes: [UInt8]) {
      self.name = name
      self.elementType = elementType
      self.shape = shape
      self.bytes = bytes
    }
  }

  /// One text of the header.
  package struct Note: Equatable, Sendable {
    /// The key.
    package let name: String
    /// Any text.
    package let text: String

    /// A text under a key.
    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The tensors, in the order of their bytes.
  package var entries: [Entry]
  /// What the header says beside the tensors; the checksums of our own files are not among it.
  package var notes: [Note]
  /// Whether the file carried checksums, all of which held.
  package private(set) var isVerified = false

  /// What a file is to hold; names must differ, which is not checked here.
  package init(entries: [Entry], notes: [Note] = []) {
    self.entries = entries
    self.notes = notes
  }

  init(entries: [Entry], notes: [Note], isVerified: Bool) {
    self.init(entries: entries, notes: notes)
    self.isVerified = isVerified
  }

  /// The tensor of that name; `nil` where there is none.
  package func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }
  /// The text under that key; `nil` where there is none.
  package func note(_ name: String) -> String? { notes.first { $0.name == name }?.text }

  static func refuse(
    _ place: FormatError.Place, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "safetensors", place, expected: expected, found: found)
  }

  /// The number of bytes that a shape takes, or `nil` where that is no number.
  static func byteCount(_ shape: [Int], _ type: ElementType) -> Int? {
    // An empty axis hides no other that is longer than anything.
    let span = shape.reduce(type.byteCount) { saturatingProduct($0, max($1, 1)) }
    guard shape.allSatisfy({ $0 >= 0 }), span <= 1 << 48 else { return nil }
    return shape.contains(0) ? 0 : span
  }

  /// Names stand in listings and errors, so they hold nothing invisible and are not empty.
  static func isUsableName(_ name: String) -> Bool {
    !name.isEmpty && name != "__metadata__" && Sanitizer.isHarmless(name)
      && !name.utf8.contains { $0 == 0x0A || $0 == 0x09 }
  }
}

/// Where the checksums of our own files stand.
///
/// `sha256` covers the eight length bytes and the header, itself counted as zeros, and is always
/// the second note, so that its place is known; `sha256:name` covers the bytes of one tensor. A
/// file with any of these notes must have them all: no single flipped bit can switch the check off.
enum Checksums {
  static let marker = "nabla"
  static let header = "sha256"
  static let tensorPrefix = "sha256:"
  /// What stands before the header's own digest, from the start of the header.
  static let opening = Array("{\"__metadata__\":{\"nabla\":\"1\",\"sha256\":\"".utf8)
  static let blank = [UInt8](repeating: UInt8(ascii: "0"), count: 64)

  static func isOwn(_ name: String) -> Bool {
    name == marker || name == header || name.hasPrefix(tensorPrefix)
  }

  /// The digest of the length and the header, given the header with its own digest blanked.
  static func ofHeader(_ length: ArraySlice<UInt8>, _ blanked: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(Array(length))
    hash.update(blanked)
    return SHA256.hexadecimal(digest: hash.finish())
  }
}
