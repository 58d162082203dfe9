import Catalog
import Engine
import Data

/// The numbers of nested Swift lists as the language would hand them over.
func list(_ numbers: [Double]) -> Argument { .list(numbers.map { .number($0) }) }
func list(_ rows: [[Double]]) -> Argument { .list(rows.map { list($0) }) }

func line(_ word: String, _ arguments: Argument..., named: [(name: String, value: Argument)] = [])
  -> DataLine
{
  DataLine(word, Arguments(arguments, named: named), origin: 5..<9)
}

/// Ten samples [i, 10 i] of class i % 2.
func tenSamples() throws -> Dataset {
  let x = (0..<10).map { [Double($0), Double(10 * $0)] }
  let y = (0..<10).map { Double($0 % 2) }
  return try DataPipeline.load(line("table", list(x), list(y)))
}

/// The mistake that loading makes, for comparing its facts.
func mistake(_ body: () throws -> Dataset) -> DataError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? DataError
  }
}

struct Relabelling: LabelFunction {
  let name: String
  let body: @Sendable (Tensor) throws -> Tensor
  var typedText: String { name }
  func labels(
    learntFrom y: Tensor
  ) throws -> (labels: Tensor, others: (Tensor) throws -> Tensor) { (try body(y), body) }
}
