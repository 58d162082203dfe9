import Catalog
import Language

extension Statement {
  /// Whether it is there to write a file.
  var writesFile: Bool {
    guard case .expression(let expression) = kind, case .command(let command) = expression.kind
    else { return false }
    return command.effects.contains(.writesFiles)
  }

  /// Whether it repeats statements, or else holds some; `nil` for one that does a single thing.
  var isLoopOrBlock: Bool? {
    switch kind {
    case .forIn, .repetition: true
    case .conditional: false
    default: nil
    }
  }
}
