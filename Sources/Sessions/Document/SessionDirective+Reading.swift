extension SessionDirective {
  /// From a trimmed line; `nil` for any other HTML comment.
  init?(_ line: String, line number: Int, range: Range<Int>) {
    guard line.hasPrefix("<!--"), line.hasSuffix("-->"), line.utf8.count >= 7 else { return nil }
    let inside = trimmed(line.dropFirst(4).dropLast(3))
    guard inside.hasPrefix("nabla:") else { return nil }
    var scanner = Scanner(String(inside.dropFirst(6)))
    name = scanner.take { $0 != " " && $0 != "\t" }
    scanner.skipBlanks()
    let plain = scanner.remaining
    let quoted = scanner.quoted()
    text = quoted != nil && scanner.isAtEnd ? quoted ?? plain : plain
    self.line = number
    self.range = range
  }
}
