import Catalog
import Engine
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What was exported to Keras comes back as it was, whatever Keras alone could say of it.
@Suite("Models that were exported to Keras and are read again")
struct KerasReturnTests {
  private static let nets =
    (Layers.all.map { $0.signature } + Activations.all.map { $0.signature } + Structures.all)
    .map(\.example).filter { $0.hasPrefix("model ") && !$0.contains("combine") }
    + [
      "model [4, 3] { normalization axis=[1, 2]; flatten; dense 1 }",
      "model [6] { embedding 20, 4; position_embedding; multi_head_attention 2, 2; flatten; dense 1 }",
      "model 8 { lora rank=2 { dense 8; dense 4 }; dense 2, lora_rank=1 }",
      "model 4 { dense 3, kernel_initializer=he_normal, activation=leaky_relu; dense 1 }",
      "model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
      "model [7, 4] { lstm 3, go_backwards=true, return_sequences=true; gru 3, reset_after=false }",
    ]

  private func bits(_ model: Model) -> [String: [UInt8]] {
    Dictionary(model.parameters.map { ($0.path, $0.variable.value.withBytes { Array($0) }) }) {
      first, _ in first
    }
  }

  private func models(_ lines: String, in folder: String) throws -> (Model, Model, String) {
    let transcript = Transcript(folder: folder)
    let said = transcript.run(lines)
    guard case .model(let model)? = transcript.interpreter["m"],
      case .model(let again)? = transcript.interpreter["k"]
    else {
      Issue.record("\(lines): \(said)")
      throw Missing()
    }
    return (model, again, said)
  }

  private struct Missing: Error {}

  @Test(arguments: nets.indices)
  func `text and weights are the same, bit for bit`(index: Int) throws {
    try TemporaryFolder.use { folder in
      for end in ["keras", "h5"] {
        // A file of the older form says so where it cannot hold a layer.
        let transcript = Transcript(folder: folder)
        let said = transcript.run("m = \(Self.nets[index]); export m, \"m.\(end)\"")
        if end == "h5", said.contains("error E0668") { continue }
        let (model, again, told) = try models(
          "seed \(index)\nm = \(Self.nets[index])\nexport m, \"m.\(end)\"\nk = load \"m.\(end)\"",
          in: folder)
        #expect(again.source == model.source && bits(again) == bits(model), "\(told)")
        #expect(!told.contains("not as it was exported"), "\(told)")
      }
    }
  }

