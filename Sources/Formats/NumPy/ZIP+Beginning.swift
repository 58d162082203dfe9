extension ZIP {
  /// The name of an archive's first member, by the first bytes of the file; `nil` where they hold none, or not all of it.
  package static func firstName(_ bytes: ArraySlice<UInt8>) -> String? {
    let head = Array(bytes.prefix(30))
    guard head.count == 30, head.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    let name = bytes.dropFirst(30).prefix(number(head, 26, 2))
    guard name.count == number(head, 26, 2) else { return nil }
    return String(validating: name, as: UTF8.self)
  }

  /// Whether an archive is one in which Keras keeps a model, by its first member.
  package static func isKerasModel(_ bytes: ArraySlice<UInt8>) -> Bool {
    firstName(bytes).map { ["metadata.json", "config.json", "model.weights.h5"].contains($0) }
      ?? false
  }
}
