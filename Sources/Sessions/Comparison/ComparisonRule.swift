/// How two outputs are compared.
package struct ComparisonRule: Equatable, Sendable {
  /// How much must be the same.
  package enum Tier: Equatable, Sendable {
    /// The text rendered anew and the digest must be the stored ones.
    case exact
    /// Numbers within the tolerance, or equal to the decimals written; words equal.
    case numeric
    /// The same sort of result: for runs where a last bit decides.
    case shape
  }

  /// How much must be the same.
  package var tier: Tier
  /// Of the larger of two numbers, the part by which they may differ: `rtol`.
  package var relative: Double
  /// By how much two numbers may differ, however small they are: `atol`.
  package var absolute: Double
  /// Tolerances of single columns of curves, plots and tables, by their headings.
  package var columns: [String: ColumnTolerance] = [:]
  /// The arithmetic that the file says it was recorded with, where that is the one that computes: a digest
  /// of another one was not written with it. `nil` where nothing is said.
  package var arithmetic: String?

  /// A rule; numbers agree where |a − b| ≤ max(absolute, relative · max(|a|, |b|)).
  package init(_ tier: Tier, relative: Double, absolute: Double) {
    self.tier = tier
    self.relative = relative
    self.absolute = absolute
  }

  /// The tolerances that healthy trainings keep: 1e-6 in float64, 2e-3 in float32.
  package static func standard(
    _ tier: Tier, _ type: FrontMatter.FloatType
  ) -> ComparisonRule {
    switch type {
    case .float64: ComparisonRule(tier, relative: 1e-6, absolute: 1e-12)
    case .float32: ComparisonRule(tier, relative: 2e-3, absolute: 1e-6)
    }
  }

  /// The rule for the numbers below a heading.
  func inColumn(_ heading: some StringProtocol) -> ComparisonRule {
    var rule = self
    let own = columns[ColumnTolerance.key(of: heading)]
    rule.columns = [:]
    if let relative = own?.relative { rule.relative = relative }
    if let absolute = own?.absolute { rule.absolute = absolute }
    return rule
  }

  /// Whether two numbers agree within the tolerance.
  package func agrees(_ stored: Double, _ computed: Double) -> Bool {
    if stored == computed || (stored.isNaN && computed.isNaN) { return true }
    let size = max(abs(stored), abs(computed))
    return abs(stored - computed) <= max(absolute, relative * size)
  }
}

/// How one stored output compares with what was computed.
package enum ComparisonResult: Equatable, Sendable {
  case ok
  /// Not the same text, but the same within the tolerance.
  case okWithinTolerance
  /// The same sort of result, which is all that was asked for.
  case okInShape
  case differs(OutputDifference)
  /// Computed, but not stored.
  case missing
  /// Stored, but no longer computed.
  case extra

  /// Whether the stored output can stay as it is.
  package var isAgreement: Bool {
    switch self {
    case .ok, .okWithinTolerance, .okInShape: true
    case .differs, .missing, .extra: false
    }
  }
}

/// The first place where two outputs part.
package struct OutputDifference: Equatable, Sendable {
  /// In what two outputs part.
  package enum Kind: Equatable, Sendable {
    case number(stored: Double, computed: Double)
    case text
    /// The output has more or fewer lines.
    case lineCount(stored: Int, computed: Int)
    case outputKind(stored: StoredOutput.Kind, computed: StoredOutput.Kind)
    case attribute(name: String, stored: String?, computed: String?)
    /// The text is the same, but not the numbers behind it.
    case digest(stored: String, computed: String)
    /// A curve that fell, rose or diverged does something else.
    case course(stored: CurveCourse, computed: CurveCourse)
  }

  /// In what they part, with both sides of it.
  package var kind: Kind
  /// Counted from 1 within the output; 0 where no line is concerned.
  package var line: Int
  /// The line as stored and as computed.
  package var stored: String
  /// The same line as computed.
  package var computed: String

  /// A difference; without a line it concerns the outputs as a whole.
  package init(_ kind: Kind, line: Int = 0, stored: String = "", computed: String = "") {
    self.kind = kind
    self.line = line
    self.stored = stored
    self.computed = computed
  }
}
