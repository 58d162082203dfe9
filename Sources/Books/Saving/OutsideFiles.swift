import Language
import Support

/// Files that a saved session names and that lie outside of its folder: whoever verifies it does not read them.
package enum OutsideFiles {
  /// What is told of those that these texts name; empty where there are none.
  package static func remark(named texts: [String], savedTo path: String) -> String {
    remark(on: names(in: texts, savedTo: path), savedTo: path)
  }

  /// Their names as they stand in these texts, which start from the current folder; each once, in their order.
  static func names(in texts: [String], savedTo path: String) -> [String] {
    guard let folder = RealPath.of(SessionPath.folder(of: path)) else { return [] }
    let inside = folder.hasSuffix("/") ? folder : folder + "/"
    var names: [String] = []
    for token in texts.flatMap({ Lexer.tokenize($0).tokens }) {
      guard case .string(let name) = token.kind, !name.isEmpty, !names.contains(name),
        InputFile.exists(name), let whole = RealPath.of(name), !whole.hasPrefix(inside),
        whole != folder
      else { continue }
      names.append(name)
    }
    return names
  }

  private static func remark(on names: [String], savedTo path: String) -> String {
    guard let first = names.first else { return "" }
    let shown = names.prefix(3).map { QuotedText.of($0) }.joined(separator: ", ")
    let isOne = names.count == 1
    let folder = RealPath.of(SessionPath.folder(of: first)) ?? SessionPath.folder(of: first)
    let target = SessionPath.folder(of: path)
    return Sanitizer.visible(
      "\(shown)\(names.count > 3 ? ", …" : "") \(isOne ? "lies" : "lie") outside of \(target), where "
        + "`nabla verify` does not read: copy \(isOne ? "it" : "them") there before saving, or "
        + "`nabla verify --data \(QuotedText.of(folder)) \(path)`")
  }
}
