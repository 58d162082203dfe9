import Data
import Engine

/// What a model says with another dropout mask each time: mean and spread of its outputs.
///
/// Monte-Carlo dropout (Gal and Ghahramani, "Dropout as a Bayesian approximation", 2016): random
/// layers act as in training, everything else as in inference; normalisation uses its moving
/// statistics.
package struct PredictionDraws {
  /// The name of the model.
  package let model: String
  /// [samples × …].
  package let mean: Tensor
  /// Population standard deviation over the draws.
  package let deviation: Tensor
  /// How many draws.
  package let count: Int
  /// Whether any layer drew; otherwise all draws are equal.
  package let isRandom: Bool
}

extension Model {
  /// Mean and deviation over so many forward passes; `nil` when it was interrupted.
  ///
  /// Each layer draws from a stream of its own, made of the given one and its name; a draw's number
  /// and the sample's place choose the numbers.
  package func predict(
    _ samples: Samples, draws: Int, stream: RandomStream, threads: Int = 1,
    isInterrupted: () -> Bool = { false }
  ) throws(LearningError) -> PredictionDraws? {
    let record = LayerRecord()
    let predictor = Predictor(
      self,
      Application(drawsMasks: true, seed: stream.key, record: record),
      threads: threads)
    let samples = try samples.arranged(for: self)
    let shape = outputShape.batched(samples.count)
    let bytes = TensorType(shape, .float64).byteCount
    try MemoryLimit.check(bytes: saturatingSum(bytes, saturatingSum(bytes, bytes)), model: name)
    var moments = Moments(shape.count)
    for draw in 0..<draws {
      if isInterrupted() { return nil }
      moments.add(try predictor.predict(samples, draw: draw).doubles)
    }
    return PredictionDraws(
      model: name, mean: Tensor(moments.mean, shape, dtype),
      deviation: Tensor(moments.deviation, shape, dtype), count: draws,
      isRandom: record.hasDrawn)
  }
}

/// Running mean and squared distance of many numbers at once (Welford 1962).
private struct Moments {
  private(set) var mean: [Double]
  private var squares: [Double]
  private var count = 0.0

  init(_ size: Int) {
    mean = [Double](repeating: 0, count: size)
    squares = mean
  }

  var deviation: [Double] { squares.map { ($0 / max(count, 1)).squareRoot() } }

  mutating func add(_ values: [Double]) {
    count += 1
    for (index, value) in values.enumerated() {
      let distance = value - mean[index]
      mean[index] += distance / count
      squares[index] += distance * (value - mean[index])
    }
  }
}
