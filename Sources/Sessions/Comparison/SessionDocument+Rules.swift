extension SessionDocument {
  /// The rule for a cell: its own attributes, then those of the file, then the fingerprint.
  ///
  /// `math` is the version of the arithmetic that computed the new outputs, `m1`. Where the file was
  /// recorded with the same, results must be exactly the same. `nil`: not to be verified.
  package func rule(for cell: SessionCell, math: String) -> ComparisonRule? {
    let tier: ComparisonRule.Tier
    switch cell.options.mode ?? frontMatter.verification.mode {
    case .exact?: tier = .exact
    case .numeric?: tier = .numeric
    case .shape?: tier = .shape
    case VerificationMode.none?: return nil
    case nil: tier = frontMatter.recordedMath == math ? .exact : .numeric
    }
    var rule = ComparisonRule.standard(tier, frontMatter.floatType ?? .float32)
    let defaults = frontMatter.verification
    if let relative = cell.options.relative ?? defaults.relative { rule.relative = relative }
    if let absolute = cell.options.absolute ?? defaults.absolute { rule.absolute = absolute }
    return rule
  }
}
