import Data
import Engine
import Learning
import Support

/// How long answers of the net with two hidden layers of 512 take, in float32, in whole numbers of 8 bits and of 4.
enum QuantizedTimes {
  static let batchSizes = [1, 32]

  /// A JSON line for each batch size: microseconds of the fastest answer of each, measured in turns.
  static func lines(threads: Int) throws -> [String] {
    let net = try Model(
      name: "net", inputs: [Model.Input("input", [784])], lines: Workload.classes.lines, seed: 1)
    let stream = RandomStream(seed: 1, purpose: .data, name: "pictures", occurrence: 0)
    let samples = Samples(x: stream.normalTensor([256, 784], .float32, step: 0))
    let eight = try net.quantized(.eight, calibrating: samples).model
    let four = try net.quantized(.four, calibrating: nil).model
    return try batchSizes.map { size in
      let seconds = try FastestAnswers.of([net, eight, four], batchSize: size, threads: threads)
      let line: JSON = [
        "fw": "nabla", "batch": .whole(size), "threads": .whole(threads),
        "kernels": .text("\(KernelSet.best)"), "float32_us": .number(seconds[0] * 1e6),
        "int8_us": .number(seconds[1] * 1e6), "int4_us": .number(seconds[2] * 1e6),
        "float32_bytes": .whole(net.byteCount), "int8_bytes": .whole(eight.byteCount),
        "int4_bytes": .whole(four.byteCount),
      ]
      return "\(line)"
    }
  }
}
