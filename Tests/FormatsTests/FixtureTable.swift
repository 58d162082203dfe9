import Support

/// Lines of a table in `Fixtures` that a program of `Benchmarks/golden` wrote: words between blanks.
enum FixtureTable {
  static func lines(_ name: String) throws -> [[String]] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try InputFile.read("/\(folder)/Fixtures/\(name)", limit: 1 << 20)
  }

  /// The small files of a folder in `Fixtures`, in order.
  static let pictures = [
    "colour.jpg", "grey.jpg", "inks.jpg", "palette.png", "progressive.jpg", "rgb.png",
  ]
}

/// Numbers that are the same in every run, for damaging files.
struct Damage {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % max(1, bound)
  }

  /// One to four changes: a byte replaced, flipped, taken out or put in, a piece repeated or cut.
  mutating func mutate(_ bytes: [UInt8], within limit: Int = .max) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(below: 4) where !bytes.isEmpty {
      let place = next(below: min(bytes.count, limit))
      switch next(below: 8) {
      case 0: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][next(below: 5)]
      case 1...3: bytes[place] ^= 1 << UInt8(next(below: 8))
      case 4: bytes[place] = UInt8(next(below: 256))
      case 5: bytes.remove(at: place)
      case 6: bytes.insert(UInt8(next(below: 256)), at: place)
      default: bytes.removeLast(next(below: bytes.count - place))
      }
    }
    return bytes
  }
}
