import Data
import Formats
import Language
import Support

extension Interpreter {
  /// The columns that a table has, for completion: of a data set, of the one that a model was trained with, or of a file that
  /// would be read; at most a thousand, none where there are none.
  package func columnNames(of owner: ColumnOwner) -> [String] {
    switch owner {
    case .name(let name):
      switch names.first(where: { $0.name == name })?.value {
      case .dataset(let dataset): Array((dataset.tabular?.columnNames ?? []).prefix(1_000))
      case .model(let model): Array((model.recipe?.columns.map(\.name) ?? []).prefix(1_000))
      default: []
      }
    case .file(let path): Array(ColumnNames.beginning(of: path).prefix(1_000))
    }
  }
}

/// The names of a file's columns, found out of its beginning alone.
private enum ColumnNames {
  /// Enough for the header and some rows of most files; quick to read at each press of a key.
  private static let bytes = 1 << 16

  static func beginning(of path: String) -> [String] {
    guard let head = InputFile.head(of: Directories.expanded(path), bytes),
      !Gzip.isCompressed(head)
    else { return [] }
    let lines =
      head.count < bytes ? head[...] : head[..<(head.lastIndex(of: 0x0A) ?? head.endIndex)]
    return (try? DelimitedText.read(Array(lines)).table.names) ?? []
  }
}
