import Synchronization

/// Which characters of several code points a terminal draws as one sign.
///
/// Where one is not joined, its parts stand beside one another and each takes columns of its own.
package struct JoinedCharacters: OptionSet, Sendable {
  /// One bit for each sort, as below.
  package let rawValue: UInt8
  /// A set of sorts by their bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Emoji that a zero-width joiner holds together: families, professions.
  package static let families = JoinedCharacters(rawValue: 1)
  /// Two letters that make a flag.
  package static let flags = JoinedCharacters(rawValue: 2)
  /// An emoji and the colour of its skin.
  package static let skinTones = JoinedCharacters(rawValue: 4)
  /// A sign with the selector that makes an emoji of it: two columns wide.
  package static let pictures = JoinedCharacters(rawValue: 8)
  /// Everything is drawn as one sign.
  package static let all: JoinedCharacters = [families, flags, skinTones, pictures]

  private static let known = Atomic<UInt8>(all.rawValue)

  /// What the terminal at hand joins; all of it, until it has been asked.
  package static var ofTerminal: JoinedCharacters {
    get { JoinedCharacters(rawValue: known.load(ordering: .relaxed)) }
    set { known.store(newValue.rawValue, ordering: .relaxed) }
  }

  /// What a character is drawn as, from left to right, each with its columns.
  package func parts(of character: Character) -> [(text: Character, columns: Int)] {
    let scalars = character.unicodeScalars
    guard scalars.count > 1 else { return [(character, columns(Array(scalars)))] }
    var parts: [[Unicode.Scalar]] = []
    for scalar in scalars {
      if let last = parts.last, !begins(scalar, after: last) {
        parts[parts.count - 1].append(scalar)
      } else {
        parts.append([scalar])
      }
    }
    return parts.map { part in
      (String(String.UnicodeScalarView(part)).first ?? " ", columns(part))
    }
  }

  /// Whether a code point stands beside those before it, and not with them.
  private func begins(_ scalar: Unicode.Scalar, after part: [Unicode.Scalar]) -> Bool {
    guard TextWidth.columns(of: scalar) > 0, let last = part.last else { return false }
    if last.value == 0x200D { return !contains(.families) }
    switch scalar.value {
    case 0x1F1E6...0x1F1FF: return !contains(.flags)
    case 0x1F3FB...0x1F3FF: return !contains(.skinTones)
    default: return false
    }
  }

  private func columns(_ part: [Unicode.Scalar]) -> Int {
    let widest = part.map { TextWidth.columns(of: $0) }.max() ?? 0
    let isPicture = contains(.pictures) && part.contains { $0.value == 0xFE0F }
    return isPicture && widest > 0 ? 2 : widest
  }
}
