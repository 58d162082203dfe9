import Data
import Support

/// How mistakes in tables are worded.
extension Problems {
  /// What to do about numbers that are too large.
  static let roomyType = "`set dtype=float64` before it has room up to 1.8e308"

  static func words(of error: TableError) -> Words {
    switch error {
    case .unknownColumn(let name, let known, let path):
      return (
        "E0514", "\"\(Sanitizer.visible(path))\" has no column \"\(Sanitizer.visible(name))\"",
        suggestion(
          name, among: known,
          otherwise: "there is \(list(known.prefix(8).map(Sanitizer.visible), "and"))")
      )
    case .notANumber(let text, let column, let line, let path):
      let found = text.isEmpty ? "nothing" : "\"\(Sanitizer.visible(text))\""
      return (
        "E0515",
        "\"\(Sanitizer.visible(path))\" line \(NumberText.grouped(line)): column "
          + "\"\(Sanitizer.visible(column))\" has \(found), not a number",
        "numbers are needed in every column but the target"
      )
    case .noFeatures(let target, let path):
      return (
        "E0516",
        "\"\(Sanitizer.visible(path))\" has nothing beside its target \"\(Sanitizer.visible(target))\"",
        "a table needs at least one more column"
      )
    }
  }
}
