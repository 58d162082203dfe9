import Plots

/// A chart of a cell on the whole screen, with the keys that `:full` has at the prompt.
struct NotebookChart {
  private let plot: Plot
  private(set) var page: ChartPage

  init(_ plot: Plot, _ capabilities: Capabilities) {
    self.plot = plot
    page = ChartPage(capabilities, isRun: false)
  }

  mutating func grid(size: WindowSize) -> CellGrid {
    page.grid(of: plot, beside: nil, status: nil, size: size)
  }

  /// What the key asks for.
  mutating func press(_ key: ScreenKey) -> ChartPage.Answer { page.press(key) }

  mutating func say(_ text: String) { page.say(text) }
}

extension NotebookDriver {
  /// Back to the cells.
  func leaveChart() {
    chart = nil
    needsDrawing = true
  }

  func pressChart(_ key: ScreenKey) {
    needsDrawing = true
    switch chart?.press(key) {
    case .leave?, .requestStop?: leaveChart()
    case .copy?: screen.copy(chart?.page.text ?? "")
    case .write(let name)?:
      // What a session writes is a line of it.
      chart?.say("a cell writes it: `plot …, to=\"\(name)\"`")
    case .stay?, .pause?, .net?, nil: break
    }
  }
}

extension NotebookState {
  /// The last chart of the focused cell, for the whole screen.
  mutating func showChart() -> [NotebookEffect] {
    guard let part, isProgram(part) else { return [.bell] }
    let plots = (status(of: part).outputs ?? []).compactMap { output -> Plot? in
      if case .plot(let plot) = output { plot } else { nil }
    }
    if let last = plots.last { return [.chart(last)] }
    let isStored = status(of: part).outputs == nil && !part.outputs.isEmpty
    notice =
      status(of: part).live != nil
      ? "the training is on: f shows its chart once it has ended"
      : isStored ? "C-e runs the cell; then f shows its chart" : "this cell has no chart"
    return []
  }
}
