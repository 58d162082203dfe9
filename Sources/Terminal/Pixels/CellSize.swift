import CTerminal

extension CellSize {
  /// As the terminal says, within reason; else that of a usual font.
  static func current() -> CellSize {
    var (width, height): (Int32, Int32) = (0, 0)
    guard nabla_cell_size(1, &width, &height) == 0, (4...100).contains(width),
      (6...200).contains(height)
    else { return CellSize(width: 10, height: 20) }
    return CellSize(width: Int(width), height: Int(height))
  }
}
