import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// The price war in one program, each line as it was promised.
@Suite("The price war in one program")
struct PriceWarExampleTests {
  private static let program = """
    # 12. The price war in one table
    seed 12
    digits = data mnist { rescale 1/255; reshape 784 }
    fn mlp(h) = model 784 { dense h, activation=relu; dense 10, activation=softmax }
    big = mlp(256)
    train big, digits, epochs=8, batch_size=32, optimizer=adam, loss=sparse_categorical_crossentropy
    cost big
    small = mlp(16)
    distill small, big, digits, temperature=4, alpha=0.7, epochs=10
    int8 = quantize big, bits=8
    thin = prune big, sparsity=80%
    box = device(price=0.85$ / 1h, power=65W, flops=200GFLOP / 1s, electricity=0.12$ / 1kWh)
    t = compare [big, small, int8, thin], digits.test, device=box, requests=1M, price=0.02$
    t
    (0.85$ / 1h) * 3min + 2kWh * (0.12$ / 1kWh)
    export small, "small.onnx"
    serve small, port=8080, price=0.02$ / 1k
    """

  /// Four files as MNIST has them: a bar whose place is the class, and noise beside it.
  private static func mnist(in folder: String) throws {
    for (name, count) in [("train", 320), ("t10k", 96)] {
      var (state, pixels, labels): (UInt64, [UInt8], [UInt8]) = (UInt64(count), [], [])
      for row in 0..<count {
        let label = row * 7 % 10
        labels.append(UInt8(label))
        for place in 0..<784 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let noise = UInt8(state >> 59)
          let isBar = 8..<20 ~= place / 28 && (place % 28 - 2) / 2 == label
          pixels.append(isBar ? 220 + noise : noise)
        }
      }
      func word(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }
      try AtomicFile.write(
        word(2_051) + word(count) + word(28) + word(28) + pixels,
        to: "\(folder)/\(name)-images-idx3-ubyte")
      try AtomicFile.write(
        word(2_049) + word(count) + labels, to: "\(folder)/\(name)-labels-idx1-ubyte")
    }
  }

  @Test func `every line does what it says`() throws {
    try TemporaryFolder.use { folder in
      try Self.mnist(in: folder)
      var options = Interpreter.Options(folder: folder)
      // Nothing listens at a port that somebody may have; all else is as at the prompt.
      (options.isConfined, options.dataFolders, options.writeFolder) = (true, [folder], folder)
      let transcript = Transcript(options)
      let said = transcript.run(Self.program)
      #expect(!said.contains("error E") && !said.contains("warning"), "\(said)")
      for words in [
        "run: big on digits, 8 epochs", "cost of big", "run: small on digits, 10 epochs",
        "student and teacher", "int8, quantized", "thin, pruned",
        "comparison of 4 models on digits.test: 96 samples", "$20,000 a month", "$0.2825",
        "small is served at http://127.0.0.1:8080", "server small at http://127.0.0.1:8080",
      ] { #expect(said.contains(words), "\(words) in \(said)") }
    }
  }
}
