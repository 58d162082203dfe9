import Books
import Glibc
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

  init(of file: String, in folder: String) {
    let name = SHA256.hexadecimal(Array((RealPath.of(file) ?? file).utf8)).prefix(16)
    try? Directories.make(folder)
    let bases = (1...Self.most).map { "\(folder)/\(name)" + ($0 == 1 ? "" : "-\($0)") }
    // What a window left comes first: unsaved text, then trainings.
    let kind = SessionFile.signature
    let texts = bases.filter { InputFile.exists($0 + kind.suffix) }
    let runs = bases.filter { base in
      InputFile.isDirectory(kind.companion(of: base + kind.suffix)) && !texts.contains(base)
    }
    let blank = bases.filter { !texts.contains($0) && !runs.contains($0) }
    var (own, isHeld, isKnown): ((base: String, claim: FileClaim)?, Bool, Bool) = (nil, false, true)
    for base in texts + runs + blank where own == nil {
      switch FileClaim.take(base + ".lock") {
      case .taken(let claim): own = (base, claim)
      case .held: isHeld = true
      case .unknown: isKnown = false
      }
    }
    // A lock that is there and not held was left by a crash.
    for base in bases where !isHeld && base != own?.base && InputFile.exists(base + ".lock") {
      if case .held = FileClaim.take(base + ".lock") { isHeld = true }
    }
    isOpenElsewhere = isHeld
    // Where nothing can be locked there is one place; where all are held, one of this process.
    path = (own?.base ?? (isKnown ? "\(folder)/\(name)-p\(getpid())" : bases[0])) + kind.suffix
    claim = own?.claim
  }
}
