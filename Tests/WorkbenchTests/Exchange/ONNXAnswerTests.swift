import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Outputs of ONNX whose first axis is not the batch alone, and inputs that are left open.
@Suite("Answers of models in ONNX")
struct ONNXAnswerTests {
  /// What is said when a file is loaded and asked; without a question the text of its model.
  private func load(
    _ nodes: [ONNXNode], _ tensors: [ONNXTensor] = [], _ extents: [ONNXValue.Extent],
    _ options: String = "", then more: String? = nil
  ) throws -> String {
    try TemporaryFolder.use { folder in
      let file = ONNXReadingTests.file(nodes, tensors, input: extents)
      try AtomicFile.write(file.bytes, to: folder + "/m.onnx")
      let transcript = Transcript(folder: folder)
      let said = transcript.run("m = load \"m.onnx\"\(options)\n\(more ?? "")")
      if more == nil, case .model(let model)? = transcript.interpreter["m"] { return model.source }
      return said
    }
  }

  private static let picture: [ONNXValue.Extent] = [
    .named("N"), .known(2), .known(3), .known(3),
  ]

  @Test func `samples in one axis with others have an axis of their own, which is told`() throws {
    let flatten = ONNXNode("Flatten", ["x"], ["y"], [("axis", .int(2))])
    let said = try load([flatten], [], Self.picture, then: "shape(m(ones([3, 2, 3, 3])))")
    #expect(
      said
        == "note: m.onnx: `y` is [N*2, 9] in the file; here the samples stand in an axis of their own, in front: [N, 2, 9]\n[3, 2, 9]"
    )
    #expect(
      try load(
        [ONNXNode("Flatten", ["x"], ["y"], [("axis", .int(-1))])], [], Self.picture,
        then: "shape(m(ones([3, 2, 3, 3])))"
      ).hasSuffix("[3, 6, 3]"))
  }

  @Test func `samples behind another axis come first, which is told`() throws {
    let turn = ONNXNode("Transpose", ["x"], ["y"], [("perm", .ints([1, 0, 2, 3]))])
    let said = try load([turn], [], Self.picture, then: "shape(m(ones([5, 2, 3, 3])))")
    #expect(said.contains("`y` is [2, N, 3, 3] in the file"), "\(said)")
    #expect(said.hasSuffix("[5, 2, 3, 3]"))
  }

  @Test func `samples between other numbers are refused`() throws {
    let said = try load(
      [
        ONNXNode("Transpose", ["x"], ["t"], [("perm", .ints([1, 0, 2, 3]))]),
        ONNXNode("Reshape", ["t", "s"], ["y"]),
      ],
      [ONNXTensor("s", .int64, [2], [-1, 9].flatMap { word in Self.bytes(of: word) })],
      Self.picture)
    #expect(
      said.contains(
        "error E0661: no layer stands for Reshape (`y`, its result has the samples of a batch between other numbers)"
      ), "\(said)")
  }

  private static func bytes(of number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> Int64($0 * 8)) }
  }

  @Test func `what the file says of an input stands, and input= fills the rest`() throws {
    let relu = ONNXNode("Relu", ["x"], ["y"])
    let open: [ONNXValue.Extent] = [.named("N"), .named("time"), .known(3)]
    #expect(try load([relu], [], open, ", input=[5, 3]").hasPrefix("model [5, 3]"))
    #expect(
      try load([relu], [], open, ", input=[5, 4]").contains("error E0663: a sample of [5, 4]"))
    #expect(
      try load([relu], [], [.named("N"), .known(3)], ", input=[3]").contains(
        "error E0600: `input` does nothing for a file that tells its shapes"))
  }

  @Test func `each of several open inputs has its shape`() throws {
    try TemporaryFolder.use { folder in
      var file = ONNXReadingTests.file(
        [ONNXNode("Concat", ["x", "z"], ["y"], [("axis", .int(1))])],
        input: [.named("N"), .named("a")])
      file.graph.inputs.append(ONNXValue("z", .float, [.named("N"), .named("b")]))
      try AtomicFile.write(file.bytes, to: folder + "/m.onnx")
      let said = Transcript(folder: folder).run(
        "m = load \"m.onnx\", input=[[4], [3]]; shape(m(ones([2, 4]), ones([2, 3])))")
      #expect(said.hasSuffix("[2, 7]"), "\(said)")
      let alone = Transcript(folder: folder).run("m = load \"m.onnx\", input=[4]")
      #expect(alone.contains("error E0663") && alone.contains("`z`"), "\(alone)")
    }
  }

  @Test func `answers of a model of others about a file have its rows`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(ONNXReadingTests.small.bytes, to: folder + "/m.onnx")
      try AtomicFile.write(
        Array("a,b,c,d,y\n1,2,3,4,u\n2,3,4,5,v\n3,4,5,6,u\n".utf8), to: folder + "/a.csv")
      let said = Transcript(folder: folder).run(
        """
        m = load "m.onnx"; d = data csv("a.csv", target="y")
        export predict(m, d), "p.csv"
        """)
      #expect(!said.contains("error"), "\(said)")
      let written = String(
        decoding: try InputFile.read(folder + "/p.csv", limit: 1 << 16), as: UTF8.self)
      let lines = written.split(separator: "\n")
      #expect(lines[0].hasPrefix("row,") && lines[3].hasPrefix("2,"), "\(written)")
    }
  }
}
