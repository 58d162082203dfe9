/// Curves as other programs draw them: `plot x^2, -3..3`, `plot relu, (-6, 6)`.
enum PlotForms {
  /// `unknown` is a name in the line that has no value.
  static func line(for text: String, unknown: String) -> String? {
    guard text.hasPrefix("plot ") else { return nil }
    var parts = PythonText.pieces(String(text.dropFirst(5)), at: ",")
    if parts[0].hasPrefix("lambda ") {
      parts[0] = ChartValue.line(parts[0])
      return "plot " + parts.joined(separator: ", ")
    }
    if parts.count > 1, let ends = ends(of: parts[1]) {
      parts[1] = "\(ends.0)..\(ends.1)"
    } else if PythonText.isWord(unknown), !parts[0].contains("->"), parts[0] != unknown,
      parts[0].split(whereSeparator: { !PythonText.isWordPart($0) }).contains(Substring(unknown)),
      !parts[0].contains(unknown + "."), !parts[0].contains(unknown + "[")
    {
      // What has fields or places is no number that a range could give.
      parts[0] = "\(unknown) -> \(parts[0])"
    } else {
      return nil
    }
    return "plot " + parts.joined(separator: ", ")
  }

  /// `(-6, 6)`, `-6:6`.
  private static func ends(of text: String) -> (String, String)? {
    let inside = PythonText.unbracketed(text)
    let parts = PythonText.pieces(inside, at: inside == text ? ":" : ",")
    guard parts.count == 2, parts.allSatisfy({ Double($0) != nil }) else { return nil }
    return (parts[0], parts[1])
  }
}
