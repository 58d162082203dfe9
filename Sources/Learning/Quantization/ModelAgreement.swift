import Data
import Engine
import Support

/// How far the answers of two models of one shape are apart, over samples.
package struct ModelAgreement: Equatable, Sendable {
  /// The share of samples for which both choose the same class; `nil` where outputs are no classes.
  package let share: Double?
  /// The largest distance of two outputs; NaN where one of them is none.
  package let largestError: Double
  /// How many samples were asked.
  package let count: Int

  /// Asks both. Classes are outputs of a softmax or a sigmoid: the largest, or the side of one half.
  package init(
    _ first: Model, _ second: Model, on samples: Samples, threads: Int
  ) throws(LearningError) {
    let a = try first.predict(samples, threads: threads).doubles
    let b = try second.predict(samples, threads: threads).doubles
    if Interrupt.isRaised { throw .interrupted }
    count = samples.count
    largestError = zip(a, b).reduce(0) { largest, pair in
      let distance = abs(pair.0 - pair.1)
      return distance > largest || distance.isNaN ? distance : largest
    }
    let width = first.outputShape.extents.last ?? 1
    guard case .named(let activation, _)? = first.outputActivation, width > 0, !a.isEmpty,
      activation is SoftmaxActivation || activation is LogSoftmaxActivation
        || activation is SigmoidActivation
    else {
      share = nil
      return
    }
    let isSigmoid = activation is SigmoidActivation
    let rows = a.count / width
    let equal = (0..<rows).count { row in
      let range = row * width..<(row + 1) * width
      if isSigmoid { return range.allSatisfy { (a[$0] > 0.5) == (b[$0] > 0.5) } }
      return Self.largest(a[range]) == Self.largest(b[range])
    }
    share = Double(equal) / Double(rows)
  }

  private static func largest(_ numbers: ArraySlice<Double>) -> Int {
    var best = numbers.startIndex
    for index in numbers.indices where numbers[index] > numbers[best] { best = index }
    return best - numbers.startIndex
  }
}

/// How long models take for the same batch, measured in turns so that a busy machine slows all alike.
package enum FastestAnswers {
  /// Bytes of the values that are kept while so many samples are answered; planned, nothing runs.
  package static func bytes(of model: Model, batchSize: Int) throws(LearningError) -> Int {
    try ModelCost.inference(of: model, batchSize: batchSize).arenaByteCount
  }

  /// Seconds of the fastest answer of each to a batch of zeros; a fifth of a second is spent.
  package static func of(
    _ models: [Model], batchSize: Int, threads: Int
  ) throws(LearningError) -> [Double] {
    var executors: [Executor] = []
    for model in models {
      executors.append(
        Executor(try ModelCost.inference(of: model, batchSize: batchSize), threads: threads))
    }
    var least = [Double](repeating: .infinity, count: models.count)
    for executor in executors { executor.run() }
    let end = monotonicSeconds() + 0.2
    var rounds = 0
    while (rounds < 3 || monotonicSeconds() < end) && !Interrupt.isRaised {
      for (index, executor) in executors.enumerated() {
        // Twice: the second finds its weights where they were.
        executor.run()
        let start = monotonicSeconds()
        executor.run()
        least[index] = min(least[index], monotonicSeconds() - start)
      }
      rounds += 1
    }
    guard !Interrupt.isRaised else { throw .interrupted }
    return least
  }
}
