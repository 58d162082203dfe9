import Catalog
import Engine
import Support

/// The speeds of families of operations on this machine, from the lines of small trainings.
enum OperationSpeeds {
  /// By family; those that could not be timed are missing. Takes about half a second.
  ///
  /// Each line is timed by the clock of its thread, the least of several runs, so that other programs count little. The work
  /// of all lines of a family over their time is its speed.
  static func measure() -> [OperationFamily: Double] {
    var sums: [OperationFamily: (work: Double, seconds: Double)] = [:]
    for (shape, batch, lines) in nets {
      guard let model = try? Model(name: "m", inputs: [Model.Input("input", shape)], lines: lines),
        let timed = try? PlannedStep.timedWork(of: model, batchSize: batch, repetitions: 15)
      else { continue }
      for line in timed {
        guard let family = OperationFamily(of: line.work.operation) else { continue }
        let work =
          family.countsOperations ? 2 * line.work.multiplyAccumulates : line.work.bytes
        sums[family, default: (0, 0)].work += Double(work)
        sums[family, default: (0, 0)].seconds += line.seconds
      }
    }
    return sums.compactMapValues { sum in
      sum.work > 0 && sum.seconds > 0 ? sum.work / sum.seconds : nil
    }
  }

  /// Pictures, a text with attention, a recurrent text, and a plain net: what families there are, at usual sizes.
  private static var nets: [(shape: Shape, batch: Int, lines: [LayerDescription])] {
    [
      (
        [20, 20, 1], 32,
        [
          line("conv2d", [16, 3], "relu"), line("conv2d", [32, 3], "relu"),
          line("max_pooling2d", [2]),
          line("flatten"), line("dense", [10], "softmax"),
        ]
      ),
      (
        [32], 8,
        [
          line("embedding", [50, 64]), line("position_embedding"),
          LayerDescription(
            "residual",
            lines: [line("layer_normalization"), line("multi_head_attention", [2, 32])]),
          LayerDescription(
            "residual",
            lines: [
              line("layer_normalization"), line("dense", [256], "gelu"), line("dense", [64]),
            ]), line("dense", [50], "softmax"),
        ]
      ),
      (
        [32], 16,
        [
          line("embedding", [50, 50]),
          LayerDescription(
            "lstm", Arguments([.number(96)], named: [("return_sequences", .bool(true))])),
          line("dense", [50], "softmax"),
        ]
      ),
      (
        [300], 64,
        [
          line("dense", [256], "tanh"), line("dense", [256], "sigmoid"),
          line("dense", [10], "softmax"),
        ]
      ),
    ]
  }

  private static func line(
    _ word: String, _ numbers: [Double] = [], _ activation: String? = nil
  ) -> LayerDescription {
    var named: [(name: String, value: Argument)] = []
    if let activation { named.append(("activation", .word(activation))) }
    return LayerDescription(word, Arguments(numbers.map { .number($0) }, named: named))
  }
}

extension PlannedStep {
  /// What each line of a training step has to do, beside the processor's time for it on one thread.
  static func timedWork(
    of model: Model, batchSize: Int, repetitions: Int
  ) throws(LearningError) -> [(work: LineWork, seconds: Double)] {
    let planned = try PlannedStep(of: model, batchSize: batchSize, optimizer: nil, threads: 1)
    let positions = ArraySlice(repeatElement(0, count: batchSize))
    _ = planned.step.run(
      planned.setup.training, positions, rate: 1e-6, number: 1, ownNumber: 1, batch: 1)
    let times = planned.step.executor.lineTimes(repetitions: repetitions)
    return zip(planned.step.planned.plan.work, times).map { ($0, $1.nanoseconds * 1e-9) }
  }
}
