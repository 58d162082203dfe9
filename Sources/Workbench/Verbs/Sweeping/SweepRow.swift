import Learning
import Support

/// One combination in the table of a sweep, with all its seeds.
struct SweepRow {
  let combination: SweepCombination
  /// Its place among the combinations, as they were made.
  let place: Int
  let tasks: [SweepTask]
  /// What its seeds came to, those that are finished.
  let measured: [Measured]
  /// Rounds of halving that it has been through.
  let rounds: Int

  private init(_ tasks: [SweepTask]) {
    (combination, place, self.tasks) = (tasks[0].combination, tasks[0].place, tasks)
    measured = tasks.filter { $0.isFinished && !$0.isNonFinite }.compactMap(\.measured)
    rounds = tasks.map(\.rounds).min() ?? 0
  }

  var measure: String? { measured.first?.name }

  /// Over the seeds; `nan` where a training of one ended with it.
  var mean: Double {
    guard !measured.isEmpty, !isNonFinite else { return .nan }
    return measured.map(\.value).reduce(0, +) / Double(measured.count)
  }

  /// The standard deviation over the seeds; `nil` of less than two.
  var spread: Double? {
    guard measured.count > 1, !isNonFinite else { return nil }
    return measured.map(\.value).sampleDeviation
  }

  /// The mean of something else that was measured.
  func other(_ name: String) -> Double? {
    let values = measured.compactMap { one in one.others.first { $0.name == name }?.value }
    guard !values.isEmpty, values.count == measured.count, !isNonFinite else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  var isNonFinite: Bool { tasks.contains(where: \.isNonFinite) }
  var failed: SweepTask? { tasks.first { $0.failure != nil } }
  /// Whether a seed was not trained to its end.
  var isUnfinished: Bool { tasks.contains { !$0.isFinished && $0.failure == nil } }
  /// Whether it can be held against others: all its seeds have come to numbers.
  var isRanked: Bool { measured.count == tasks.count && mean.isFinite }

  /// Best first; then those with numbers that are not finite, those that failed, those that are not finished.
  static func rows(of tasks: [SweepTask], _ options: SweepOptions) -> [SweepRow] {
    var groups: [Int: [SweepTask]] = [:]
    for task in tasks { groups[task.place, default: []].append(task) }
    let rows = groups.values.map { SweepRow($0) }
    let prefersLarger = rows.lazy.compactMap(\.measured.first?.prefersLarger).first ?? true
    func isBefore(_ a: SweepRow, _ b: SweepRow) -> Bool {
      if a.group != b.group { return a.group < b.group }
      if a.isRanked, b.isRanked {
        if a.rounds != b.rounds { return a.rounds > b.rounds }
        if a.mean != b.mean { return prefersLarger == (a.mean > b.mean) }
      }
      return a.place < b.place
    }
    return rows.sorted(by: isBefore)
  }

  private var group: Int {
    if isRanked { return 0 }
    if failed != nil { return 2 }
    if isUnfinished { return 3 }
    return 1
  }

  /// Its best run among the seeds; `nil` where it was let go or there was none.
  func run(_ prefersLarger: Bool) -> TrainingRun? {
    let runs = tasks.compactMap { task in
      task.isFinished && !task.isNonFinite
        ? task.runs.last.map { (run: $0, value: task.measured?.value ?? .nan) } : nil
    }
    return runs.max { a, b in prefersLarger ? a.value < b.value : a.value > b.value }?.run
  }
}

extension [Double] {
  /// The sample's standard deviation, √(Σ(v − mean)² / (n − 1)); 0 of less than two numbers, and of equal ones, whose
  /// mean may be rounded.
  var sampleDeviation: Double {
    guard count > 1, contains(where: { $0 != self[0] }) else { return 0 }
    let mean = reduce(0, +) / Double(count)
    let squares = map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return (squares / Double(count - 1)).squareRoot()
  }
}
