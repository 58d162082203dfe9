import Catalog
import Language

extension Statement {
  /// Whether it is there to write a file.
  var writesFile: Bool {
    guard case .expression(let expression) = kind, case .command(let command) = expression.kind
    else { return false }
    return command.effects.contains(.writesFiles)
  }
}
