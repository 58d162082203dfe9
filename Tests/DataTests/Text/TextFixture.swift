import Engine
import Data
import Support
import TestSupport

/// A text as a data set, with the steps that cut it.
func text(
  _ text: String, _ steps: DataLine..., context: DataContext = DataContext()
) throws -> Dataset {
  try textFile(Array(text.utf8), steps, context)
}

func textFile(
  _ bytes: [UInt8], _ steps: [DataLine] = [], _ context: DataContext = DataContext()
) throws -> Dataset {
  try TemporaryFolder.use { folder in
    try AtomicFile.write(bytes, to: folder + "/poem.txt")
    return try DataPipeline.load(
      line("text", .text(folder + "/poem.txt")), steps, context)
  }
}

extension Tensor {
  /// The rows of a matrix of whole numbers.
  var wholeRows: [[Int]] {
    let width = shape.extents.last ?? 1
    let numbers = doubles.map { Int($0) }
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }
}

extension Samples {
  /// What a batch of these samples holds at a training step, or when it measures.
  func batch(_ positions: Range<Int>, step: UInt64?) -> (inputs: [Tensor], y: Tensor) {
    let tensors = inputs.indices.map { index in
      Tensor(inputs[index].rows.batchType(positions.count)) {
        fill(input: index, positions, step: step, into: $0)
      }
    }
    guard let targets else { return (tensors, y) }
    return (
      tensors,
      Tensor(targets.batchType(positions.count)) { fillTargets(positions, step: step, into: $0) }
    )
  }
}
