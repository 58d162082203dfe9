/// One line of prose: how far it is set in, and what it could begin.
struct MarkdownLine {
  /// The line, tabs before its first word as blanks up to the next multiple of four.
  let text: String
  /// Blanks before its first word.
  let indentation: Int
  /// What stands behind them.
  let content: Substring

  init(_ line: some StringProtocol) {
    var (blanks, tabs) = (0, false)
    for byte in line.utf8 {
      if byte == 0x20 {
        blanks += 1
      } else if byte == 0x09 {
        blanks += 4 - blanks % 4
        tabs = true
      } else {
        break
      }
    }
    let rest = line.drop { $0 == " " || $0 == "\t" }
    text = tabs ? String(repeating: " ", count: blanks) + rest : String(line)
    indentation = blanks
    content = text.dropFirst(min(blanks, text.count))
  }

  var isBlank: Bool { content.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  /// Whether it is set in so far that it is code.
  var isCode: Bool { indentation >= 4 && !isBlank }

  /// The line without `count` blanks before it.
  func dropping(_ count: Int) -> String { String(text.dropFirst(min(count, indentation))) }

  /// `## A heading ##`.
  var heading: (level: Int, text: String)? {
    guard indentation < 4 else { return nil }
    let level = content.prefix { $0 == "#" }.count
    let rest = content.dropFirst(level)
    guard (1...6).contains(level), rest.isEmpty || rest.first == " " || rest.first == "\t" else {
      return nil
    }
    var text = Substring(trimmed(rest))
    // Marks at the end are no part of it, where a blank stands before them.
    let marks = text.reversed().prefix { $0 == "#" }.count
    let before = text.dropLast(marks)
    if marks > 0, before.isEmpty || before.last == " " || before.last == "\t" { text = before }
    return (level, trimmed(text))
  }

  /// `* * *`, `---`.
  var isRule: Bool {
    guard indentation < 4, let first = content.first, "*-_".contains(first) else { return false }
    let marks = content.filter { $0 != " " && $0 != "\t" }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  /// The level of a heading that the line underlines.
  var underline: Int? {
    let text = trimmed(content)
    guard indentation < 4, let first = text.first, text.allSatisfy({ $0 == first }) else {
      return nil
    }
    return first == "=" ? 1 : first == "-" ? 2 : nil
  }

  var isQuote: Bool { indentation < 4 && content.first == ">" }

  /// The line behind its `>`.
  var quoted: String {
    let rest = MarkdownLine(content.dropFirst())
    return rest.dropping(1)
  }

  var fence: Fence? {
    guard indentation < 4 else { return nil }
    return Fence(opening: Array(text.utf8)[...])
  }

  /// `- `, `3. `: the sign, the number, and how far what belongs to the item is set in.
  var item: (sign: Character, number: Int?, width: Int)? {
    guard indentation < 4, let first = content.first else { return nil }
    var (sign, number, length): (Character, Int?, Int) = (first, nil, 1)
    let digits = content.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty {
      guard digits.count <= 9, let end = content.dropFirst(digits.count).first,
        end == "." || end == ")"
      else { return nil }
      (sign, number, length) = (end, Int(digits), digits.count + 1)
    } else if !"-+*".contains(first) {
      return nil
    }
    let rest = MarkdownLine(content.dropFirst(length))
    if rest.isBlank { return (sign, number, indentation + length + 1) }
    guard rest.indentation > 0 else { return nil }
    // More than four blanks are code in the item.
    let blanks = rest.indentation > 4 ? 1 : rest.indentation
    return (sign, number, indentation + length + blanks)
  }

  /// Whether a paragraph ends before this line, blank ones aside.
  var endsParagraph: Bool {
    if heading != nil || isRule || isQuote || fence != nil || isComment { return true }
    guard let item else { return false }
    // In the middle of a paragraph only `1.` begins a list, and nothing an empty item.
    let isEmpty = MarkdownLine(text.dropFirst(min(item.width, text.count))).isBlank
    return (item.number == nil || item.number == 1) && !isEmpty
  }

  /// A comment, which readers do not see.
  var isComment: Bool { indentation < 4 && content.hasPrefix("<!--") }
}
