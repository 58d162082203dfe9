import Learning

/// What the trainings of one combination of a sweep came to: kept for charts, also of runs that were let go.
struct SweepCurves {
  /// `h=4, lr=0.01`.
  let label: String
  /// The values of those axes that are numbers.
  let places: [String: Double]
  /// One entry for each seed.
  let seeds: [Seed]

  /// One training.
  struct Seed {
    /// What was measured at its end.
    let measured: [String: Double]
    /// Its epochs; empty for a body that ends in a number.
    let epochs: ThinnedSeries<EpochRecord>?
  }

  init(_ row: SweepRow) {
    label = row.combination.label
    var places: [String: Double] = [:]
    for (name, value) in row.combination.values { places[name] = value.number }
    self.places = places
    seeds = row.tasks.compactMap { task in
      guard let measured = task.measured else { return nil }
      var values = [measured.name: measured.value]
      for other in measured.others { values[other.name] = other.value }
      return Seed(measured: values, epochs: task.runs.last?.epochSeries)
    }
  }

  /// The epochs of all seeds.
  var epochs: [[EpochRecord]] { seeds.compactMap { $0.epochs?.elements } }
}
