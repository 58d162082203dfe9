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

extension Samples {
  /// The memory of inputs, targets and weights; what overlaps counts once in each of them.
  package var byteCount: Int {
    inputs.reduce(0) { $0 + $1.rows.coveredByteCount } + (targets?.coveredByteCount ?? 0)
      + (weights?.coveredByteCount ?? 0)
  }

  /// Whether the inputs are the same memory.
  package func sharesInputs(with other: Samples) -> Bool {
    inputs.count == other.inputs.count
      && zip(inputs, other.inputs).allSatisfy { $0.rows.isSame(as: $1.rows) }
  }
}
