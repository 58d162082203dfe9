import Engine
import Learning

/// Columns that a model computes of its inputs, told apart by what they answer.
enum InputColumns {
  /// Rows of numbers with nothing in common, [16 × inputs]; always the same.
  static func probe(_ inputs: Int) -> Tensor {
    Tensor(
      (0..<16 * inputs).map { index in
        // Multiples of the golden section, without their whole parts.
        let number = Double(index + 1) * 0.618_033_988_749_895
        return (number - number.rounded(.down)) * 3 - 1.5
      }, [16, inputs])
  }

  /// What a line makes of the rows: [16 × columns]; anything else is thrown back.
  static func of(
    _ line: String, _ rows: Tensor, _ answer: (String, Tensor) throws -> Tensor
  ) throws -> Tensor {
    let columns = try answer(line, rows)
    guard columns.shape.rank == 2, columns.shape[0] == rows.shape[0], columns.shape[1] > 0 else {
      throw ResizeProblem.noColumns(line)
    }
    return columns
  }

  /// For each column of one table the column of the other that has the same numbers.
  static func matches(of new: Tensor, in old: Tensor) -> [Int?] {
    let (fresh, known) = (columns(new), columns(old))
    return fresh.map { column in known.firstIndex { isSame($0, column) } }
  }

  static func isSame(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($0)) }
  }

  static func columns(_ table: Tensor) -> [[Double]] {
    let (numbers, width) = (table.doubles, table.shape[1])
    return (0..<width).map { column in
      stride(from: column, to: numbers.count, by: width).map { numbers[$0] }
    }
  }

  /// Gives a kernel the rows of another; those of new columns are 0, so that at first they change no answer.
  static func keep(_ old: Variable?, in new: Variable?, rows: [Int?]) {
    guard let kept = old?.value, let variable = new, kept.shape.rank == 2,
      variable.type.shape.rank == 2, kept.shape[1] == variable.type.shape[1],
      variable.type.shape[0] == rows.count
    else { return }
    let (numbers, width) = (kept.doubles, kept.shape[1])
    variable.set(
      Tensor(variable.type) { position in
        rows[position / width].map { numbers[$0 * width + position % width] } ?? 0
      })
  }
}
