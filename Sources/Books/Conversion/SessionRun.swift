import Sessions
import Support
import Workbench

/// A session that is run once, for its charts: what its cells give now, and what is drawn of that.
///
/// Stored outputs that agree keep their bytes, as `nabla verify --update` keeps them.
package struct SessionRun {
  /// The session with what its cells gave.
  package private(set) var document: SessionDocument
  /// What the cells mean for the exit status of a command.
  package private(set) var status = ExitStatus.ok
  /// What is drawn of the outputs of each cell, by its number.
  package private(set) var drawn: [Int: [DrawnOutput]] = [:]

  /// Runs all cells from the first to the last; `onCell` is called before each. A cell that fails keeps its error
  /// as its output.
  package init(
    _ session: SessionDocument, options: Replay.Options, onCell: (SessionCell) -> Void = { _ in }
  ) throws(SessionError) {
    document = session
    let replay = Replay(session, options: options)
    let isSameArithmetic = session.frontMatter.recordedMath == ArithmeticVersion.current
    var statuses: [ExitStatus] = []
    var outputs: [Int: [StoredOutput]] = [:]
    for cell in session.cells where !cell.options.isNotRun {
      onCell(cell)
      let result = replay.run(cell)
      statuses.append(result.exitStatus(expected: cell.options.expectedError))
      if result.isInterrupted { break }
      drawn[cell.number] = OutputGroups.drawn(result.printed, cell: cell.number)
      outputs[cell.number] = result.stored
      if isSameArithmetic, let rule = session.rule(for: cell, math: ArithmeticVersion.current) {
        outputs[cell.number] =
          OutputsComparison(
            stored: cell.outputs.map(\.output), computed: result.stored, by: Comparison(rule)
          ).sticky
      }
    }
    status = .worst(statuses)
    let edited = try session.replacingOutputs(outputs)
    document =
      edited.bytes == session.bytes ? session : try edited.recording(ArithmeticVersion.record)
  }
}

/// What a cell printed, put together as it is stored: neighbours of one kind are one output.
enum OutputGroups {
  /// What is drawn of each stored output.
  static func drawn(_ printed: [Output], cell: Int) -> [DrawnOutput] {
    var groups: [DrawnOutput] = []
    var open: StoredOutput.Kind?
    for output in printed {
      guard let kind = kind(of: output) else { continue }
      if kind != open || [.curve, .plot, .error].contains(kind) { groups.append(DrawnOutput()) }
      open = [.curve, .plot, .error].contains(kind) ? nil : kind
      let last = groups.count - 1
      switch output {
      case .report(let report): groups[last].html = (groups[last].html ?? "") + report.html
      case .plot(let plot): groups[last] = DrawnOutput(plot, id: "\(cell)-\(last)")
      case .curve(let name, let epochs, let series):
        let columns = SampledColumns(series.map { .init($0.name, $0.values) }, numbers: epochs)
        groups[last] = DrawnOutput(curve: name, columns, id: "\(cell)-\(last)")
      default: break
      }
    }
    return groups
  }

  private static func kind(of output: Output) -> StoredOutput.Kind? {
    switch output {
    case .value: .value
    case .text, .runLine: .text
    case .report: .table
    case .aside: nil
    case .curve: .curve
    case .plot: .plot
    case .diagnostic(let diagnostic, _, _): diagnostic.severity == .error ? .error : .text
    }
  }
}
