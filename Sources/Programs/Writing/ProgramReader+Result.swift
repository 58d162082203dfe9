import Support

// The text of the result: models and data are written when all is known of them.
extension ProgramReader {
  /// The whole program as one.
  var result: KerasProgram { results(of: 1)[0] }

  /// One result for each of so many cells; pieces say where they belong.
  func results(of count: Int) -> [KerasProgram] {
    tellUntrained()
    tellUncalled()
    let lines = written()
    let isOwn = usesKeras || !models.isEmpty
    return (0..<count).map { cell in
      let own = lines.filter { $0.cell == cell }.flatMap(\.lines)
      let told = remarks.enumerated().filter { $0.element.cell == cell }.sorted {
        ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
      }
      return KerasProgram(
        text: Sanitizer.visible(own.map { $0 + "\n" }.joined()), remarks: told.map(\.element),
        unneededLines: Set(unneeded.filter { $0.cell == cell }.map(\.line)).sorted(),
        usesKeras: isOwn,
        framework: isOwn ? nil : framework)
    }
  }

  /// What was compiled and is not trained is said at the end.
  private func tellUntrained() {
    for model in models
    where model.compiled.line != nil && !model.isTrained && model.brokenAt == nil && !model.isEmpty
    {
      guard let options = try? trainingOptions(of: model) else { continue }
      if let line = model.lostAt {
        // Whether it is trained, and on what, stands in that line.
        write([
          "# compiled so; what line \(line) does with it is not understood: train \(model.name), …\(options.map { ", " + $0 }.joined())"
        ])
        continue
      }
      let data = datasets.first.map { self.mark(of: $0) } ?? "d"
      write([
        "# compiled and not trained: train \(model.name), \(data)\(options.map { ", " + $0 }.joined())"
      ])
    }
  }

  private func written() -> [(cell: Int, lines: [String])] {
    var texts: [ObjectIdentifier: [String]] = [:]
    var done: Set<ObjectIdentifier> = []
    for model in models { write(model, into: &texts, &done) }
    // A model that is the beginning of another one stands before it.
    var placed: Set<ObjectIdentifier> = []
    func placedLines(_ model: ModelObject) -> [String] {
      guard placed.insert(ObjectIdentifier(model)).inserted else { return [] }
      let before = beginning(of: model).map(placedLines) ?? []
      return before + (texts[ObjectIdentifier(model)] ?? [])
    }
    // What is looked at has the rows of its place in the program.
    let seen = looks.indices.map { place in
      isRead("\(Self.open)L\(place)\(Self.close)") ? name(lookedAt: looks[place]) : "d"
    }
    let names = datasets.enumerated().map { number, data in
      // A line that only looks at data needs them, too.
      if data.variants.isEmpty {
        if isRead("\(Self.open)\(number)\(Self.close)") || data.countsClasses {
          return data.latest.map(name(lookedAt:)) ?? name(of: data, [])
        }
        // What was understood of a file stands there, though nothing is learnt of it.
        if data.source.hasPrefix("csv("), isPlaced(data) {
          data.isIdle = data.target == nil
          return name(of: data, data.latest.map(lines) ?? [])
        }
      }
      return data.variants.first?.name ?? "d"
    }
    var result: [(cell: Int, lines: [String])] = []
    for (cell, piece) in pieces {
      var lines: [String]
      switch piece {
      case .function(let function):
        lines = self.lines(of: function)
        if !lines.isEmpty, let last = result.last(where: { !$0.lines.isEmpty }), last.cell == cell,
          last.lines.last?.hasPrefix("#") == false
        {
          lines.insert("", at: 0)
        }
      case .lines(let more):
        lines = more
        // A remark of the program begins a paragraph.
        if more.first?.hasPrefix("# ") == true,
          let last = result.last(where: { !$0.lines.isEmpty }),
          last.cell == cell, last.lines.last?.hasPrefix("#") == false
        {
          lines.insert("", at: 0)
        }
      case .data(let data): lines = data.lines(saving: saving(data))
      case .model(let model): lines = placedLines(model)
      }
      result.append((cell, lines.map { counted(Self.resolved($0, names, seen), names) }))
    }
    return result
  }

