import Workbench

// The inputs as cells: what stands on what, and what they are saved as.
extension WorkbenchSession {
  var cells: [ShellCell] {
    let (staleness, shadowed) = (book.staleness, book.shadowed)
    return book.cells.enumerated().map { index, cell in
      ShellCell(
        source: cell.source, hasEffect: cell.hasEffect, hasFailed: cell.hasFailed,
        staleness: staleness[index].map { $0.words { "\($0 + 1)" } }, isShadowed: shadowed[index],
        trains: CellText.trains(cell.source), seconds: cell.seconds)
    }
  }

  func program(of range: InputRange) -> (text: String, count: Int) {
    let saved = saved(range)
    return (saved.inputs.program, saved.numbers.count)
  }

  func sessionFile(of range: InputRange, path: String) -> (bytes: [UInt8], count: Int) {
    let saved = saved(range)
    return (
      SavedSession.bytes(
        of: saved.numbers.map { book.cells[$0 - 1] }, texts: saved.inputs.cells(for: path),
        path: path,
        options: launchOptions), saved.numbers.count
    )
  }

  private func saved(_ range: InputRange) -> (inputs: SavedInputs, numbers: [Int]) {
    var (inputs, numbers) = (SavedInputs(), [Int]())
    for (index, cell) in book.cells.enumerated()
    where range.contains(index + 1) && cell.hasEffect {
      inputs.add(index + 1, cell.records, source: cell.source)
      inputs.add(afterwards: cell.afterwards)
      numbers.append(index + 1)
    }
    return (inputs, numbers)
  }
}
