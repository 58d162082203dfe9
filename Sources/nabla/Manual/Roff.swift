/// Text for `man`: the few marks that manual pages need.
struct Roff {
  private(set) var text: String

  /// `title` is the page's name, `section` its number.
  init(title: String, section: Int, version: String) {
    text = ".TH \(title.uppercased()) \(section) \"\" \"\(version)\"\n"
  }

  mutating func section(_ title: String) { text += ".SH \(Roff.escaped(title.uppercased()))\n" }

  mutating func paragraph(_ words: String) {
    text += ".PP\n" + Roff.line(words) + "\n"
  }

  /// A term in bold, and what it means.
  mutating func entry(_ term: String, _ lines: [String]) {
    text += ".TP\n.B \(Roff.escaped(term))\n"
    text += lines.map(Roff.line).joined(separator: "\n.br\n") + "\n"
  }

  /// Text whose lines stay as they are.
  mutating func verbatim(_ block: String) {
    text += ".PP\n.nf\n"
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      text += Roff.line(String(line)) + "\n"
    }
    text += ".fi\n"
  }

  /// A line of text: one that begins like a request gets a mark before it that shows nothing.
  private static func line(_ text: String) -> String {
    let clean = escaped(text)
    return clean.hasPrefix(".") || clean.hasPrefix("'") ? "\\&" + clean : clean
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  }
}
