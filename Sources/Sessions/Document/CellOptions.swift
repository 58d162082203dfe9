/// What the author asks of one cell: `{timeout=60s volatile expect=error:E0107}`.
package struct CellOptions: Equatable, Sendable {
  /// An error that the cell is meant to end with.
  package enum ExpectedError: Equatable, Sendable {
    case any
    case code(String)
  }

  /// `timeout=60s`, in seconds; `nil` for the limit that holds for all cells.
  package var timeoutSeconds: Double?
  /// Runs, but what it prints changes every time.
  package var isVolatile = false
  /// `expect=error`; `nil` for a cell that is to end well.
  package var expectedError: ExpectedError?
  /// `rtol`, the relative tolerance; `nil` for that of the file.
  package var relative: Double?
  /// `atol`, the absolute tolerance; `nil` for that of the file.
  package var absolute: Double?
  /// `rtol.accuracy`, `atol.loss`: tolerances of single columns of curves, plots and tables.
  package var columns: [String: ColumnTolerance] = [:]
  /// `verify=shape`; `nil` for what the file says.
  package var mode: VerificationMode?
  /// `pace="20 steps/s"`: how fast a training of it goes while a lesson is walked; `nil` for what the file says.
  package var pace: Double?
  /// `live=net`: what a training shows meanwhile; `nil` for what the file says.
  package var live: LiveView?
  /// `hide`: runs without being shown in a walkthrough.
  package var isHidden = false
  /// `norun`: is shown, and never run.
  package var isNotRun = false

  /// What holds for a cell whose author asks nothing.
  package init() {}

  init(_ attributes: Attributes, problems: inout [SessionWarning.Kind]) {
    isVolatile = attributes.has("volatile")
    isHidden = attributes.has("hide")
    isNotRun = attributes.has("norun")
    func value<Value>(
      _ name: String, _ expected: String, _ read: (String) -> Value?
    ) -> Value? {
      guard let text = attributes[name] else { return nil }
      if let value = read(text) { return value }
      problems.append(.badAttribute(name: name, expected: expected, found: text))
      return nil
    }
    pace = value("pace", "steps a second, such as 20", stepsPerSecond)
    let views = LiveView.allCases.map(\.rawValue).joined(separator: ", ")
    live = value("live", views) { LiveView(rawValue: $0) }
    timeoutSeconds = value("timeout", "a time such as 60s", seconds)
    relative = value("rtol", "a number from 0", tolerance)
    absolute = value("atol", "a number from 0", tolerance)
    for name in attributes.names where ColumnTolerance.isKey(name) {
      if let number = value(name, "a number from 0", tolerance) { columns.set(name, number) }
    }
    let modes = VerificationMode.allCases.map(\.rawValue).joined(separator: ", ")
    mode = value("verify", modes) { VerificationMode(rawValue: $0) }
    expectedError = value("expect", "error or error:E0107") { text in
      if text == "error" { return .any }
      guard text.hasPrefix("error:"), text.utf8.count > 6 else { return nil }
      return .code(String(text.dropFirst(6)))
    }
  }
}

/// `60s`, `500ms`, `2min`, `1h`; a number alone counts seconds.
func seconds(_ text: String) -> Double? {
  let units: [(String, Double)] = [("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600), ("", 1)]
  for (suffix, factor) in units where text.hasSuffix(suffix) {
    guard let number = Double(text.dropLast(suffix.count)) else { continue }
    return number.isFinite && number > 0 ? number * factor : nil
  }
  return nil
}

/// `20`, `20 steps/s`; above 0.
func stepsPerSecond(_ text: String) -> Double? {
  var text = text
  for unit in ["steps/s", "step/s"] where text.hasSuffix(unit) {
    text = trimmed(text.dropLast(unit.count))
  }
  guard let number = Double(text), number > 0, number.isFinite else { return nil }
  return number
}

/// What a training in the foreground shows while it is on.
package enum LiveView: String, Equatable, Sendable, CaseIterable { case loss, net }
