import Engine
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What was exported comes back as it was.
@Suite("Models that were exported to ONNX and are read again")
struct ONNXReturnTests {
  private static let nets =
    (Layers.all.map { $0.signature } + Activations.all.map { $0.signature }).map(\.example)
    .filter { $0.hasPrefix("model ") }
    + [
      "model [12, 12, 3] { conv2d 8, 3, padding=same; batch_normalization; relu; flatten; dense 4 }",
      "model [7, 4] { bidirectional { lstm 5, return_sequences=true }; gru 6, reset_after=false; dense 2 }",
      "model [8] { embedding 20, 4; multi_head_attention 2, 2; flatten; dense 1 }",
      "model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
      "model 4 { combine ((a, b) -> a / (1 + b^2)) { path { dense 2 }; path { dense 2 } } }",
    ]

  private func bits(_ model: Model) -> [String: [UInt8]] {
    Dictionary(model.parameters.map { ($0.path, $0.variable.value.withBytes { Array($0) }) }) {
      first, _ in first
    }
  }

  @Test(arguments: nets.indices)
  func `text and weights are the same, bit for bit`(index: Int) throws {
    try TemporaryFolder.use { folder in
      let text = Self.nets[index]
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        "seed \(index)\nm = \(text)\nexport m, \"m.onnx\"\nk = load \"m.onnx\"")
      guard case .model(let model)? = transcript.interpreter["m"],
        case .model(let again)? = transcript.interpreter["k"]
      else {
        Issue.record("\(text): \(said)")
        return
      }
      #expect(again.source == model.source)
      #expect(bits(again) == bits(model), "\(text)")
      #expect(!said.contains("not as it was exported"), "\(said)")
    }
  }

  /// Kernels of whole numbers come back as the floats that they stand for, which round nothing.
  @Test(arguments: [("bits=8, data=d", 0.05), ("bits=4", 1e-5)], [true, false])
  func `a quantized model of a table comes back with its columns, units and names`(
    how: (options: String, distance: Double), isRaw: Bool
  ) throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<90).map { row in
        "\(20 + row % 50),\(["car", "home", "study"][row % 3]),\(row % 5 < 2 ? "bad" : "good"),\(100 * row)\n"
      }
      try AtomicFile.write(
        Array(("age,purpose,risk,sum\n" + rows.joined()).utf8), to: folder + "/t.csv")
      for (target, last) in [("risk", "dense 1, activation=sigmoid"), ("sum", "dense 1")] {
        let transcript = Transcript(folder: folder)
        let said = transcript.run(
          """
          seed 1
          d = data csv("t.csv", target="\(target)")
          m = model d { dense 32, activation=relu; \(last) }
          r = train m, d, epochs=2
          q = quantize m, \(how.options)
          export q, "q.onnx", raw=\(isRaw)
          k = load "q.onnx"
          """)
        #expect(!said.contains("error E"), "\(said)")
        let row =
          target == "risk"
          ? "{age: 41, purpose: \"car\", sum: 700}" : "{age: 41, purpose: \"car\", risk: \"bad\"}"
        let field = target == "risk" ? "probability" : "value"
        let scale = target == "risk" ? 1.0 : 3000
        let near = transcript.run(
          "abs(predict(k, \(row)).\(field) - predict(q, \(row)).\(field)) < \(how.distance * scale)"
        )
        #expect(near == "true", "\(target), raw=\(isRaw): \(near)")
      }
    }
  }

  @Test func `numbers of 64 bits come back, too`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        set dtype=float64
        m = model [6, 3] { conv1d 4, 3, activation=gelu; lstm 4; dense 2 }
        export m, "m.onnx"
        k = load "m.onnx"
        """)
      guard case .model(let model)? = transcript.interpreter["m"],
        case .model(let again)? = transcript.interpreter["k"]
      else {
        Issue.record("\(said)")
        return
      }
      #expect(again.dtype == .float64 && bits(again) == bits(model))
    }
  }

  @Test func `the recipe of a table comes back, and its columns are no obstacle`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<40).map { "\($0 * 7 % 50),\(["Rome", "Oslo"][$0 % 2]),\($0 % 3)\n" }
      try AtomicFile.write(
        Array(("age,town,n\n" + rows.joined()).utf8), to: folder + "/t.csv")
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        d = data csv("t.csv", target="n") { split 80%, 20%; prepare }
        m = model d { dense 4, activation=relu; dense 1 }
        train m, d, epochs=2, batch_size=8
        export m, "m.onnx"
        export m, "p.onnx", raw=false
        k = load "m.onnx"
        p = load "p.onnx"
        """)
      for name in ["k", "p"] {
        guard case .model(let model)? = transcript.interpreter["m"],
          case .model(let again)? = transcript.interpreter[name]
        else {
          Issue.record("\(said)")
          return
        }
        #expect(again.source == model.source && bits(again) == bits(model))
        #expect(again.recipe?.stored.description == model.recipe?.stored.description)
      }
    }
  }

  @Test func `a file that was changed is read by its operators`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        "m = model 4 { dense 8, activation=relu; dense 3 }\nexport m, \"m.onnx\"")
      var file = try ONNXModel(InputFile.read(folder + "/m.onnx", limit: 1 << 20))
      for place in file.graph.nodes.indices where file.graph.nodes[place].operation == "Relu" {
        file.graph.nodes[place].operation = "Tanh"
      }
      try AtomicFile.write(file.bytes, to: folder + "/k.onnx")
      let said = transcript.run("k = load \"k.onnx\"\nprint k")
      #expect(said.contains("not as it was exported"), "\(said)")
      guard case .model(let model)? = transcript.interpreter["k"] else {
        Issue.record("\(said)")
        return
      }
      #expect(model.source == "model 4 { dense 8, activation=tanh; dense 3 }")
    }
  }

  @Test func `what was exported gives the same numbers when its operators are read`() throws {
    let nets = Self.nets.enumerated().filter { !$0.element.contains("noise") }
    for (index, text) in nets {
      try TemporaryFolder.use { folder in
        let transcript = Transcript(folder: folder)
        var said = transcript.run("seed \(index)\nm = \(text)\nexport m, \"m.onnx\"")
        guard case .model(let model)? = transcript.interpreter["m"] else {
          Issue.record("\(text): \(said)")
          return
        }
        var file = try ONNXModel(InputFile.read(folder + "/m.onnx", limit: 1 << 20))
        file.metadata = []
        try AtomicFile.write(file.bytes, to: folder + "/k.onnx")
        said = transcript.run("k = load \"k.onnx\"")
        guard case .model(let again)? = transcript.interpreter["k"] else {
          // Their steps stand in the file as formulas: ONNX has no such unit, and none that masks. Every other net
          // must be read.
          let isOfFormulas = text.contains("reset_after=false") || text.contains("masking -1; lstm")
          #expect(isOfFormulas && said.contains("error E066"), "\(text): \(said)")
          return
        }
        let inputs = model.inputs.map { input in
          let bound = model.indexLimits.first { $0.input == input.name }?.bound
          return Tensor(TensorType(Shape([3] + input.shape.extents), model.dtype)) { place in
            bound.map { Double(place * 7 % $0) } ?? Double(place * 37 % 101) / 25 - 2
          }
        }
        let wanted = try model.predict(model.samples(of: inputs), threads: 1)
        let turned = zip(inputs, again.inputs).map { $0.reshaped(Shape([3] + $1.shape.extents)) }
        let found = try again.predict(again.samples(of: turned), threads: 1)
        let largest = wanted.doubles.map(abs).max() ?? 1
        let difference = zip(wanted.doubles, found.doubles).map { abs($0 - $1) }.max() ?? 0
        #expect(
          found.count == wanted.count && difference <= 1e-5 * max(largest, 1e-6),
          "\(text)\n\(again.source)")
      }
    }
  }
}
