import Engine
import Learning

/// One row for each line of a training step, and their sum.
func lineTable(_ setup: TrainingSetup, repetitions: Int, inRow: Int) throws -> String {
  let lines = try setup.lineTimes(repetitions: repetitions, inRow: inRow)
  var rows = lines.map { line in
    let speed =
      line.multiplyAccumulates == 0
      ? "" : "\(rounded(2 * Double(line.multiplyAccumulates) / line.nanoseconds)) GF/s"
    return "\(rounded(line.nanoseconds / 1000)) µs\t\(line.operation)\t\(line.shape)\t\(speed)"
      + "\t\(line.scope)"
  }
  let sum = lines.reduce(0) { $0 + $1.nanoseconds }
  rows.append("\(rounded(sum / 1000)) µs\tall \(lines.count) lines")
  return rows.joined(separator: "\n")
}

private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
