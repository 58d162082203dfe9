import Engine

/// A weight as it was: one for each version of a variable, however many hold it.
///
/// It shares the variable's memory until the variable changes. The history may let it go.
package final class WeightState {
  /// Whose state it is.
  package let variable: Variable
  /// Those that were kept together have the same; grows with time.
  let stamp: Int
  private var kept: VariableState?

  init(_ variable: Variable, stamp: Int) {
    (self.variable, self.stamp) = (variable, stamp)
    // Whatever asks for an end: half a copy would be put back.
    kept = Interrupt.ignoring { variable.state }
  }

  /// Whether the history has let it go.
  package var isForgotten: Bool { kept == nil }
  /// What it shares with the variable while that is as it was; `nil` once it is let go.
  var memory: AnyObject? { kept?.memory }
  /// What it takes, in bytes: nothing while nobody has asked for a first value.
  var byteCount: Int { kept?.byteCount ?? 0 }

  /// The weight as it was; `nil` once the history has let it go.
  package var value: Tensor? { kept?.value }

  func letGo() { kept = nil }

  /// Puts the variable back, if the state is still there.
  package func restore() {
    if let kept, variable.memory !== kept.memory { variable.set(kept) }
  }

  /// Whether both are the same numbers; unknown numbers are not.
  package func isSame(as other: WeightState) -> Bool {
    guard self !== other else { return true }
    guard let kept, let others = other.kept else { return false }
    return kept.memory === others.memory || kept.value.isIdentical(to: others.value)
  }
}

extension Value {
  /// Runs that the value is or has in it.
  func collectRuns(into found: inout Set<ObjectIdentifier>, depth: Int = 0) {
    switch self {
    case .run(let run): found.insert(ObjectIdentifier(run))
    case .list(let items) where depth < 20:
      for item in items { item.collectRuns(into: &found, depth: depth + 1) }
    case .record(let record) where depth < 20:
      for value in record.values { value.collectRuns(into: &found, depth: depth + 1) }
    case .report(let report) where depth < 20:
      for field in report.fields { field.value.collectRuns(into: &found, depth: depth + 1) }
    default: break
    }
  }
}
