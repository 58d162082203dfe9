import Sessions

// What a verification would store, cell by cell, and storing it.
extension Verification {
  /// The line of a report for a cell that somebody has run.
  package static func line(
    of cell: SessionCell, _ result: Replay.Result, in replay: Replay
  ) -> VerificationReport.Cell {
    VerificationReport.Cell(cell, verdict(on: cell, result, in: replay).0)
  }

  /// A cell whose outputs are not those that are stored.
  package struct Change {
    /// Its number.
    package let number: Int
    /// Its line of the report.
    package let cell: VerificationReport.Cell
    /// What does not agree of it, in order.
    package let items: [OutputsComparison.Item]
  }

  /// The cells that would be stored anew, in the order of the document.
  package func changes(in document: SessionDocument) -> [Change] {
    report.cells.compactMap { cell in
      guard cell.kind == .cell, let comparison = comparisons[cell.number],
        isChanged(document.cells[cell.number - 1], comparison)
      else { return nil }
      return Change(
        number: cell.number, cell: cell,
        items: comparison.items.filter { !$0.result.isAgreement })
    }
  }

  /// The document with what differs rewritten, in these cells alone where some are given; `nil` where
  /// nothing is.
  ///
  /// Outputs written by other arithmetic are all replaced, so that one fingerprint holds for all. Where
  /// some of them stay, declined or never reached, the old fingerprint stays, too.
  package mutating func updated(
    _ document: SessionDocument, storing accepted: Set<Int>? = nil
  ) throws(SessionError) -> SessionDocument? {
    let changed = comparisons.filter { number, comparison in
      accepted?.contains(number) ?? true && isChanged(document.cells[number - 1], comparison)
    }
    if changed.isEmpty { return nil }
    let isSameArithmetic = document.frontMatter.recordedMath == ArithmeticVersion.current
    let isWhole = document.cells.allSatisfy { cell in
      guard !cell.outputs.isEmpty, isCompared(cell, in: document) else { return true }
      guard let comparison = comparisons[cell.number] else { return false }
      return changed[cell.number] != nil || !isChanged(cell, comparison)
    }
    let edited = try document.replacingOutputs(
      isSameArithmetic || !isWhole
        ? changed.mapValues(\.sticky) : comparisons.mapValues(\.renewed))
    markRewritten(Set(changed.keys))
    return isWhole ? try edited.recording(ArithmeticVersion.record) : edited
  }

  private func isChanged(_ cell: SessionCell, _ comparison: OutputsComparison) -> Bool {
    cell.outputs.map(\.output.withoutView) != comparison.sticky.map(\.withoutView)
  }

  private func isCompared(_ cell: SessionCell, in document: SessionDocument) -> Bool {
    !cell.options.isNotRun && !cell.options.isVolatile
      && document.rule(for: cell, math: ArithmeticVersion.current) != nil
  }
}
