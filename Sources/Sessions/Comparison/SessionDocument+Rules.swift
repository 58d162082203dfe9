extension SessionDocument {
  /// The rule for a cell: its own attributes, then those of the file, then the fingerprint.
  ///
  /// `math` is the version of the arithmetic that computed the new outputs, `m1`. Where the file was
  /// recorded with the same, results must be exactly the same. `nil`: not to be verified.
  package func rule(for cell: SessionCell, math: String) -> ComparisonRule? {
    let defaults = frontMatter.verification
    // Who writes a tolerance asks for no more than that, whatever wrote the outputs.
    let hasTolerance =
      (cell.options.relative ?? cell.options.absolute ?? defaults.relative ?? defaults.absolute)
      != nil || !cell.options.columns.isEmpty || !defaults.columns.isEmpty
    let tier: ComparisonRule.Tier
    switch cell.options.mode ?? frontMatter.verification.mode {
    case .exact?: tier = .exact
    case .numeric?: tier = .numeric
    case .shape?: tier = .shape
    case VerificationMode.none?: return nil
    case nil: tier = frontMatter.recordedMath == math && !hasTolerance ? .exact : .numeric
    }
    var rule = ComparisonRule.standard(tier, frontMatter.floatType ?? .float32)
    if let relative = cell.options.relative ?? defaults.relative { rule.relative = relative }
    if let absolute = cell.options.absolute ?? defaults.absolute { rule.absolute = absolute }
    if frontMatter.recordedMath == math { rule.arithmetic = math }
    rule.columns = defaults.columns.refined(by: cell.options.columns)
    return rule
  }
}
