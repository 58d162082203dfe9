import Data
import Engine

extension Workload {
  /// The shape of one sample.
  var inputShape: Shape {
    switch self {
    case .article, .classes, .start: [784]
    case .images: [28, 28, 1]
    case .text, .memory: [64]
    case .plane: [2]
    }
  }

  /// Random inputs, in 0..1 or below 65, and random targets of the right kind.
  func samples(count: Int, seed: UInt64) -> Samples {
    let stream = RandomStream(seed: seed, purpose: .data, name: rawValue, occurrence: 0)
    let width = inputShape.count
    func draw(_ position: Int) -> Double { stream.uniform(at: UInt64(position)) }
    func numbers(_ count: Int, from start: Int, below limit: Double, _ shape: Shape) -> Tensor {
      Tensor((0..<count).map { Int32(draw(start + $0) * limit, within: 0...Int32.max) }, shape)
    }
    let batch = Shape([count] + inputShape.extents)
    switch self {
    case .text, .memory:
      return Samples(
        x: numbers(count * width, from: 0, below: 65, batch),
        y: numbers(count * width, from: count * width, below: 65, batch))
    default:
      let x = Tensor(TensorType(batch, .float32)) { bytes in
        stream.fillUniform(bytes.bindMemory(to: Float.self))
      }
      let start = count * width
      let y =
        switch self {
        case .article, .start:
          Tensor((0..<count).map { draw(start + $0) < 0.5 ? Float(0) : 1 }, [count, 1])
        case .plane: Tensor((0..<count).map { draw(start + $0) < 0.5 ? Float(-1) : 1 }, [count, 1])
        default: numbers(count, from: start, below: 10, [count])
        }
      return Samples(x: x, y: y)
    }
  }
}
