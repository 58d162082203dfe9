/// Which runs of `*` and `_` are emphasis, by CommonMark's rules.
enum MarkdownEmphasis {
  /// A piece of a paragraph, or a run of signs that may turn out to be emphasis.
  enum Piece {
    case html(String)
    case signs(Signs)
  }

  /// A run of `*` or `_`.
  struct Signs {
    let character: Unicode.Scalar
    /// How many are left that pair with none.
    var count: Int
    let opens: Bool
    let closes: Bool
    /// How many there were.
    let length: Int
  }

  /// The HTML of the pieces; signs that pair become tags.
  static func html(_ given: [Piece]) -> String {
    var pieces = given
    // Signs that may still open, by their place; and what follows or stands before each piece.
    var open: [Int] = []
    var (before, after) = ([Int: String](), [Int: String]())
    // Where nothing opens for a kind of closing signs.
    var bottoms: [String: Int] = [:]
    for index in pieces.indices {
      guard case .signs(var closer) = pieces[index] else { continue }
      if closer.closes {
        let key = "\(closer.character)\(closer.opens)\(closer.length % 3)"
        while closer.count > 0 {
          let bottom = bottoms[key] ?? 0
          guard let place = open.lastIndex(where: { $0 >= bottom && matches(pieces[$0], closer) }),
            case .signs(var opener) = pieces[open[place]]
          else {
            bottoms[key] = index
            break
          }
          let count = opener.count >= 2 && closer.count >= 2 ? 2 : 1
          let tag = count == 2 ? "strong" : "em"
          after[open[place], default: ""] = "<\(tag)>" + after[open[place], default: ""]
          before[index, default: ""] += "</\(tag)>"
          opener.count -= count
          closer.count -= count
          pieces[open[place]] = .signs(opener)
          open.removeSubrange((opener.count > 0 ? place + 1 : place)...)
        }
      }
      pieces[index] = .signs(closer)
      if closer.opens, closer.count > 0 { open.append(index) }
    }
    return pieces.indices.map { index in
      let own: String =
        switch pieces[index] {
        case .html(let html): html
        case .signs(let signs): String(repeating: String(signs.character), count: signs.count)
        }
      return (before[index] ?? "") + own + (after[index] ?? "")
    }.joined()
  }

  private static func matches(_ piece: Piece, _ closer: Signs) -> Bool {
    guard case .signs(let opener) = piece, opener.character == closer.character else {
      return false
    }
    // The rule of three: `**a*` is no emphasis of two thirds.
    let isMixed = opener.closes || closer.opens
    let isThird = (opener.length + closer.length) % 3 == 0
    return !(isMixed && isThird && (opener.length % 3 != 0 || closer.length % 3 != 0))
  }
}
