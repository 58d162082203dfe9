import Sessions
import Support

/// Pictures that a page carries with it: those in the prose itself, and those in files below the session's folder.
struct PagePictures {
  /// The session's folder.
  let folder: String

  /// The longest that is taken, in bytes.
  private static let limit = 8 << 20

  /// The address of a picture's bytes; `nil` for pictures elsewhere, which the page does not ask for.
  func address(of name: String) -> String? {
    if name.lowercased().hasPrefix("data:") { return isPicture(name) ? name : nil }
    guard !name.hasPrefix("/"), !name.contains(":"), let root = RealPath.of(folder),
      let path = RealPath.of(folder + "/" + decoded(name)),
      path.hasPrefix(root.hasSuffix("/") ? root : root + "/"),
      let bytes = try? InputFile.read(path, limit: Self.limit), let type = Self.type(of: bytes)
    else { return nil }
    return "data:\(type);base64," + Base64.text(of: bytes)
  }

  /// `%20` as the blank that it is.
  private func decoded(_ name: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16),
        value > 0
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isPicture(_ address: String) -> Bool {
    ["png", "jpeg", "gif", "webp"].contains {
      address.lowercased().hasPrefix("data:image/\($0);base64,")
    }
      && address.utf8.count <= 2 * Self.limit
      && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
  }

  private static func type(of bytes: [UInt8]) -> String? {
    let kinds: [([UInt8], String)] = [
      ([0x89, 0x50, 0x4E, 0x47], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg"),
      (Array("GIF8".utf8), "image/gif"),
    ]
    if let kind = kinds.first(where: { bytes.starts(with: $0.0) }) { return kind.1 }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      return "image/webp"
    }
    let head = String(decoding: bytes.prefix(512), as: UTF8.self)
    return head.contains("<svg") ? "image/svg+xml" : nil
  }
}
