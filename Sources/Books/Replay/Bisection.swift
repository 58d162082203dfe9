import Engine
import Learning
import Sessions
import Support
import Workbench

/// Where two sessions begin to give other numbers: the first cell, and in it the first epoch and layer.
///
/// Both run side by side, each in an interpreter of its own; what they print, their curves in full precision, and every
/// bit of their tensors and of the weights of their models are compared after each pair of cells.
package struct Bisection {
  /// What is the same up to the first difference.
  package struct Finding: Equatable {
    /// How many pairs of cells agree before it.
    package var agreeing = 0
    /// Cells so far that are written otherwise and give the same.
    package var rewritten: [Int] = []
    /// The cells that differ; `nil` where all agree, or one session is only longer.
    package var place: Place?
    /// How many cells each has.
    package var counts = [0, 0]
    /// Whether the user ended it.
    package var isInterrupted = false
  }

  /// A pair of cells whose results differ.
  package struct Place: Equatable {
    /// The cells, with their numbers and lines.
    package let cells: [SessionCell]
    /// Whether they are written otherwise.
    package let isRewritten: Bool
    /// What differs, the first of each kind, in sentences.
    package let differences: [String]
  }

  /// Runs both from their first cells on, until they differ.
  package static func find(
    _ first: SessionDocument, _ second: SessionDocument, options: Replay.Options
  ) -> Finding {
    var finding = Finding()
    let replays = [first, second].map { Replay($0, options: options) }
    let cells = replays.map { $0.document.cells.filter { !$0.options.isNotRun } }
    finding.counts = cells.map(\.count)
    for pair in zip(cells[0], cells[1]) {
      let results = [replays[0].run(pair.0), replays[1].run(pair.1)]
      if results.contains(where: \.isInterrupted) {
        finding.isInterrupted = true
        return finding
      }
      let isRewritten = pair.0.source != pair.1.source
      let differences =
        outputs(results[0], results[1])
        + states(replays[0].interpreter.state, replays[1].interpreter.state)
      guard differences.isEmpty else {
        finding.place = Place(
          cells: [pair.0, pair.1], isRewritten: isRewritten, differences: differences)
        return finding
      }
      finding.agreeing += 1
      if isRewritten { finding.rewritten.append(pair.0.number) }
    }
    return finding
  }

  /// The first epoch at which curves differ, and the first other output.
  private static func outputs(_ first: Replay.Result, _ second: Replay.Result) -> [String] {
    let curves = [first, second].map { result in
      result.printed.compactMap { output -> Curve? in
        guard case .curve(let name, let epochs, let series) = output else { return nil }
        return Curve(name: name, epochs: epochs, series: series)
      }
    }
    for (left, right) in zip(curves[0], curves[1]) {
      if let words = left.difference(from: right) { return [words] }
    }
    if curves[0].count != curves[1].count {
      return ["\(curves[0].count) trainings ended in the first, \(curves[1].count) in the second"]
    }
    let stored = [first.stored, second.stored]
    for (left, right) in zip(stored[0], stored[1]) where left.withoutView != right.withoutView {
      let comparison = OutputsComparison(
        stored: [left], computed: [right], by: Comparison(.standard(.exact, .float64)))
      let details = VerificationReport.Status(comparison).details
      return details.isEmpty ? ["the \(left.kind.rawValue) output is another"] : details
    }
    if stored[0].count != stored[1].count {
      return ["\(stored[0].count) outputs in the first, \(stored[1].count) in the second"]
    }
    return []
  }
}

/// The curves of a training that has ended.
private struct Curve {
  let name: String
  let epochs: [Int]
  let series: [(name: String, values: [Double])]

  func difference(from other: Curve) -> String? {
    var first: (epoch: Int, words: String)?
    for (left, right) in zip(series, other.series) {
      if left.name != right.name {
        return "\(name) keeps \(left.name) in the first, \(right.name) in the second"
      }
      let index = zip(left.values, right.values).enumerated().first {
        $0.element.0.bitPattern != $0.element.1.bitPattern
      }
      guard let index else { continue }
      let epoch = epochs.indices.contains(index.offset) ? epochs[index.offset] : index.offset + 1
      if first.map({ epoch < $0.epoch }) ?? true {
        let (one, two) = index.element
        first = (
          epoch,
          "\(name) differs from epoch \(epoch) on: \(left.name) \(NumberText.exact(one)) in the first, "
            + "\(NumberText.exact(two)) in the second"
        )
      }
    }
    if let first { return first.words }
    let lengths = [series.first?.values.count ?? 0, other.series.first?.values.count ?? 0]
    return lengths[0] == lengths[1]
      ? nil : "\(name) has \(lengths[0]) epochs in the first, \(lengths[1]) in the second"
  }
}

extension Bisection {
  /// The first layer of each model whose weights differ, and the first name with another value.
  private static func states(_ first: SessionState, _ second: SessionState) -> [String] {
    var found: [String] = []
    for name in first.order {
      guard let left = first.names[name], let right = second.names[name] else { continue }
      switch (left, right) {
      case (.model(let left), .model(let right)):
        if let words = weights(name, left, right) { found.append(words) }
      case (.tensor(let left), .tensor(let right)):
        guard let left = left.known, let right = right.known,
          let words = difference(left, right)
        else { continue }
        found.append("\(name) \(words)")
      default: continue
      }
    }
    return found
  }

  private static func weights(_ name: String, _ left: Model, _ right: Model) -> String? {
    let others = Dictionary(
      right.parameters.map { ($0.path, $0.variable.value) }, uniquingKeysWith: { $1 })
    var differing: [String] = []
    var words: String?
    for (path, variable) in left.parameters {
      guard let other = others[path] else {
        return "\(name).\(path) is in the first alone"
      }
      guard let difference = difference(variable.value, other) else { continue }
      if words == nil { words = "\(name).\(path) \(difference)" }
      differing.append(path)
    }
    guard let words else { return nil }
    return differing.count == 1
      ? words : words + "; so are \(differing.count - 1) of its weights behind it"
  }

  /// `is another in 3 of 8 numbers, by 1.2e-7 at most`; `nil` where all bits are equal.
  private static func difference(_ left: Tensor, _ right: Tensor) -> String? {
    guard left.shape == right.shape else {
      return "is \(left.shape) in the first, \(right.shape) in the second"
    }
    let (one, two) = (left.doubles, right.doubles)
    let pairs = zip(one, two).filter { $0.bitPattern != $1.bitPattern }
    if pairs.isEmpty { return nil }
    let most = pairs.map { abs($0 - $1) }.max() ?? 0
    return "is another in \(pairs.count) of \(one.count) numbers, by "
      + "\(NumberText.significant(most, digits: 3)) at most"
  }
}
