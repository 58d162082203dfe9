import Engine
import Learning
import Testing

@Suite("Losses")
struct LossTests {
  @Test func `squared error is the mean over the last axis`() throws {
    #expect(isClose(try lossValues(MeanSquaredError(), [1, 0], [0.8, 0.2], [2]), [0.04]))
    #expect(
      isClose(
        try lossValues(MeanSquaredError(), [1, 0, 3, 3], [0, 0, 1, 3], [2, 2]), [0.5, 2]))
  }

  @Test func `absolute error is the mean of the distances`() throws {
    #expect(isClose(try lossValues(MeanAbsoluteError(), [1, 0], [0.5, -1], [2]), [0.75]))
  }

  @Test func `huber is half the square up to delta and a line beyond`() throws {
    #expect(isClose(try lossValues(Huber(), [0, 0], [0.5, 3], [2, 1]), [0.125, 2.5]))
  }

  @Test func `log cosh is log of cosh`() throws {
    #expect(isClose(try lossValues(LogCosh(), [0], [1], [1]), [0.433781]))
  }

  @Test func `binary cross-entropy of 0.8 for yes is -log 0.8`() throws {
    let values = try lossValues(BinaryCrossentropy(), [1, 0], [0.8, 0.8], [2, 1])
    #expect(isClose(values, [0.223144, 1.609438]))
  }

  /// 16.118 = −log 1e-7; 15.9424 = −log(1 − 0.99999988), the nearest float32 below 1.
  @Test func `certain mistakes cost 16.118 and, in float32, 15.9424`() throws {
    let wide = try lossValues(BinaryCrossentropy(), [1, 0], [0, 1], [2, 1])
    #expect(isClose(wide, [16.118096, 16.118096], within: 1e-5))
    let narrow = try lossValues(BinaryCrossentropy(), [1, 0], [0, 1], [2, 1], dtype: .float32)
    #expect(isClose(narrow, [16.118096, 15.942385], within: 1e-4))
  }

  @Test func `binary cross-entropy from logits neither overflows nor is cut`() throws {
    let loss = BinaryCrossentropy(fromLogits: true)
    let values = try lossValues(loss, [1, 0, 1], [-1000, 1000, 0], [3, 1])
    #expect(isClose(values, [1000, 1000, 0.693147]))
  }

  @Test func `the gradient from logits is p - y, at 0 too`() throws {
    let gradient = try numbers { graph in
      let z = graph.constant(tensor([0, 0], [2, 1]))
      let loss = try BinaryCrossentropy(fromLogits: true).values(
        graph.constant(tensor([1, 0], [2, 1])), z, in: graph)
      return try graph.gradients(of: loss, for: [z])[0]
    }
    #expect(isClose(gradient, [-0.5, 0.5]))
  }

  @Test func `label smoothing moves yes towards one half`() throws {
    let loss = BinaryCrossentropy(labelSmoothing: 0.2)
    // y = 0.9: −(0.9·log 0.8 + 0.1·log 0.2).
    #expect(isClose(try lossValues(loss, [1], [0.8], [1, 1]), [0.361773]))
  }

  @Test func `categorical cross-entropy divides probabilities by their sum`() throws {
    let values = try lossValues(CategoricalCrossentropy(), [1, 0], [0.2, 0.2], [1, 2])
    #expect(isClose(values, [0.693147]))
  }

  @Test func `sparse and categorical cross-entropy agree`() throws {
    let p = [0.1, 0.2, 0.7, 0.5, 0.3, 0.2]
    let dense = try lossValues(CategoricalCrossentropy(), [0, 0, 1, 1, 0, 0], p, [2, 3])
    let sparse = try lossValues(
      SparseCategoricalCrossentropy(), [2, 0], p, [2, 3], truthShape: [2])
    #expect(isClose(dense, [0.356675, 0.693147]))
    #expect(isClose(sparse, dense))
  }

  @Test func `sparse cross-entropy from logits is logsumexp minus the picked logit`() throws {
    let loss = SparseCategoricalCrossentropy(fromLogits: true)
    let values = try lossValues(loss, [0, 1], [1, 1, 0, 1000], [2, 2], truthShape: [2, 1])
    #expect(isClose(values, [0.693147, 0]))
  }

  @Test func `targets of one number meet outputs of one unit`() throws {
    let values = try lossValues(
      MeanSquaredError(), [1, 2], [0, 0], [2, 1], truthShape: [2])
    #expect(values == [1, 4])
  }

  @Test func `targets of another shape are refused with both shapes`() {
    #expect(
      throws: ShapeError(
        operation: "mean_squared_error", expected: "targets and predictions of one shape",
        found: [[3], [2, 2]])
    ) {
      try lossValues(MeanSquaredError(), [1, 2, 3], [0, 0, 0, 0], [2, 2], truthShape: [3])
    }
  }

  @Test func `divergence of a distribution from itself is 0`() throws {
    let same = try lossValues(KLDivergence(), [0.5, 0.5], [0.5, 0.5], [1, 2])
    let other = try lossValues(KLDivergence(), [0.5, 0.5], [0.25, 0.75], [1, 2])
    #expect(isClose(same, [0]))
    // 0.5·log 2 + 0.5·log(2/3).
    #expect(isClose(other, [0.143841]))
  }
}
