import Catalog
import Data
import Engine
import Exchange
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What Keras computes from our models, and what is computed here from its own.
@Suite(
  "Models in Keras",
  .enabled(if: Peers.have("keras", "tensorflow"), Peers.lack("keras", "tensorflow")))
struct KerasPeerTests {
  private static func programs() -> [String] {
    (Layers.all.map { $0.signature } + Activations.all.map { $0.signature } + Structures.all)
      .map(\.example)
      .filter { $0.hasPrefix("model ") }.map { "m = \($0)" } + KerasPeerNets.all
      + ExampleNets.all.map(\.program)
  }

  @Test func `every word and net gives the same numbers there, and theirs here`() throws {
    try TemporaryFolder.use { folder in
      var names: [String: String] = [:]
      for (index, program) in Self.programs().enumerated() {
        let transcript = Transcript(folder: folder)
        let name = "net\(index)"
        let said = transcript.run("seed \(index)\n\(program)")
        guard case .model(let model)? = transcript.interpreter["m"] else {
          Issue.record("\(program): \(said)")
          continue
        }
        // Statistics that are not those at the start.
        for (path, variable) in model.parameters {
          let count = variable.type.shape.count
          let isVariance = path.hasSuffix("variance")
          let numbers = MixedNumbers(
            seed: UInt32(index + count), low: isVariance ? 0.5 : -0.4, high: isVariance ? 1.5 : 0.4)
          if path.hasSuffix(".count") { continue }
          variable.set(
            Tensor(numbers.numbers(count: count), variable.type.shape, variable.type.dtype))
        }
        let exported = transcript.run("export m, \"\(name).keras\"")
        #expect(exported.contains("exported"), "\(program): \(exported)")
        let legacy = transcript.run("export m, \"\(name).h5\"")
        #expect(legacy.contains("exported") || legacy.contains("E0668"), "\(program): \(legacy)")
        try write(case: model, name, to: folder)
        names[name] = program
      }
      try writeFit(to: folder)
      names["fit"] = "one step"
      for (index, recipe) in Self.recipes.enumerated() {
        try writeTable("table\(index)", recipe, to: folder)
        names["table\(index)"] = recipe
      }
      try AtomicFile.write(
        Array(names.keys.sorted().joined(separator: "\n").utf8), to: folder + "/cases")
      let said = try Peers.run("keras_run.py", [folder], in: folder)
      let lines = said.split(separator: "\n")
      for line in lines
      where line.hasPrefix("net") || line.hasPrefix("fit") || line.hasPrefix("table") {
        let name = String(line.prefix { $0 != "." })
        if !line.hasSuffix(" ok") { Issue.record("\(names[name] ?? ""): \(line)") }
      }
      let found = lines.filter { $0.hasSuffix(" ok") }.count
      #expect(found > names.count * 3 / 2, "\(said)")
      try readTheirs(
        lines.filter { $0.hasPrefix("theirs ") }.map { String($0.dropFirst(7)) }, folder)
      try refuseTheirs(folder)
    }
  }

