import Support
import Workbench

/// The place of the copy that one open notebook keeps of what is not saved.
///
/// Two windows on one file have a place each: what one writes, or throws away, is not the other's.
/// Copies of windows that are gone are found again, one after the other.
struct NotebookCopy {
  /// Where the copy is written.
  let path: String
  /// Whether the file is open in another window.
  let isOpenElsewhere: Bool
  private let claim: FileClaim?

  /// How many windows on one file have a place of their own.
  private static let most = 16

  init(of file: String) {
    let name = SHA256.hexadecimal(Array((RealPath.of(file) ?? file).utf8)).prefix(16)
    let folder = Directories.state + "/notebooks"
    try? Directories.make(folder)
    var free: [(path: String, claim: FileClaim)] = []
    var isHeld = false
    for number in 1...Self.most {
      let base = "\(folder)/\(name)" + (number == 1 ? "" : "-\(number)")
      switch FileClaim.take(base + ".lock") {
      case .taken(let claim): free.append((base + ".nabla.md", claim))
      case .held: isHeld = true
      case .unknown: break
      }
      // Behind the last that is in use or was left there is none.
      if number > 2, free.count > 1, !InputFile.exists(base + ".nabla.md") { break }
    }
    isOpenElsewhere = isHeld
    let place = free.first { InputFile.exists($0.path) } ?? free.first
    path = place?.path ?? "\(folder)/\(name).nabla.md"
    claim = place?.claim
  }
}
