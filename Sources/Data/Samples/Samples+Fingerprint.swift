import Support

extension Samples {
  /// What the samples are, row for row: equal for equal samples; `nil` above so many bytes.
  package func fingerprint(limit: Int) -> String? {
    let rows = inputs.map(\.rows) + [targets, weights].compactMap(\.self)
    guard rows.reduce(0, { $0 + $1.coveredByteCount }) <= limit else { return nil }
    var hash = ContentHash()
    for row in rows {
      hash.update("\(row.type)")
      row.covered.withBytes { hash.update($0) }
      row.order?.withUnsafeBytes { hash.update($0) }
    }
    return hash.hexadecimal
  }
}