  private func write(case model: Model, _ name: String, to folder: String) throws {
    let rows = 5
    let bounds = Dictionary(model.indexLimits.map { ($0.input, $0.bound) }) { min($0, $1) }
    var inputs: [Tensor] = []
    var given: [JSON] = []
    for (index, input) in model.inputs.enumerated() {
      let shape = Shape([rows] + input.shape.extents)
      let bound = bounds[input.name].map { Double($0) }
      let values = MixedNumbers(
        seed: UInt32(index + 3), low: bound == nil ? -2 : 0, high: bound ?? 2
      )
      .numbers(count: shape.count).map { bound == nil ? $0 : $0.rounded(.down) }
      inputs.append(Tensor(values, shape, model.dtype))
      given.append([
        "shape": .list(shape.extents.map { .whole($0) }),
        "numbers": .list(values.map { .number($0) }),
      ])
    }
    let output = try model.predict(model.samples(of: inputs), threads: 1)
    let text = JSON.object([
      .init("inputs", .list(given)), .init("output", .list(output.doubles.map { .number($0) })),
    ]).description
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name).json")
  }

  /// The same step of gradient descent from the same weights.
  private func writeFit(to folder: String) throws {
    let transcript = Transcript(folder: folder)
    let said = transcript.run(
      """
      m = model 3 { dense 5, activation=tanh; batch_normalization; dense 2 }
      x = [[0.1, 0.4, -1], [2, 0.3, 0.5], [-0.7, 1, 0.2], [0.9, -1.2, 0.8]]; y = [[1, 0], [0, 1], [0.5, 0.5], [2, -1]]
      export m, "fit.keras"; export m, "fit.weights.h5"
      before = predict m, x
      r = train m, table(x, y), loss=mean_squared_error, optimizer=sgd(0.1), batch_size=4, epochs=1
      after = predict m, x
      """)
    #expect(said.contains("exported"), "\(said)")
    func numbers(_ name: String) throws -> JSON {
      guard case .tensor(let value)? = transcript.interpreter[name], let known = value.known else {
        Issue.record("\(name): \(said)")
        return []
      }
      return .list(known.doubles.map { .number($0) })
    }
    let text: JSON = [
      "inputs": [["shape": [4, 3], "numbers": try numbers("x")]], "output": try numbers("before"),
      "fit": ["target": try numbers("y"), "rate": .number(0.1), "output": try numbers("after")],
    ]
    try AtomicFile.write(Array(text.description.utf8), to: folder + "/fit.json")
  }

  private static let recipes = [
    "impute median, \"age\"; bins 4, \"age\"; ordinal \"grade\"; one_hot \"town\"",
    // What is done to the numbers of words, chosen and asked for.
    "impute median, \"age\"; ordinal \"grade\"; one_hot \"town\"",
    "impute median, \"age\"; log \"age\"; ordinal \"grade\"; min_max \"grade\"; ordinal \"town\"; impute median, \"town\"",
    "impute median, \"age\"; ordinal \"town\"; impute mean, \"town\"; standardize; ordinal \"grade\"; clip 0.1, 0.9, columns=\"grade\"",
  ]

  /// A model of a table: words, gaps and numbers go in as the file has them.
  private func writeTable(_ name: String, _ recipe: String, to folder: String) throws {
    let rows = (0..<60).map { TownRow($0) }
    let lines = rows.map(\.line)
    try AtomicFile.write(
      Array(("age,town,grade,pay\n" + lines.joined()).utf8), to: folder + "/t.csv")
    let transcript = Transcript(folder: folder)
    let said = transcript.run(
      """
      d = data csv("t.csv", target="pay") { \(recipe); split 80%, 20% }
      m = model d { dense 8, activation=relu; dense 1 }
      train m, d, epochs=2
      export m, "\(name).keras"; export m, "prepared.keras", raw=false; export m, "prepared.h5"
      p = predict m, csv("t.csv", target="pay")
      q = reshape(p.output, [-1])
      """)
    #expect(
      said.contains("exported m to \(name).keras: its inputs are the columns as a file has them"),
      "\(said)")
    #expect(said.contains("exported m to prepared.keras: its inputs are prepared rows"), "\(said)")
    guard case .tensor(let value)? = transcript.interpreter["q"], let output = value.known else {
      Issue.record("\(said)")
      return
    }
    func column(_ name: String, _ kind: String, _ items: [JSON]) -> JSON {
      .object([
        .init("name", .text(name)), .init("shape", [.whole(items.count), 1]),
        .init(kind, .list(items)),
      ])
    }
    let text: JSON = [
      "inputs": [
        column("age", "numbers", rows.map { row in row.age.map { JSON.whole($0) } ?? JSON.null }),
        column("town", "words", rows.map { JSON.text($0.town) }),
        column("grade", "words", rows.map { JSON.text($0.grade) }),
      ], "output": .list(output.doubles.map { .number($0) }),
    ]
    try AtomicFile.write(Array(text.description.utf8), to: folder + "/\(name).json")
  }

  private func readTheirs(_ names: [String], _ folder: String) throws {
    #expect(names.count > 15)
    for name in names {
      let text = try InputFile.read("\(folder)/theirs/\(name).json", limit: 1 << 24)
      let json = try JSON.read(text)
      for end in ["keras", "h5"] {
        let transcript = Transcript(folder: folder)
        let said = transcript.run("m = load \"theirs/\(name).\(end)\"")
        // Older files do not say which sizes their layers take.
        if name.hasPrefix("resized"), end == "h5", said.contains("E0665") { continue }
        guard case .model(let model)? = transcript.interpreter["m"] else {
          Issue.record("\(name).\(end): \(said)")
          continue
        }
        let inputs = (json["inputs"]?.list ?? []).map { given in
          Tensor(
            given["numbers"]?.numbers ?? [],
            Shape((given["shape"]?.numbers ?? []).compactMap { Int(whole: $0) }), .float32)
        }
        #expect(name != "trained_alone" || said.contains("`kernel_constraint` of"), "\(said)")
        let output = try model.predict(model.samples(of: inputs), threads: 1).doubles
        let wanted = json["output"]?.numbers ?? []
        try #require(output.count == wanted.count, "\(name).\(end)")
        let size = wanted.map(abs).max() ?? 1
        let apart = zip(output, wanted).map { abs($0 - $1) }.max() ?? 1
        #expect(apart <= 2e-6 * size, "\(name).\(end): \(apart / size)")
        // What became formulas goes nowhere else.
        if name.hasPrefix("formula") { continue }
        try takeWeights(of: name, into: model, transcript)
        let again = transcript.run(
          "export m, \"again.keras\"; n = load \"again.keras\"")
        #expect(!again.contains("error E"), "\(name).\(end): \(again)")
      }
    }
  }

  /// Weights alone make the model what it was.
  private func takeWeights(of name: String, into model: Model, _ transcript: Transcript) throws {
    // Models in models, and layers that are called twice, are written out here, and a recurrence of a cell has the name of
    // the layer that it is: other files have their weights.
    guard
      !["nested", "shared", "twins", "several_results", "cells", "masked_cells"].contains(name)
    else { return }
    let wanted = model.parameters.map { $0.variable.value.doubles }
    for (_, variable) in model.parameters {
      variable.set(Tensor(repeating: 0.5, variable.type.shape, variable.type.dtype))
    }
    let said = transcript.run("load \"theirs/\(name).weights.h5\", into=m")
    #expect(!said.contains("error E"), "\(name): \(said)")
    for (place, (path, variable)) in model.parameters.enumerated() {
      #expect(variable.value.doubles == wanted[place], "\(name) \(path)")
    }
  }

  private func refuseTheirs(_ folder: String) throws {
    for (name, message) in [
      ("lambda.keras", "E0666"), ("lambda.h5", "E0666"), ("own.keras", "E0666"),
      ("mask_multiply.keras", "E0665"), ("mask_maximum.keras", "E0665"),
      ("mask_minimum.keras", "E0665"), ("volume.keras", "E0665"), ("outputs.keras", "E0592"),
      ("alone.weights.h5", "E0667"),
    ] {
      let said = Transcript(folder: folder).run("m = load \"theirs/\(name)\"")
      #expect(said.contains(message), "\(name): \(said)")
    }
    try takeOutputs(folder)
  }

  /// Each of several outputs by its name, without the layers that only the other needs.
  private func takeOutputs(_ folder: String) throws {
    let text = try InputFile.read("\(folder)/theirs/outputs.json", limit: 1 << 20)
    let json = try JSON.read(text)
    for (name, count) in [("price", 1), ("kind", 2)] {
      let transcript = Transcript(folder: folder)
      let said = transcript.run("m = load \"theirs/outputs.keras\", output=\"\(name)\"")
      guard case .model(let model)? = transcript.interpreter["m"] else {
        Issue.record("\(name): \(said)")
        continue
      }
      #expect(said.contains("of its outputs it gives `\(name)`"), "\(said)")
      #expect(model.outputShape.extents == [count])
      #expect(model.parameters.count == 4, "the other head is left out")
      let x = Tensor([0.5, -1, 2, 0.25], [2, 2], .float32)
      let output = try model.predict(model.samples(of: [x]), threads: 1).doubles
      let wanted = json[name]?.numbers ?? []
      #expect(
        zip(output, wanted).allSatisfy { abs($0 - $1) <= 1e-6 } && output.count == wanted.count)
    }
    let several = Transcript(folder: folder).run("m = load \"theirs/outputs.keras\"")
    #expect(several.contains("output=\"price\""), "\(several)")
  }
}

extension JSON {
  fileprivate var list: [JSON] { if case .list(let items) = self { items } else { [] } }

  fileprivate var numbers: [Double] {
    list.compactMap {
      switch $0 {
      case .whole(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    }
  }
}
