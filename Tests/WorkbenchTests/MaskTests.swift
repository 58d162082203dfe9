import Testing
import WorkbenchTestSupport

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

  /// Keras: rows 1, 2, 3 and 9 for padding give the means of what the mask shows.
  @Test func `global average pooling is the mean of what the mask shows`() {
    let output = printed(
      """
      m = model [3] { embedding 5, 1, mask_zero=true; global_average_pooling1d }
      m.embedding.embeddings = [[9], [1], [2], [3], [4]]
      m([[1, 2, 0], [3, 0, 0], [0, 0, 0]])
      n = model [3] { embedding 5, 1; global_average_pooling1d }
      n.embedding.embeddings = m.embedding.embeddings
      n([[1, 2, 0]])
      """)
    #expect(output == "tensor[3, 1]\n  1.5\n  3.0\n  0.0\ntensor[1, 1]\n  4", "\(output)")
  }

  /// Keras ends a mask at layers that know none, although they change nothing, and a function of paths has none.
  @Test(arguments: [
    "reshape [3, 1]", "cropping1d 0", "combine ((a, b) -> a) { path { }; path { } }",
  ])
  func `a line that knows no mask ends it`(line: String) {
    let output = printed(
      """
      m = model [3] { embedding 5, 1, mask_zero=true; \(line); global_average_pooling1d }
      m.embedding.embeddings = [[9], [1], [2], [3], [4]]
      m([[1, 2, 0]])
      """)
    #expect(output.hasSuffix("\n  4"), "\(output)")
  }

  /// Keras's Concatenate: along time each path keeps its own mask, one without counts as a whole.
  @Test func `paths joined in time keep their masks`() {
    let output = printed(
      """
      m = model [2] { concatenate axis=1 { path { e: embedding 4, 1, mask_zero=true }; path { f: embedding 4, 1 } }; global_average_pooling1d }
      m.e.embeddings = [[9], [1], [2], [3]]
      m.f.embeddings = [[9], [1], [2], [3]]
      m([[1, 0]])
      """)
    #expect(output.hasSuffix("3.66667"), "\(output)")
  }

  /// x + f(x) of a masked x is masked as x is: twice the rows, averaged over what the mask shows.
  @Test func `a residual keeps the mask of what goes into it`() {
    let output = printed(
      """
      m = model [3] { embedding 5, 1, mask_zero=true; residual { dense 1, use_bias=false }; global_average_pooling1d }
      m.embedding.embeddings = [[9], [1], [2], [3], [4]]
      m.dense.kernel = [[1]]
      m([[1, 2, 0], [3, 0, 0], [0, 0, 0]])
      """)
    #expect(output == "tensor[3, 1]\n  3\n  6\n  0", "\(output)")
  }

  /// Keras's rule for recurrent layers and attention: what is padded is as if it were not there.
  @Test(
    arguments: [
      "lstm 3", "gru 3", "simple_rnn 3", "bidirectional { lstm 2 }", "bidirectional { gru 2 }",
      "lstm 3, return_sequences=true; lstm 2",
      "gru 3, return_sequences=true; global_average_pooling1d",
      "multi_head_attention 2, 2; global_average_pooling1d",
      "time_distributed { dense 2, activation=tanh }; global_average_pooling1d",
      "layer_normalization; dense 2; dropout 0.5; gru 2",
    ])
  func `padding changes nothing behind a mask`(lines: String) {
    func model(_ length: Int) -> String {
      "seed 1; m\(length) = model [\(length)] { embedding 6, 4, mask_zero=true; \(lines) }\n"
    }
    let output = printed(
      model(2) + model(5)
        + "max(abs(m2([[1, 2], [4, 3]]) - m5([[1, 2, 0, 0, 0], [4, 3, 0, 0, 0]]))) < 1e-6")
    #expect(output == "true", "\(output)")
  }

  private static let rows = "[[9], [1], [2], [3], [4]]"

  /// Keras 3: a merge keeps what one of its masks shows, and no mask where a path has none; the largest
  /// of all rows, convolution and pooling in windows know no mask.
  @Test(
    arguments: [
      ("add { path { e: embedding 5, 1, mask_zero=true }; path { f: embedding 5, 1 } }", "8"),
      (
        "add { path { e: embedding 5, 1, mask_zero=true }; path { f: embedding 5, 1, mask_zero=true } }",
        "3"
      ),
      (
        "average { path { e: embedding 5, 1, mask_zero=true }; path { f: embedding 5, 1, mask_zero=true } }",
        "1.5"
      ),
      (
        "multiply { path { e: embedding 5, 1, mask_zero=true }; path { f: embedding 5, 1 } }",
        "28.6667"
      ),
    ])
  func `merged paths have the mask of Keras`(line: String, mean: String) {
    let output = printed(
      "m = model [3] { \(line); global_average_pooling1d }\n"
        + "m.e.embeddings = \(Self.rows); m.f.embeddings = \(Self.rows)\nm([[1, 2, 0]])[0, 0]")
    #expect(output == mean, "\(output)")
  }

  @Test(
    arguments: [
      ("global_max_pooling1d", "9"), ("max_pooling1d 2; global_average_pooling1d", "5.5"),
      ("average_pooling1d 2; global_average_pooling1d", "5.25"),
      ("activation relu; global_average_pooling1d", "1.5"),
    ])
  func `what knows no mask takes the padding as it is`(lines: String, expected: String) {
    let output = printed(
      "m = model [4] { embedding 5, 1, mask_zero=true; \(lines) }\n"
        + "m.embedding.embeddings = \(Self.rows)\nm([[1, 2, 0, 0]])[0, 0]")
    #expect(output == expected, "\(output)")
  }
}
