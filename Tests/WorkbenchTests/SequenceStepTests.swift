import Engine
import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// A model that sees a position at a time against the same model on whole windows.
@Suite("Sequences step by step")
struct SequenceStepTests {
  private static let block = """
    fn block_of(d, heads) = block {
      residual { layer_normalization; multi_head_attention heads, d/heads, use_causal_mask=true }
      residual { layer_normalization; dense 2*d, activation=gelu; dropout 0.1; dense d }
    }

    """
  static let attention =
    block
    + "m = model [8] { embedding 11, 8; position_embedding; repeat 2 { block_of 8, 2 }; layer_normalization; dense 11 }"
  static let waves =
    block
    + "m = model [8] { embedding 11, 8; sinusoidal_positions; block_of 8, 2; dense 11, activation=softmax }"
  static let recurrent =
    "m = model [8] { embedding 11, 6; lstm 12, return_sequences=true; gru 5, return_sequences=true; simple_rnn 7, return_sequences=true; dense 11, activation=softmax }"
  static let nested = """
    inner = model [8] { embedding 11, 6; lstm 12, return_sequences=true }
    m = model [8] { inner; add { path { dense 4 }; path { dense 4, activation=tanh } }; rms_normalization; dense 11 }
    """
  static let mixed =
    "m = model [8] { embedding 11, 8; position_embedding; lstm 8, return_sequences=true; multi_head_attention 2, 4, use_causal_mask=true; batch_normalization; dense 11 }"

  /// Lives as long as a test: functions of the user belong to its interpreter.
  private let transcript = Transcript()

  private func model(_ program: String) throws -> Model {
    let output = transcript.run("seed 5\n" + program)
    guard case .model(let model)? = transcript.interpreter["m"] else {
      Issue.record("\(output)")
      throw NoModel()
    }
    return model
  }

  private struct NoModel: Error {}

  static let convolved =
    "m = model [8] { embedding 11, 8; conv1d 6, 3, padding=causal, activation=relu; conv1d 5, 2, padding=causal, dilation_rate=2; dense 11 }"

  private static let tokens = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 10, 0]

  @Test(arguments: [attention, waves, recurrent, nested, mixed, convolved])
  func `a step gives the bits of a whole window, beyond its length too`(program: String) throws {
    let m = try model(program)
    let steps = try SequencePredictor(m)
    let windows = try SequencePredictor(m, remembers: false)
    let one = try SequencePredictor(m)
    #expect(steps.takesSteps(at: 8))
    #expect(!windows.takesSteps(at: 1))
    for count in 1...Self.tokens.count {
      let tokens = Array(Self.tokens.prefix(count))
      let scores = try windows.scores(after: tokens)
      #expect(try steps.scores(after: tokens) == scores, "\(count)")
      let next =
        count == 1 ? try one.scores(after: tokens) : try one.scores(appending: tokens[count - 1])
      #expect(next == scores, "\(count)")
    }
  }

  @Test func `another sequence starts anew`() throws {
    let m = try model(Self.attention)
    let steps = try SequencePredictor(m)
    let first = try steps.scores(after: [1, 2, 3])
    _ = try steps.scores(after: [7, 7, 7, 7])
    #expect(try steps.scores(after: [1, 2, 3]) == first)
    #expect(try steps.scores(after: [1, 2, 3]) == first)
  }

  /// A window of 8 tokens is 8 steps: one step is an eighth of its multiply-accumulates.
  @Test(arguments: [attention, recurrent])
  func `a token costs one step`(program: String) throws {
    let m = try model(program)
    let step = try #require(try SequencePredictor(m).stepMultiplyAccumulates)
    #expect(step * 8 == m.multiplyAccumulates)
  }

  @Test(arguments: [
    "bidirectional { lstm 5, return_sequences=true }", "multi_head_attention 2, 4",
    "conv1d 8, 3, padding=same", "activation x -> x - mean(x, axis=1, keepdims=true)",
  ])
  func `what needs the whole sequence is computed in windows`(layer: String) throws {
    let m = try model("m = model [8] { embedding 11, 8; \(layer); dense 11 }")
    let predictor = try SequencePredictor(m)
    #expect(!predictor.takesSteps(at: 1))
    #expect(try predictor.scores(after: [1, 2, 3]).count == 11)
  }

  @Test func `one answer for a window is taken as it is`() throws {
    let m = try model("m = model [8] { embedding 11, 8; lstm 6; dense 11 }")
    let predictor = try SequencePredictor(m)
    let same = try model(
      "m = model [8] { embedding 11, 8; lstm 6, return_sequences=true; dense 11 }")
    #expect(
      try predictor.scores(after: [1, 2, 3]) == SequencePredictor(same).scores(after: [1, 2, 3]))
  }

  @Test func `a model of fixed length gets filled windows`() throws {
    let m = try model("m = model [4] { embedding 11, 8; flatten; dense 11 }")
    let short = try SequencePredictor(m).scores(after: [1, 2])
    #expect(try SequencePredictor(m).scores(after: [0, 0, 1, 2]) == short)
  }

  @Test func `an encoder is computed once, its decoder step by step`() throws {
    let m = try model(
      """
      m = model source=[6], target=[8] {
        from source
        embedding 9, 8; position_embedding
        residual { multi_head_attention 2, 4 }
        memory: layer_normalization
        from target
        embedding 11, 8; position_embedding
        residual { multi_head_attention 2, 4, use_causal_mask=true }
        residual { multi_head_attention 2, 4, value=memory }
        dense 11
      }
      """)
    let source = Tensor([1, 2, 3, 4, 0, 0].map(Int32.init), [1, 6])
    let steps = try SequencePredictor(m, given: [source])
    let windows = try SequencePredictor(m, given: [source], remembers: false)
    #expect(steps.takesSteps(at: 8))
    for count in 1...8 {
      let tokens = Array(Self.tokens.prefix(count))
      #expect(try steps.scores(after: tokens) == windows.scores(after: tokens))
    }
    // Projections of one place (8·8 each, 4 + 2 of them), twice a row of weights and of values for
    // 8 and for 6 places, and the last layer.
    #expect(steps.stepMultiplyAccumulates == 6 * 64 + 2 * 8 * 8 + 2 * 6 * 8 + 8 * 11)
  }
}