  private func write(
    _ model: ModelObject, into texts: inout [ObjectIdentifier: [String]],
    _ done: inout Set<ObjectIdentifier>
  ) {
    if !model.isUsed, let line = model.brokenAt {
      texts[ObjectIdentifier(model)] = [
        "# the model of line \(model.line) is left out: its layer of line \(line) is not understood"
      ]
      return
    }
    if model.isEmpty, !model.isUsed {
      remark(
        model.line, .changed, "a model without layers that are known here is left out",
        in: model.cell)
      return
    }
    guard !model.isLoaded, done.insert(ObjectIdentifier(model)).inserted else { return }
    var text = ModelText(model)
    texts[ObjectIdentifier(model)] = text.lines(
      filling: model.filling, beginningWith: beginning(of: model))
    for told in text.remarks { remark(told.line, told.kind, told.text, in: model.cell) }
  }

  /// A model of the program whose layers are the first of another one's, and are used by nobody else in it.
  private func beginning(of model: ModelObject) -> ModelObject? {
    guard case .graph(let inputs, let output) = model.kind, inputs.count == 1, models.count <= 50
    else {
      return nil
    }
    let all = GraphText.ancestors(of: output)
    var best: (model: ModelObject, size: Int)?
    for other in models where other !== model {
      guard case .graph(let theirs, let end) = other.kind, theirs.count == 1,
        theirs[0] === inputs[0],
        end !== output, end !== inputs[0], all.contains(where: { $0 === end })
      else { continue }
      let own = Set(GraphText.ancestors(of: end).map { ObjectIdentifier($0) })
      let isClosed = all.allSatisfy { node in
        own.contains(ObjectIdentifier(node))
          || node.parents.allSatisfy { $0 === end || !own.contains(ObjectIdentifier($0)) }
      }
      if isClosed, own.count > best?.size ?? 0 { best = (other, own.count) }
    }
    return best?.model
  }

  /// The line of Python that puts data into a file which is read here.
  private func saving(_ data: DataObject) -> String {
    guard let file = data.saved?.file else { return "" }
    var texts: [String] = []
    let parts: [(ArrayValue.Part, String)] =
      data.hasParts ? [(.train, "_train"), (.test, "_test")] : [(.all, "")]
    for (part, ending) in parts {
      for side in [ArrayValue.Side.inputs, .targets] {
        let name = (side == .inputs ? "x" : "y") + ending
        texts.append("\(name)=\(variable(of: data, part, side) ?? name)")
      }
    }
    return
      "import numpy; numpy.savez(\(ProgramText.quoted(file)), \(texts.joined(separator: ", ")))"
  }

  /// What the program calls one side of a part.
  private func variable(of data: DataObject, _ part: ArrayValue.Part, _ side: ArrayValue.Side)
    -> String?
  {
    scopes[0].filter { _, meaning in
      guard case .array(let array) = meaning else { return false }
      return array.data === data && array.part == part && array.side == side && array.rows == nil
    }.keys.min()
  }

  // A data set is called by a mark until its name is known.

  /// Stands for the name of a data set, however it is prepared.
  func mark(of data: DataObject) -> String {
    let number = datasets.firstIndex { $0 === data } ?? 0
    return "\(Self.open)\(number)\(Self.close)"
  }

  /// Whether the line that makes data stands in the result.
  private func isPlaced(_ data: DataObject) -> Bool {
    pieces.contains { if case .data(let own) = $0.piece { own === data } else { false } }
  }

  /// Whether a line that is no remark has the mark.
  private func isRead(_ mark: String) -> Bool {
    pieces.contains { _, piece in
      guard case .lines(let lines) = piece else { return false }
      return lines.contains { !$0.hasPrefix("#") && $0.contains(mark) }
    }
  }

  static let open: Character = "\u{F0000}"
  static let close: Character = "\u{F0001}"

  /// The line with the numbers of classes that data say.
  private func counted(_ line: String, _ names: [String]) -> String {
    var line = line
    for (data, name) in zip(datasets, names) where data.countsClasses {
      line = line.replacing("\(data.classMark)", with: "len(\(name).classes)")
    }
    return line
  }

  private static func resolved(_ line: String, _ names: [String], _ seen: [String]) -> String {
    guard line.contains(open) else { return line }
    var result = ""
    var number: String?
    for character in line {
      if character == open {
        number = ""
      } else if character == close, let written = number {
        let own = written.hasPrefix("L") ? seen : names
        if let index = Int(written.drop { $0 == "L" }), own.indices.contains(index) {
          result += own[index]
        }
        number = nil
      } else if number != nil {
        number?.append(character)
      } else {
        result.append(character)
      }
    }
    return result
  }
}
