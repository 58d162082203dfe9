import Support

/// What verifying one session found, cell by cell.
package struct VerificationReport: Equatable, Sendable {
  /// What became of one cell.
  package enum Status: Equatable, Sendable {
    case ok
    case okWithinTolerance
    case okInShape
    case differs([OutputsComparison.Item])
    /// Differed or was missing, and was stored anew.
    case rewritten
    /// The cell ended with an error that was not expected; its text as shown.
    case failed(code: String, text: String)
    /// The cell was to end with an error and did not, or with another.
    case unexpectedSuccess(expected: CellOptions.ExpectedError)
    case timedOut(seconds: Double)
    case notPermitted(text: String)
    case skipped(SkipReason)
    case interrupted
  }

  /// Why a cell was not compared.
  package enum SkipReason: String, Equatable, Sendable {
    case notRun = "norun"
    case volatile
    case notVerified = "verify=none"
    /// An earlier cell failed in a way that leaves nothing to go on with.
    case afterFailure = "after an error"
  }

  /// One cell of the report.
  package struct Cell: Equatable, Sendable {
    /// What it is: a cell, or an exercise or check that proves nothing.
    package enum Kind: String, Equatable, Sendable { case cell, exercise, check }

    /// What it is.
    package var kind = Kind.cell
    /// Counted from 1; 0 for what is no cell.
    package var number: Int
    /// What its author calls it.
    package var identifier: String?
    /// The line of its opening fence, counted from 1.
    package var line: Int
    /// What became of it.
    package var status: Status
    /// How long it ran, by the clock; 0 where it did not.
    package var seconds = 0.0

    /// What became of a cell of the document.
    package init(_ cell: SessionCell, _ status: Status) {
      number = cell.number
      identifier = cell.identifier
      line = cell.block.line
      self.status = status
    }

    /// What became of an exercise, or of a check.
    package init(_ kind: Kind, identifier: String?, line: Int, _ status: Status) {
      (self.kind, number, self.identifier, self.line) = (kind, 0, identifier, line)
      self.status = status
    }
  }

  /// The file as the user named it.
  package var name: String
  /// In the order of the file, as far as it was run.
  package var cells: [Cell] = []
  /// What was not understood when the file was read.
  package var warnings: [SessionWarning] = []
  /// Why nothing of it was run, where the file could not be read.
  package var problem: String?

  /// A report on a file, to which cells are added as they are run.
  package init(name: String) { self.name = name }

  /// Whether the file could not be read.
  package var isUnreadable: Bool { problem != nil }

  /// How long its cells ran together.
  package var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }

  /// The worst of all cells.
  package var exitStatus: ExitStatus {
    isUnreadable ? .unreadable : .worst(cells.map(\.status.exitStatus))
  }
}

extension VerificationReport.Status {
  /// From the comparison of all outputs of a cell.
  package init(_ comparison: OutputsComparison) {
    let failures = comparison.items.filter { !$0.result.isAgreement }
    if !failures.isEmpty {
      self = .differs(failures)
    } else if comparison.items.contains(where: { $0.result == .okInShape }) {
      self = .okInShape
    } else if comparison.items.contains(where: { $0.result == .okWithinTolerance }) {
      self = .okWithinTolerance
    } else {
      self = .ok
    }
  }

  /// What the cell means for the exit status of a command.
  package var exitStatus: ExitStatus {
    switch self {
    case .ok, .okWithinTolerance, .okInShape, .rewritten, .skipped: .ok
    case .differs, .failed, .unexpectedSuccess: .failed
    case .timedOut: .timeout
    case .notPermitted: .notPermitted
    case .interrupted: .interrupted
    }
  }

  /// One or two words for a list of cells.
  package var label: String {
    switch self {
    case .ok: "ok"
    case .okWithinTolerance: "ok (numeric)"
    case .okInShape: "ok (shape)"
    case .differs(let items): items.allSatisfy { $0.result == .missing } ? "missing" : "differs"
    case .rewritten: "rewritten"
    case .failed: "error"
    case .unexpectedSuccess: "no error"
    case .timedOut: "time limit"
    case .notPermitted: "not permitted"
    case .skipped(let reason): "skipped (\(reason.rawValue))"
    case .interrupted: "interrupted"
    }
  }
}
