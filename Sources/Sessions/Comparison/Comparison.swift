/// Compares what is stored with what was computed.
package struct Comparison: Equatable, Sendable {
  /// How it compares, but for tolerances that a stored output sets itself.
  package let rule: ComparisonRule

  /// Compares by one rule.
  package init(_ rule: ComparisonRule) { self.rule = rule }

  /// One output against the other; the stored one may set tolerances of its own.
  package func compare(_ stored: StoredOutput, _ computed: StoredOutput) -> ComparisonResult {
    var rule = rule
    // Who writes a tolerance beside an output asks for no more than that.
    if !stored.attributes.tolerances.isEmpty, rule.tier == .exact { rule.tier = .numeric }
    if let own = stored.attributes["rtol"].flatMap(tolerance) { rule.relative = own }
    if let own = stored.attributes["atol"].flatMap(tolerance) { rule.absolute = own }
    rule.columns = rule.columns.refined(by: stored.attributes.columnTolerances)
    if stored.kind != computed.kind {
      return .differs(
        OutputDifference(.outputKind(stored: stored.kind, computed: computed.kind)))
    }
    for name in ["code", "name", "n"] where stored.attributes[name] != computed.attributes[name] {
      return .differs(
        OutputDifference(
          .attribute(
            name: name, stored: stored.attributes[name], computed: computed.attributes[name])))
    }
    if rule.tier == .exact, !canBeExact(stored, computed) {
      if let arithmetic = rule.arithmetic, stored.digest?.hasPrefix(arithmetic + "-") == false {
        return .differs(
          OutputDifference(
            .digest(stored: stored.digest ?? "none", computed: computed.digest ?? "none")))
      }
      rule.tier = .numeric
    }
    if let difference = bodyDifference(stored, computed, rule) { return .differs(difference) }
    if stored.body == computed.body {
      if stored.digest == computed.digest { return .ok }
      if rule.tier == .exact {
        return .differs(
          OutputDifference(
            .digest(stored: stored.digest ?? "none", computed: computed.digest ?? "none")))
      }
    }
    return rule.tier == .shape ? .okInShape : .okWithinTolerance
  }

  /// Digests of different arithmetic have nothing to say about one another.
  private func canBeExact(_ stored: StoredOutput, _ computed: StoredOutput) -> Bool {
    guard let first = stored.digest, let second = computed.digest else { return true }
    return first.prefix { $0 != ":" } == second.prefix { $0 != ":" }
  }

  private func bodyDifference(
    _ stored: StoredOutput, _ computed: StoredOutput, _ rule: ComparisonRule
  ) -> OutputDifference? {
    if rule.tier == .shape, stored.body != computed.body, stored.kind == .curve,
      let first = StoredTable(stored.body), let second = StoredTable(computed.body)
    {
      return first.shapeDifference(to: second).map { OutputDifference($0) }
    }
    return LineComparison(rule: rule, of: stored).difference(
      stored: stored.body, computed: computed.body)
  }
}
