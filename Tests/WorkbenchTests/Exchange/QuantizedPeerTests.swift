import Engine
import Exchange
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What ONNX Runtime computes from quantized models that we exported: QDQ, which it turns into products of whole
/// numbers.
@Suite("Quantized models in ONNX Runtime", .enabled(if: Peers.areThere, Peers.skipReason))
struct QuantizedPeerTests {
  /// Programs that make `q`, and how far answers may be apart: of one layer both round alike; of several a number
  /// on the edge of two bytes may fall to either side, one quantum.
  private static let cases: [(program: String, tolerance: Double)] = [
    ("m = model 7 { dense 5 }\nq = quantize m, data=d", 1e-5),
    (
      "m = model 7 { dense 70, activation=relu; dense 3, activation=softmax }\nq = quantize m, data=d",
      0.01
    ),
    (
      "m = model 7 { dense 9, activation=tanh; dense 3 }\nq = quantize m, data=d, calibration=percentile",
      0.01
    ),
    ("m = model 7 { dense 9, activation=relu; dense 3 }\nq = quantize m, bits=4", 1e-5),
    (
      "m = model 7 { reshape [7, 1]; conv1d 6, 3, padding=same; flatten; dense 3 }\nq = quantize m, data=d",
      0.02
    ),
    (
      "m = model 7 { dense 48; reshape [4, 4, 3]; conv2d 5, 2, strides=2, padding=same, activation=relu; flatten; dense 2 }\n"
        + "q = quantize m, data=d", 0.02
    ),
  ]

  @Test func `answers are those of nabla within one quantum`() throws {
    try TemporaryFolder.use { folder in
      var names: [String] = []
      for (index, (program, tolerance)) in Self.cases.enumerated() {
        let transcript = Transcript()
        let said = transcript.run(
          "seed \(index + 1)\nd = table(normal([300, 7]), normal([300, 1]))\n\(program)")
        guard case .model(let model)? = transcript.interpreter["q"] else {
          Issue.record("\(program): \(said)")
          continue
        }
        names.append("net\(index)")
        try write(model, as: names[names.count - 1], tolerance, to: folder)
      }
      try AtomicFile.write(Array(names.joined(separator: "\n").utf8), to: folder + "/cases")
      let said = try Peers.run("onnx_run.py", [folder], in: folder)
      let lines = said.split(separator: "\n").filter { $0.hasPrefix("net") }
      #expect(lines.count == Self.cases.count, "\(said)")
      for line in lines where !line.hasSuffix(" ok") { Issue.record("\(line)") }
    }
  }

  private func write(
    _ model: Model, as name: String, _ tolerance: Double, to folder: String
  ) throws {
    let file = try ONNXExport.bytes(of: model, raw: false, metadata: [])
    try AtomicFile.write(file.bytes, to: "\(folder)/\(name).onnx")
    let numbers = (0..<35).map { Double($0 * 131 % 101) / 25 - 2 }
    let output = try model.predict(
      model.samples(of: [Tensor(numbers, [5, 7], .float32)]), threads: 1)
    let inputs = JSON.object([
      .init("shape", .list([.whole(5), .whole(7)])),
      .init("numbers", .list(numbers.map { JSON.number($0) })),
    ])
    let text = JSON.object([
      .init("inputs", .object([.init(model.inputs[0].name, inputs)])),
      .init("output", .list(output.doubles.map { JSON.number($0) })),
      .init("tolerance", .number(tolerance)),
    ]).description
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).json")
  }
}
