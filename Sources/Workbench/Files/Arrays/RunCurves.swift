import Learning
import Plots
import Support

/// What a run has measured, epoch by epoch, for other programs. Times are left out: the same training writes the same file.
struct RunCurves {
  /// `epoch`, `step`, then the series in the order in which they are printed; one value an epoch, NaN where there is
  /// none.
  let series: [(name: String, values: [Double])]

  /// The epochs that have ended where the run is seen.
  init(_ run: TrainingRun) {
    let epochs = run.seen.epochs.elements
    series =
      [
        ("epoch", epochs.map { Double($0.epoch) }), ("step", epochs.map { Double($0.step) }),
      ] + run.seriesNames.map { name in (name, epochs.map { $0.value(name) ?? .nan }) }
  }

  private var count: Int { series[0].values.count }

  /// A row an epoch.
  var report: Report {
    let fields = series.enumerated().map { index, series -> Table.Field<Int> in
      index < 2
        ? .count(series.name) { Int(whole: series.values[$0]) }
        : .number(series.name) { series.values[$0].isNaN ? nil : series.values[$0] }
    }
    return Report("curves", [.table(Table(Array(0..<count), fields))])
  }

  /// An object of JSON an epoch, each on a line of its own.
  func lines() -> [UInt8] {
    var text = ""
    for row in 0..<count {
      let members = series.enumerated().map { index, series in
        let value = series.values[row]
        return JSON.Member(
          series.name, index < 2 ? .whole(Int(saturating: value)) : .number(value))
      }
      text += JSON.object(members).description + "\n"
    }
    return Array(text.utf8)
  }

  /// With what such files once ended. A list beside them says now whose they are.
  static let formerMark = " \t \t \n"
}
