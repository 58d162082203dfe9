import Data
import Engine
import Support
import Synchronization

@testable import Serving

/// Answers a row [a, b] with [a + b, a · b], in float32; remembers the sizes of its batches.
final class StubPredictor: ServedPredictor {
  let name = "stub"
  let signature = ServedSignature(
    inputs: [.init("x", shape: [2])], output: .init("y", shape: [2]), raw: .none, classes: [])
  /// Waited for before each batch, so that a test can let requests pile up.
  let gate: Gate?
  private let sizes = Mutex<[Int]>([])

  init(gate: Gate? = nil) { self.gate = gate }

  var batches: [Int] { sizes.withLock { $0 } }

  func samples(of instances: [JSON]) throws(RequestProblem) -> Samples {
    let tensor = try NestedNumbers.tensor(of: .list(instances), named: "instances")
    guard tensor.shape.rank == 2, tensor.shape[1] == 2 else {
      throw RequestProblem(400, "instances: rows of 2 numbers, please")
    }
    return Samples(x: tensor.cast(to: .float32))
  }

  func samples(of columns: [(name: String, tensor: Tensor)]) throws(RequestProblem) -> Samples {
    guard columns.count == 1, columns[0].tensor.shape.rank == 2, columns[0].tensor.shape[1] == 2
    else { throw RequestProblem(400, "one input of rows of 2 numbers, please") }
    return Samples(x: columns[0].tensor.cast(to: .float32))
  }

  func answers(for samples: Samples) throws(RequestProblem) -> Tensor {
    gate?.pass()
    sizes.withLock { $0.append(samples.count) }
    let rows = samples.x.doubles
    guard !rows.contains(666) else { throw RequestProblem(422, "no such number") }
    let answers = (0..<samples.count).flatMap { row in
      let (a, b) = (Float(rows[2 * row]), Float(rows[2 * row + 1]))
      return [a + b, a * b]
    }
    return Tensor(answers, [samples.count, 2])
  }

  func instance(of row: Tensor) -> JSON { .list(row.doubles.map { .number($0) }) }
}

/// Holds threads back until it is opened.
final class Gate: Sendable {
  private let isOpen = Monitor(false)

  func open() { isOpen.change { $0 = true } }

  func pass() { _ = isOpen.wait { $0 ? true : nil } }
}
