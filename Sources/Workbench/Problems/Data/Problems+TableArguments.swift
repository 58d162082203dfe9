import Catalog
import Language

extension Problems {
  /// What was meant by an argument that stands elsewhere, or is written otherwise, where tables are read and asked about.
  static func elsewhere(
    _ parameter: String, _ word: String, _ found: String, _ position: ArgumentPosition
  ) -> String? {
    if parameter == "header", word == "csv", let number = Int(found), number >= 0 {
      guard number > 0 else { return "`header=true` takes the names from the first line" }
      let lines = number == 1 ? "the line" : "the \(number) lines"
      return "`skip=\(number)` leaves out \(lines) before the one that has the names"
    }
    if parameter == "method", word == "impute", Double(found) != nil {
      return "`impute constant, value=\(found)` puts it into gaps"
    }
    guard found.count > 2, found.first == "\"", found.last == "\"" else { return nil }
    if parameter == "x", word == "predict" { return rows(found) }
    guard case .positional = position, parameter != "columns",
      Vocabulary.standard.catalog.signature(word, .step)?.parameter(named: "columns") != nil
    else { return nil }
    return "the columns are named: `columns=\(found)`"
  }

  /// A text where rows are wanted: the name of a file, or a value of a column.
  private static func rows(_ text: String) -> String {
    let name = String(text.dropFirst().dropLast())
    if let source = Vocabulary.standard.catalog.files.named(name)?.source {
      return "the rows of a file: `\(source)(\(text))`"
    }
    return "a row is a record with the columns of training: `{column: \(text)}`"
  }
}
