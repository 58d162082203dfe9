import CEditline
import CTerminal
import Glibc
import Support

// C-x C-e: the line in the user's own editor.
extension LineEditor {
  func editElsewhere() -> UInt8 {
    let path = ExternalEditor.path
    defer { unlink(path) }
    do {
      try Directories.make(Directories.state)
      try AtomicFile.write(Array(string(text).utf8), to: path)
      finish(text)
      write((isPlain ? "" : "\u{1B}[?2004l") + "\n")
      releaseTerminal()
      defer { returnFromEditor() }
      guard ExternalEditor.run(on: path) else { return UInt8(CC_NORM) }
      let bytes = try InputFile.read(path, limit: KeyDecoder.pasteLimit)
      let edited = PastedText.cleaned(String(decoding: bytes, as: UTF8.self))
      replace(with: Array(edited.unicodeScalars), cursor: edited.unicodeScalars.count)
    } catch {
      showAbove(["cannot edit the line elsewhere: \(error.path): \(error.reason)"])
    }
    return UInt8(CC_NORM)
  }

  private func returnFromEditor() {
    takeTerminal()
    write(isPlain ? "" : "\u{1B}[?2004h")
    takeSize()
    redraw()
  }
}
