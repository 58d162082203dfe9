import Catalog
import Sessions

/// Jupyter notebooks, which `nabla convert` reads and writes.
package enum NotebookFile {
  /// How they are known: JSON whose first name is one that notebooks begin with.
  package static let signature = FileSignature(
    "notebook", "a Jupyter notebook", suffixes: [".ipynb"], holds: [.session], mark: Notebook.mark,
    advice: { "`nabla convert \"\($0)\" \"\(stem(of: $0)).nabla.md\"` makes a session of it" },
    begins: isBeginning)

  static let kind = FileKind(signature: signature)

  private static func stem(of path: String) -> String {
    path.hasEnd(".ipynb") ? String(path.dropLast(6)) : path
  }

  @Sendable private static func isBeginning(of head: ArraySlice<UInt8>) -> Bool {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let start = head.drop { blanks.contains($0) }
    guard start.first == UInt8(ascii: "{") else { return false }
    let name = start.dropFirst().drop { blanks.contains($0) }
    if ["\"cells\"", "\"worksheets\"", "\"nbformat"].contains(where: { name.starts(with: $0.utf8) })
    {
      return true
    }
    // Others have metadata, too.
    guard name.starts(with: "\"metadata\"".utf8) else { return false }
    let text = String(decoding: head, as: UTF8.self)
    return ["\"nbformat\"", "\"kernelspec\"", "\"language_info\"", "\"cell_type\""].contains {
      text.contains($0)
    }
  }
}
