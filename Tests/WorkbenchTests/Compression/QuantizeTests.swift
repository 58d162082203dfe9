import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

@Suite("Quantized models")
struct QuantizeTests {
  private static let digits = """
    seed 1
    d = data digits { take 3000, test=1000; rescale 1/255; reshape 784 }
    m = model 784 { dense 64, activation=relu; dense 10, activation=softmax }
    r = train m, d, epochs=4

    """

  @Test func `the digits lose no more than three tenths of a point`() throws {
    let transcript = Transcript()
    _ = transcript.run(Self.digits)
    let said = transcript.run("q = quantize m, data=d")
    for word in ["kernels", "size", "accuracy", "agreement", "max error", "÷ 3"] {
      #expect(said.contains(word), "\(word) in \(said)")
    }
    let lost = transcript.run(
      "a = evaluate m, d.test; b = evaluate q, d.test; a.accuracy - b.accuracy")
    let number = try #require(Double(lost.split(separator: "\n").last ?? ""), "\(lost)")
    #expect(number <= 0.003, "\(lost)")
  }

  @Test func `a convolutional net loses no more than three tenths of a point`() throws {
    let transcript = Transcript()
    let lost = transcript.run(
      """
      seed 1
      d = data digits { take 2000, test=1000; rescale 1/255; reshape [28, 28, 1] }
      m = model [28, 28, 1] { conv2d 8, 3, strides=2, activation=relu; conv2d 12, 3, strides=2, activation=relu
      flatten; dense 10, activation=softmax }
      r = train m, d, epochs=3, optimizer=adam(0.005)
      q = quantize m, data=d
      a = evaluate m, d.test; b = evaluate q, d.test
      print a.accuracy > 0.85, q
      a.accuracy - b.accuracy
      """)
    #expect(lost.contains("true"), "\(lost)")
    // Two convolutions and the layer behind them.
    #expect(
      lost.contains("3  of 8 bits: conv2d, conv2d_1, dense"), "\(lost)")
    let number = try #require(Double(lost.split(separator: "\n").last ?? ""), "\(lost)")
    #expect(number <= 0.003, "\(lost)")
  }

  @Test(arguments: [
    "bits=8, data=d", "bits=8", "bits=4", "data=d, calibration=entropy",
    "data=d, calibration=percentile",
  ])
  func `what is saved is loaded with the same answers`(options: String) throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.digits.replacing("epochs=4", with: "epochs=1"))
      let said = transcript.run(
        """
        q = quantize m, \(options)
        save q, "q.safetensors"
        k = load "q.safetensors"
        c = copy k
        x = d.test.x
        [max(abs(q(x) - k(x))), max(abs(k(x) - c(x)))]
        """)
      #expect(said.split(separator: "\n").last == "[0, 0]", "\(said)")
      #expect(transcript.run("k").contains("whole numbers of"))
    }
  }

  @Test(
    arguments: [
      (
        "model [12, 12, 1] { conv2d 8, 3, activation=relu, padding=same; max_pooling2d 2; flatten; dense 3 }",
        2
      ),
      (
        "model [10, 4] { conv1d 6, 3, activation=tanh; global_average_pooling1d; dense 2, activation=sigmoid }",
        2
      ),
      ("model [6, 5] { time_distributed { dense 4, activation=relu }; flatten; dense 1 }", 2),
      (
        "model 8 { residual { dense 8, activation=gelu }; batch_normalization; dense 3, activation=softmax }",
        2
      ),
      ("model [5, 3] { lstm 4; dense 2 }", 1),
      ("model [7] { embedding 20, 8; flatten; dense 2 }", 1),
    ])
  func `layers that can be are quantized, and the others named`(text: String, count: Int) throws {
    let transcript = Transcript()
    let said = transcript.run("seed 2\nm = \(text)\nq = quantize m")
    #expect(said.contains("kernels"), "\(said)")
    guard case .model(let model)? = transcript.interpreter["q"] else {
      Issue.record("\(said)")
      return
    }
    #expect(model.allQuantized.count == count)
    let stays = ["lstm", "embedding"].first { text.contains("\($0) ") }
    if let stays { #expect(said.contains("(\(stays)) stays in float32"), "\(said)") }
  }

  /// Errors of one range are at most a few quanta: outputs stay close to those of floats.
  @Test func `a convolution answers nearly as in floats`() throws {
    let transcript = Transcript()
    let said = transcript.run(
      """
      seed 3
      m = model [9, 9, 2] { conv2d 6, 3, strides=2, padding=same, activation=relu; conv2d 4, 2; flatten; dense 2 }
      x = normal([20, 9, 9, 2])
      q = quantize m
      max(abs(m(x) - q(x))) / max(abs(m(x)))
      """)
    let number = try #require(Double(said.split(separator: "\n").last ?? ""), "\(said)")
    #expect(number < 0.05 && number > 0, "\(said)")
  }

  @Test func `a training with the rounding in force mends four bits`() throws {
    let transcript = Transcript()
    _ = transcript.run(Self.digits)
    let said = transcript.run(
      """
      q = quantize m, data=d, bits=4, aware=true, epochs=2
      e = evaluate q, d.test
      e.accuracy > 0.8
      """)
    #expect(said.split(separator: "\n").last == "true", "\(said)")
    #expect(transcript.run("m").contains("whole numbers") == false)
  }
}
