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

  /// As the terminal says, else `LINES` and `COLUMNS`, else 24 × 80.
  static func current(_ descriptor: Int32 = 1) -> WindowSize {
    var rows: Int32 = 0
    var columns: Int32 = 0
    if nabla_window_size(descriptor, &rows, &columns) == 0 {
      return WindowSize(rows: Int(rows), columns: Int(columns))
    }
    return WindowSize(
      rows: fromEnvironment("LINES") ?? 24, columns: fromEnvironment("COLUMNS") ?? 80)
  }

  private static func fromEnvironment(_ name: String) -> Int? {
    guard let number = Environment.value(name).flatMap({ Int($0) }) else { return nil }
    return (1...10_000).contains(number) ? number : nil
  }
}
