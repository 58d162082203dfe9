import Language
import Sessions
import Support

extension SessionWarning {
  /// The warning as the user reads it, with the file's name and line.
  package func diagnostic(in name: String) -> Diagnostic {
    let (text, hint) = wording
    let place = "\(Sanitizer.visible(name)), line \(line)"
    return Diagnostic(
      .warning, "W0701", "\(place): \(Sanitizer.visible(text))", at: nil, hint: hint)
  }

  private var wording: (String, String) {
    let kept = "it is kept and ignored"
    return switch kind {
    case .unknownBlock(let word): ("unknown block `\(word)`", kept)
    case .unknownDirective(let word): ("unknown directive `nabla:\(word)`", kept)
    case .unknownOutputKind(let word):
      ("unknown kind of output `\(word)`", "it is read as text")
    case .unknownAttribute(let name, let block): ("`\(block)` has no attribute `\(name)`", kept)
    case .badAttribute(let name, let expected, let found):
      ("\(name)=\(found) is not \(expected)", kept)
    case .badAttributes(let text):
      ("cannot read the attributes \(text)", "write {#name key=value flag}")
    case .unknownKey(let key): ("unknown key `\(key)` in the front matter", kept)
    case .repeatedKey(let key):
      ("`\(key)` stands twice in the front matter", "the first one counts")
    case .ignoredValue(let key, let found): ("\(key): \(found) is not understood", kept)
    case .duplicateIdentifier(let identifier, let firstLine):
      ("#\(identifier) stands already in line \(firstLine)", "the first one counts")
    case .outputWithoutCell: ("an output without a cell above it", kept)
    case .withoutExercise(let block): ("`\(block)` without a `nabla-try` above it", kept)
    case .unclosedBlock(let fence):
      ("the block is never closed", "close it with a line \(fence); until then it is not saved")
    case .unclosedComment: ("the comment is never closed", "close it with `-->`")
    case .invalidText(let offset):
      ("no UTF-8 from byte \(NumberText.grouped(offset)) on", "the file is read-only")
    case .conflictMarkers:
      ("marks of an unfinished merge", "the file is read-only until it is mended")
    case .newerVersion(let found, let known):
      ("version \(found) of the format, this program knows \(known)", "the file is read-only")
    }
  }
}
