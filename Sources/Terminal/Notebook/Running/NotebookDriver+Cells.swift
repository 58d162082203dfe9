import Books
import Support
import Workbench

// Beginning.
extension NotebookDriver {
  func start(_ parts: [Int]) {
    store.keepBeforeRunning(state)
    startCount += 1
    for part in parts where !kernel.queue.contains(part) { togetherWith[part] = startCount }
    kernel.run(parts)
    if restartsNext, kernel.running == nil { restart() }
  }

  func restart() {
    kernel.end()
    begin()
    send(.notice("all values are gone"))
  }
}

// What is stale runs again, and says why it is.
extension NotebookDriver {
  /// Cheap cells run at once; those that train are asked about.
  func refresh(_ parts: [Int]) {
    guard kernel.running == nil, let book = kernel.book else { return }
    updateBook()
    let stale = book.cells.filter { parts.contains($0.part) && $0.staleness != nil }
    guard !stale.isEmpty else { return send(.notice("nothing is stale")) }
    // From the first that trains on everything may stand on it.
    let cheap = stale.prefix { !CellText.trains($0.cell.source) }
    if !cheap.isEmpty { start(cheap.map(\.part)) }
    let rest = book.cells.filter { parts.contains($0.part) && $0.staleness != nil }
    guard let first = rest.first(where: { CellText.trains($0.cell.source) }) else { return }
    let time =
      first.cell.seconds > 0
      ? "took \(NumberText.significant(first.cell.seconds, digits: 2)) s" : "has not run yet"
    let number = (book.cells.firstIndex { $0.part == first.part } ?? 0) + 1
    send(.asksToTrain(rest.map(\.part), "cell \(number) trains, \(time)"))
  }

  func explain(_ part: Int) {
    guard let book = kernel.book,
      let place = book.cells.firstIndex(where: { $0.part == part })
    else { return send(.notice("this is no cell")) }
    let reason = book.cells[place].staleness?.words { "\($0 + 1)" } ?? "is up to date"
    send(.notice("cell \(place + 1): \(reason)"))
  }
}
