import Testing

/// What `mask_zero` hides counts nowhere: not in the metrics, not in moments of a batch.
@Suite("Masks")
struct MaskTests {
  @Test func `accuracy counts what the mask shows`() {
    let output = printed(
      """
      d = table([[1, 0, 0], [2, 0, 0]], [[0, 1, 1], [0, 1, 1]])
      m = model [3] { embedding 3, 2, mask_zero=true; dense 2, activation=softmax }
      m.dense.kernel = zeros([2, 2])
      m.dense.bias = [1, 0]
      e = evaluate m, d, loss=sparse_categorical_crossentropy, metrics=accuracy
      e.accuracy
      r = train m, d, loss=sparse_categorical_crossentropy, metrics=accuracy, optimizer=sgd(1e-9)
      r.accuracy
      """)
    let lines = output.split(separator: "\n")
    #expect(lines.filter { !$0.hasPrefix("note") && !$0.hasPrefix("run") } == ["1", "[1]"])
  }

  @Test func `moments of a batch leave out what the mask hides`() {
    let output = printed(
      """
      d = table([[1, 2, 0], [2, 0, 0]], [1, 2])
      m = model [3] { embedding 3, 1, mask_zero=true; batch_normalization; flatten; dense 1 }
      m.embedding.embeddings = [[100], [3], [6]]
      train m, d, loss=mean_squared_error, metrics=none, optimizer=sgd(1e-9)
      abs(m.batch_normalization.moving_mean[0] - 0.05) < 1e-6
      abs(m.batch_normalization.moving_variance[0] - (0.99 + 0.01 * 2)) < 1e-6
      """)
    #expect(output.hasSuffix("true\ntrue"), "\(output)")
  }
}
