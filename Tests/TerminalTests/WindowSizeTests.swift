import Testing

@testable import Terminal

/// A terminal may say that its window has any size; what is drawn is kept cell by cell.
@Suite struct WindowSizeTests {
  @Test(arguments: [
    (65535, 65535, WindowSize.most), (1, 1, WindowSize(rows: 1, columns: 1)),
    (24, 65535, WindowSize(rows: 24, columns: WindowSize.most.columns)),
    (50, 120, WindowSize(rows: 50, columns: 120)),
  ])
  func `a window is cut to what can be drawn`(rows: Int, columns: Int, expected: WindowSize) {
    #expect(WindowSize(clamping: rows, columns) == expected)
  }

  @Test(arguments: [
    (24, 80, true), (24, 65535, true), (500, 1000, true), (20000, 20000, false),
    (65535, 65535, false),
  ])
  func `a line is edited where the window's cells have room`(
    rows: Int, columns: Int, isEditable: Bool
  ) {
    #expect(WindowSize.isEditable(rows: rows, columns: columns) == isEditable)
  }
}
