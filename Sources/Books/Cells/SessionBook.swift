import Engine
import Language
import Learning
import Sessions
import Support
import Workbench

/// The cells of a session that is being edited, as a book: what each did, and what is stale.
package final class SessionBook {
  /// The cells with what they did.
  package let book: CellBook
  /// What runs them.
  package var interpreter: Interpreter { book.interpreter }
  /// Cells of the book by the numbers of their parts.
  private var cellOf: [Int: Int] = [:]
  private var partOf: [Int: Int] = [:]
  /// Cells whose parts were taken away, and may be put back.
  private var removed: [Int: Cell] = [:]
  private var removedParts: [Int] = []
  /// What a learner has written into exercises, by their parts, and the part behind which each begins: they are cells,
  /// too.
  package var exercises: [Int: (text: String, origin: Int?)] = [:]
  /// How many of them.
  private static let removedLimit = 100

  /// A fresh interpreter with the seed and type of the session's front matter, confined to its folder.
  package init(
    _ session: EditableSession, host: any Host, threads: Int, dataFolders: [String] = [],
    build: String = "", memoryLimit: Int = FreeMemory.share, watchesProcess: Bool = false
  ) {
    var options = Interpreter.Options(
      replaying: session.frontMatter, named: session.name, threads: threads,
      dataFolders: dataFolders)
    options.build = build
    (options.memoryLimit, options.watchesProcess) = (memoryLimit, watchesProcess)
    book = CellBook(Interpreter(options: options, host: host))
  }

  /// Takes over what was edited, added, moved and taken away.
  package func update(to session: EditableSession) {
    let parts = session.parts.filter {
      $0.kind == .cell && !$0.options.isNotRun || exercises[$0.id] != nil
    }.map { (id: $0.id, text: exercises[$0.id]?.text ?? $0.text) }
    let kept = Set(parts.map(\.id))
    for (part, cell) in cellOf where !kept.contains(part) {
      book.remove(cell)
      removed[part] = book.removedCell
      removedParts.append(part)
      if removedParts.count > Self.removedLimit { removed[removedParts.removeFirst()] = nil }
      cellOf[part] = nil
      partOf[cell] = nil
    }
    for (index, part) in parts.enumerated() {
      if let cell = cellOf[part.id] {
        if book.cell(cell)?.source != part.text { book.edit(cell, part.text) }
      } else if let cell = removed.removeValue(forKey: part.id) {
        removedParts.removeAll { $0 == part.id }
        book.putBack(cell, at: index)
        (cellOf[part.id], partOf[cell.id]) = (cell.id, part.id)
        if cell.source != part.text { book.edit(cell.id, part.text) }
      } else {
        let cell = book.insert(part.text, at: index)
        cellOf[part.id] = cell.id
        partOf[cell.id] = part.id
      }
    }
    let order = parts.compactMap { cellOf[$0.id] }
    if order != book.cells.map(\.id) { book.reorder(order) }
    for (part, exercise) in exercises {
      guard let cell = cellOf[part] else { continue }
      book.set(origin: exercise.origin.flatMap { cellOf[$0] }, of: cell)
    }
  }

  /// Runs the cell of a part; answers whether it ran to its end.
  package func run(_ part: Int) -> Bool {
    guard let cell = cellOf[part] else { return false }
    let isDone = book.run(cell)
    // How often somebody tries an exercise changes no number below it.
    if exercises[part] != nil { book.forgetDraws(of: cell) }
    return isDone
  }

  /// Judges what an exercise came to, on the values behind it.
  package func verdict(on part: Int, _ exercise: Exercise, by tasks: LessonTasks) -> LessonVerdict {
    func seconds(_ identifier: String) -> Double? {
      tasks.part(of: identifier).flatMap(cell(of:)).flatMap { $0.hasRun ? $0.seconds : nil }
    }
    guard let cell = cellOf[part] else { return .failed("it has not run") }
    return book.looking(behind: cell) {
      tasks.judge.judge(exercise.checks, in: interpreter, seconds: seconds)
    }
  }

  /// Parts that are to run again before this one: what they made is no longer kept.
  package func partsNeeded(by part: Int) -> [Int] {
    cellOf[part].map { book.cellsNeeded(by: $0).compactMap { partOf[$0] } } ?? []
  }

  /// The cell of a part; `nil` for prose and for what is not to run.
  package func cell(of part: Int) -> Cell? { cellOf[part].flatMap(book.cell) }

  /// Each cell with its part and why it is stale, in the order of the text.
  package var cells: [(part: Int, cell: Cell, staleness: Staleness?, isShadowed: Bool)] {
    let (staleness, shadowed) = (book.staleness, book.shadowed)
    return book.cells.enumerated().compactMap { index, cell in
      partOf[cell.id].map { ($0, cell, staleness[index], shadowed[index]) }
    }
  }

  /// The part whose cell has started a run that is on.
  package func part(of run: TrainingRun) -> Int? {
    book.cells.first { $0.effect?.jobs.contains { $0.run === run } ?? false }
      .flatMap { partOf[$0.id] }
  }

  /// What was done to runs since the last call, by the parts that started them.
  package func takeAfterwards() -> [(part: Int, text: String)] {
    var found: [(part: Int, text: String)] = []
    for (cell, record) in book.takeAfterwards() {
      guard let part = partOf[cell] else { continue }
      if let index = found.firstIndex(where: { $0.part == part }) {
        found[index].text += "\n" + record
      } else {
        found.append((part, record))
      }
    }
    return found
  }

  /// What a cell did to a run, as its text should say it: with the step at which it was done.
  package func textWithSteps(of part: Int) -> String? {
    guard let cell = cell(of: part),
      cell.records.contains(where: { RunRecord($0)?.changesRun ?? false }),
      cell.records.joined(separator: "\n") != cell.source
    else { return nil }
    return cell.records.joined(separator: "\n")
  }

  /// Another text for what a cell has done: it is not stale by that.
  package func adopt(_ text: String, of part: Int) {
    if let cell = cellOf[part] { book.adopt(text, of: cell) }
  }

  /// Takes in a cell that says what was done to runs by keys; it counts as run.
  package func adopt(_ session: EditableSession, done part: Int) {
    update(to: session)
    if let cell = cellOf[part] { book.adoptDone(cell) }
  }

  /// What is to be stored for a cell that has run: what is stored already stays where it agrees.
  package func storedOutputs(of part: Int, in session: EditableSession) -> [StoredOutput]? {
    guard let cell = cell(of: part), cell.hasRun, let document = session.document(of: part),
      let stored = document.cells.first
    else { return nil }
    let type = session.frontMatter.floatType ?? .float32
    let computed = StoredForm.outputs(
      of: cell.outputs, fingerprint: ArithmeticVersion.fingerprint(type))
    if stored.options.isVolatile, !stored.outputs.isEmpty { return nil }
    guard let rule = document.rule(for: stored, math: ArithmeticVersion.current) else {
      return stored.outputs.isEmpty ? computed : nil
    }
    return OutputsComparison(
      stored: stored.outputs.map(\.output), computed: computed, by: Comparison(rule)
    ).sticky
  }

  /// The fingerprint of this program's arithmetic, for the front matter.
  package static var record: [(key: String, value: String)] { ArithmeticVersion.record }
}
