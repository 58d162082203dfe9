import Data
import Formats
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
          otherwise: "there is \(list(first: 8, of: known.map(Sanitizer.visible)))")
      )
    case .missingColumns(let names, let path):
      let missing = list(names.map(quotedName), "and")
      return (
        "E0514", "\(quotedName(path)) has no column \(missing)",
        "the first row of the file has the names"
      )
    case .badColumns(let columns, let path):
      let told = columns.prefix(6).map { column in
        let others = column.count > 1 ? " and \(NumberText.grouped(column.count - 1)) more" : ""
        return "\"\(Sanitizer.visible(column.name))\" has \"\(Sanitizer.visible(column.text))\" "
          + "in line \(NumberText.grouped(column.line))\(others)"
      }
      let rest = columns.count > 6 ? "; \(columns.count - 6) columns more" : ""
      let first = columns.first
      return (
        "E0515",
        "\"\(Sanitizer.visible(path))\": \(columns.count == 1 ? "a column of numbers" : "columns of numbers"): "
          + told.joined(separator: "; ") + rest,
        "`missing=[\"\(Sanitizer.visible(first?.text ?? ""))\"]` if it means that nothing stands there, "
          + "`words=[\"\(Sanitizer.visible(first?.name ?? ""))\"]` if the column is words"
      )
    case .noFeatures(let target, let path):
      return (
        "E0516",
        "\"\(Sanitizer.visible(path))\" has nothing beside its target \"\(Sanitizer.visible(target))\"",
        "a table needs at least one more column"
      )
    }
  }

  /// A name of a file or a column in quotes.
  static func quotedName(_ name: String) -> String { "\"\(Sanitizer.visible(name))\"" }
}
