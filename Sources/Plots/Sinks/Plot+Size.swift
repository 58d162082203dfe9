extension Plot {
  /// How many numbers it holds, about: what its memory grows with.
  package var numberCount: Int {
    chart.dataColumns(of: self).reduce(0) { $0 + $1.values.count }
  }
}