  @Test(arguments: ["keras", "h5"])
  func `a model that stands in another more than once comes back with equal answers`(end: String)
    throws
  {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        half = model 4 { dense 4, activation=tanh; batch_normalization }; m = model 4 { half; relu; half; dense 2 }
        export m, "m.\(end)"
        k = load "m.\(end)"
        x = [[1, 2, 3, 4], [-1, 0, 2, 0.5]]
        p = predict m, x; q = predict k, x
        max(abs(p - q))
        """)
      #expect(!said.contains("error E") && said.contains("\n0"), "\(said)")
      #expect(said.contains("`half` is called 2 times"), "\(said)")
    }
  }

  @Test(arguments: [
    "model 4 { dense 3, activation=relu; batch_normalization; dense 2 }",
    "model [6, 3] { conv1d 4, 3, padding=same; bidirectional { lstm 3, return_sequences=true }; gru 2; dense 1 }",
    "model [5, 6] { time_distributed { dense 4; relu; dense 2 }; residual { multi_head_attention 2, 2 }; flatten }",
  ])
  func `weights alone go into a model of the same layers, and so do those of a whole model`(
    net: String
  ) throws {
    try TemporaryFolder.use { folder in
      for name in ["w.weights.h5", "w.keras"] {
        let (model, again, said) = try models(
          "m = \(net)\nk = \(net)\nexport m, \"\(name)\"\nload \"\(name)\", into=k", in: folder)
        #expect(bits(again) == bits(model) && !said.contains("error E"), "\(said)")
      }
    }
  }

  @Test func `weights of another model of Keras are told, and nothing changes`() throws {
    try TemporaryFolder.use { folder in
      let (model, again, said) = try models(
        """
        other = model 4 { dense 3; dense 2; batch_normalization }
        export other, "k.weights.h5"
        m = model 4 { dense 3; dense 5; dense 2 }
        k = copy m
        load "k.weights.h5", into=m
        """, in: folder)
      for part in [
        "error E0672", "missing: layers/dense_2/vars/0",
        "left over: layers/batch_normalization/vars/0",
        "of another shape: layers/dense_1/vars/0 [3, 2], here [3, 5]",
      ] { #expect(said.contains(part), "\(said)") }
      #expect(bits(again) == bits(model))
      let alone = Transcript(folder: folder).run("m = load \"k.weights.h5\"")
      #expect(alone.contains("E0667") && alone.contains("into=m`"), "\(alone)")
      let other = Transcript(folder: folder).run(
        "set compat=pytorch; m = model 4 { dense 3; dense 2; batch_normalization }; load \"k.weights.h5\", into=m"
      )
      #expect(
        other.contains("W0669") && other.contains("Keras 0.001")
          && other.contains("`set compat=keras`"),
        "\(other)")
    }
  }

  @Test func `weights that are cut or flipped are an error or other numbers`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 3 { dense 2; batch_normalization }; export m, \"m.weights.h5\"")
      let bytes = try InputFile.read(folder + "/m.weights.h5", limit: 1 << 20)
      func load(_ bytes: [UInt8]) throws -> String {
        try AtomicFile.write(bytes, to: folder + "/k.weights.h5")
        return transcript.run("load \"k.weights.h5\", into=m")
      }
      for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 80)) {
        let found = try load(Array(bytes[..<count]))
        #expect(found.contains("error E"), "\(count): \(found)")
      }
      var state: UInt64 = 5
      for _ in 0..<600 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var other = bytes
        other[Int(state >> 33) % bytes.count] ^= UInt8(1 << (state >> 20 & 7))
        let found = try load(other)
        #expect(!found.contains("E0999"), "\(found)")
      }
    }
  }

  @Test func `the recipe of a table comes back: words, gaps, dates, bins and scaled answers`()
    throws
  {
    try TemporaryFolder.use { folder in
      let rows = (0..<60).map { row in
        "\(row % 11 == 5 ? "" : "\(20 + row * 7 % 50)"),\(["Rome", "Oslo", "", "Bern"][row % 4]),"
          + "\(["low", "mid", "high"][row % 3]),2024-0\(1 + row % 9)-1\(row % 8),\(row * 37 % 91 * 100)\n"
      }
      try AtomicFile.write(
        Array(("age,town,grade,day,pay\n" + rows.joined()).utf8), to: folder + "/t.csv")
      for (steps, raw, end) in [
        ("prepare; split 80%, 20%", "true", "keras"), ("prepare; split 80%, 20%", "false", "keras"),
        (
          "impute median, \"age\"; bins 4, \"age\"; ordinal \"grade\"; one_hot \"town\"; split 80%, 20%",
          "true", "keras"
        ),
        ("prepare; split 80%, 20%", nil, "h5"),
      ] as [(String, String?, String)] {
        let option = raw.map { ", raw=\($0)" } ?? ""
        let (model, again, said) = try models(
          """
          d = data csv("t.csv", target="pay") { \(steps) }
          m = model d { dense 8, activation=relu; dense 1 }
          train m, d, epochs=2
          export m, "m.\(end)"\(option)
          k = load "m.\(end)"
          p = predict m, csv("t.csv", target="pay")
          q = predict k, csv("t.csv", target="pay")
          max(abs(p.output - q.output))
          """, in: folder)
        #expect(!said.contains("error E") && said.contains("\n0"), "\(steps) \(option): \(said)")
        #expect(again.source == model.source && bits(again) == bits(model), "\(said)")
        #expect(again.recipe?.stored.description == model.recipe?.stored.description)
      }
    }
  }

  /// A copy of what `m` was exported to, with other bytes in it.
  private func changed(_ name: String, _ change: (String, [UInt8]) -> [UInt8]) throws -> [UInt8] {
    let bytes = try InputFile.read(name, limit: 1 << 20)
    guard name.hasSuffix(".keras") else { return change(name, bytes) }
    let archive = try ZIP(bytes)
    return try ZIPWriter.bytes(
      of: archive.members.map { ($0.name, change($0.name, try archive.content(of: $0.name))) })
  }

  @Test
  func
    `a table's model that Keras saved again gives its weights to the model that knows the table`()
    throws
  {
    try TemporaryFolder.use { folder in
      let rows = (0..<40).map { row in
        "\(row % 11 == 5 ? "" : "\(20 + row)"),\(["Rome", "Oslo", "", "Bern"][row % 4]),\(row * 37 % 91)\n"
      }
      try AtomicFile.write(
        Array(("age,town,pay\n" + rows.joined()).utf8), to: folder + "/t.csv")
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        d = data csv("t.csv", target="pay") { impute median, "age"; standardize "age"; one_hot "town"; split 80%, 20% }
        m = model d { dense 4, activation=relu; dense 1 }
        train m, d, epochs=2
        export m, "m.keras"
        """)
      #expect(said.contains("its inputs are the columns as a file has them"), "\(said)")
      // Keras writes metadata of its own.
      let bytes = try changed(folder + "/m.keras") { name, content in
        name == "metadata.json" ? Array("{\"keras_version\": \"3.15.1\"}".utf8) : content
      }
      try AtomicFile.write(bytes, to: folder + "/k.keras")
      let alone = transcript.run("k = load \"k.keras\"")
      #expect(
        alone.contains("error E0665") && alone.contains("kept no recipe")
          && alone.contains("`load \"m.keras\", into=m`"), "\(alone)")
      let again = transcript.run(
        """
        p = predict m, csv("t.csv")
        m.dense.kernel = 0 * m.dense.kernel; m.dense_1.bias = m.dense_1.bias + 1
        load "k.keras", into=m
        q = predict m, csv("t.csv")
        max(abs(p.output - q.output))
        """)
      #expect(
        again.contains("m has the 4 weights of k.keras") && again.hasSuffix("\n0"), "\(again)")
    }
  }

  @Test func `a file whose layers were changed is read as other programs would`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        "m = model 2 { dense 2, activation=relu, kernel_initializer=ones }\nexport m, \"m.keras\"")
      let bytes = try changed(folder + "/m.keras") { name, content in
        guard name == "config.json" else { return content }
        let text = String(decoding: content, as: UTF8.self)
        return Array(text.replacing("\"relu\"", with: "\"tanh\"").utf8)
      }
      try AtomicFile.write(bytes, to: folder + "/k.keras")
      let said = transcript.run("k = load \"k.keras\"\npredict k, [[1, 0]]")
      #expect(said.contains("not as it was exported") && said.contains("0.76159"), "\(said)")
    }
  }

  @Test(arguments: ["keras", "h5"])
  func `a file whose weights were changed gives these weights`(end: String) throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 2 { dense 2, kernel_initializer=ones }\nexport m, \"m.\(end)\"")
      let bytes = try changed("\(folder)/m.\(end)") { _, content in
        // Each 1 becomes 2.
        var content = content
        let one: [UInt8] = [0, 0, 0x80, 0x3F]
        for place in content.indices.dropLast(3) where Array(content[place..<place + 4]) == one {
          content.replaceSubrange(place + 2..<place + 4, with: [0, 0x40])
        }
        return content
      }
      try AtomicFile.write(bytes, to: "\(folder)/k.\(end)")
      let said = transcript.run("k = load \"k.\(end)\"\npredict k, [[1, 0]]")
      #expect(said.hasSuffix("2  2") && !said.contains("error E"), "\(said)")
    }
  }
}
