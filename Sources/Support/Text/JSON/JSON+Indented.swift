extension JSON {
  /// The value over several lines, each level set in by one blank, as notebooks and people keep it.
  ///
  /// Lists and objects without items stay on their line. There is no line end behind the last line.
  package var indented: String {
    var text = ""
    append(to: &text, depth: 0)
    return text
  }

  private func append(to text: inout String, depth: Int) {
    switch self {
    case .list(let items) where !items.isEmpty:
      text += "["
      for (index, item) in items.enumerated() {
        Self.startLine(in: &text, depth: depth + 1, isFirst: index == 0)
        item.append(to: &text, depth: depth + 1)
      }
      Self.endLine(in: &text, depth: depth)
      text += "]"
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (index, member) in members.enumerated() {
        Self.startLine(in: &text, depth: depth + 1, isFirst: index == 0)
        text += JSON.text(member.name).description + ": "
        member.value.append(to: &text, depth: depth + 1)
      }
      Self.endLine(in: &text, depth: depth)
      text += "}"
    default: text += description
    }
  }

  private static func startLine(in text: inout String, depth: Int, isFirst: Bool) {
    text += isFirst ? "\n" : ",\n"
    text += String(repeating: " ", count: depth)
  }

  private static func endLine(in text: inout String, depth: Int) {
    text += "\n" + String(repeating: " ", count: depth)
  }
}
