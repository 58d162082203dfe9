import Books
import Catalog
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
    return (saved.inputs.program, saved.cells.count)
  }

  func sessionFile(of range: InputRange, path: String) -> (bytes: [UInt8], count: Int) {
    let saved = saved(range)
    let name = SessionFile.signature.canName(path) ? path : DocumentConversion.stem(of: path)
    let bytes = SavedSession.bytes(
      of: saved.cells, texts: saved.inputs.cells(for: path), path: name, options: launchOptions)
    guard let kind = DocumentConversion.Kind(named: path), kind != .session,
      let conversion = try? DocumentConversion(
        bytes, name: name, printed: saved.cells.map(\.outputs))
    else { return (bytes, saved.cells.count) }
    return (conversion.bytes(as: kind), saved.cells.count)
  }

  func noteSaved(_ path: String) { interpreter.savedInputs.insert(path) }

  /// What `export session` writes.
  func exportedSession(_ path: String) throws -> (bytes: [UInt8], remark: String) {
    let all = saved(InputRange.all)
    switch DocumentConversion.Kind(named: path) {
    case .program?: return (Array(all.inputs.program.utf8), "")
    case nil:
      let kinds = Vocabulary.standard.catalog.files.all.filter {
        DocumentConversion.Kind($0) != nil
      }
      throw ConversionProblem.unknownDocument(path: path, kinds: kinds).diagnostic
    case .page?: return (sessionFile(of: InputRange.all, path: path).bytes, "")
    case .session?, .notebook?:
      let bytes = sessionFile(of: InputRange.all, path: path).bytes
      return (bytes, OutsideFiles.remark(named: all.inputs.cells, savedTo: path))
    }
  }

  func savingRemark(on range: InputRange, path: String) -> String {
    OutsideFiles.remark(named: saved(range).inputs.cells, savedTo: path)
  }

  /// Trainings that are on end where they are now.
  private func saved(_ range: InputRange) -> (inputs: SavedInputs, cells: [Cell]) {
    var (inputs, cells) = (SavedInputs(), [Cell]())
    let chosen = book.cells.enumerated().filter { index, cell in
      // An export of the session is no part of it.
      range.contains(index + 1) && cell.hasEffect && !cell.isUnfounded
        && !cell.source.hasPrefix("export session,")
    }
    for ((index, _), ended) in zip(chosen, book.asEnded(chosen.map(\.element.asSaved))) {
      let failed = ended.failedTraining.map { [$0.statement] } ?? []
      inputs.add(index + 1, ended.records + failed, source: ended.program)
      inputs.add(afterwards: ended.afterwards)
      cells.append(ended)
    }
    return (inputs, cells)
  }
}
