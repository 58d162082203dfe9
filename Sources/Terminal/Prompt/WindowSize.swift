import CTerminal
import Support

/// Rows and columns of the terminal window.
struct WindowSize: Hashable, Sendable {
  var rows: Int
  var columns: Int

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// What can be drawn of a window of that size.
  init(clamping rows: Int, _ columns: Int) {
    self.init(rows: min(rows, Self.most.rows), columns: min(columns, Self.most.columns))
  }

  /// Larger windows are drawn in a corner of this size: pictures are kept cell by cell.
  static let most = WindowSize(rows: 500, columns: 1000)

  /// As the terminal says, else `LINES` and `COLUMNS`, else 24 × 80; never more than `most`.
  static func current(_ descriptor: Int32 = 1) -> WindowSize {
    var rows: Int32 = 0
    var columns: Int32 = 0
    if nabla_window_size(descriptor, &rows, &columns) == 0 {
      return WindowSize(clamping: Int(rows), Int(columns))
    }
    return WindowSize(
      clamping: fromEnvironment("LINES") ?? 24, fromEnvironment("COLUMNS") ?? 80)
  }

  /// Cells of a window in which a line is edited: libedit keeps each of them twice.
  static let mostEditedCells = 4_000_000

  /// Whether a line can be edited in the terminal's window.
  static var isEditable: Bool {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard nabla_window_size(0, &rows, &columns) == 0 else { return true }
    return isEditable(rows: Int(rows), columns: Int(columns))
  }

  static func isEditable(rows: Int, columns: Int) -> Bool { rows * columns <= mostEditedCells }

  /// Whether the terminal's window is within `most`.
  static var isUsual: Bool {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard nabla_window_size(1, &rows, &columns) == 0 else { return true }
    return Int(rows) <= most.rows && Int(columns) <= most.columns
  }

  private static func fromEnvironment(_ name: String) -> Int? {
    guard let number = Environment.value(name).flatMap({ Int($0) }) else { return nil }
    return number >= 1 ? number : nil
  }
}
