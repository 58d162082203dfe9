import Engine
import Learning
import Support

/// A model as boxes and arrows, for pictures of any kind.
package struct ModelDiagram {
  /// What a box is.
  package enum Kind: Sendable, Equatable {
    case input, layer, join
  }

  /// A box.
  package struct Box {
    /// What it is.
    package let kind: Kind
    /// Its label in the model, or the name of the input; no two boxes share one.
    package let name: String
    /// The word of the line: `dense`, `concatenate`, `input`.
    package let word: String
    /// The output for one sample.
    package let shape: Shape
    /// Its activation, and the words in its braces; may be empty.
    package let notes: [String]
    /// Weights that no earlier box has counted.
    package let parameters: Int
    /// The labels of blocks around it, the outermost first.
    package let groups: [String]
  }

  /// From a box to one that reads it.
  package struct Arrow: Sendable, Equatable {
    /// Places among the boxes.
    package let from, to: Int
    /// Whether it goes around lines instead of through them.
    package let isShortcut: Bool
  }

  /// How boxes stand to one another.
  indirect enum Arrangement {
    case box(Int)
    /// Below one another.
    case column([Arrangement])
    /// Side by side.
    case row([Arrangement])
    /// With room beside it for an arrow that goes around, by its place among the arrows.
    case bypassed(Arrangement, arrow: Int)
    /// A path without lines: room for its arrow.
    case gap(arrow: Int)
  }

  /// What the model is called.
  package let name: String
  /// Inputs first, then in the order of the text.
  package private(set) var boxes: [Box] = []
  /// In the order of the boxes that they lead to.
  package private(set) var arrows: [Arrow] = []
  private(set) var arrangement = Arrangement.column([])
  private var outputs: [String: Int] = [:]

  /// The boxes of a model; a repetition is written out.
  package init(_ model: Model) {
    name = model.name
    var inputs: [Arrangement] = []
    for input in model.inputs {
      outputs[input.name] = boxes.count
      inputs.append(.box(boxes.count))
      boxes.append(
        Box(
          kind: .input, name: input.name, word: "input", shape: input.shape, notes: [],
          parameters: 0, groups: []))
    }
    var place = 0
    let body = append(model.drawnLines, behind: &place, groups: [])
    arrangement = .column([inputs.count == 1 ? inputs[0] : .row(inputs)] + body)
  }

  /// Appends lines behind a box, which becomes the last of them.
  private mutating func append(
    _ lines: [DrawnLine], behind place: inout Int, groups: [String]
  ) -> [Arrangement] {
    var parts: [Arrangement] = []
    for line in lines {
      switch line.content {
      case .source(let name): place = outputs[name] ?? place
      case .layer(let inner):
        parts.append(.box(add(line, .layer, behind: [place], groups, inner)))
        place = boxes.count - 1
      case .block(let inner):
        parts += append(inner, behind: &place, groups: groups + [line.label])
      case .residual(let inner):
        let start = place
        let body = append(inner, behind: &place, groups: groups)
        let join = add(line, .join, behind: [place], groups)
        arrows.append(Arrow(from: start, to: join, isShortcut: true))
        parts.append(.bypassed(.column(body + [.box(join)]), arrow: arrows.count - 1))
        place = join
      case .paths(let paths):
        parts += append(paths, of: line, behind: &place, groups: groups)
      }
      outputs[line.label] = place
    }
    return parts
  }

  private mutating func append(
    _ paths: [[DrawnLine]], of line: DrawnLine, behind place: inout Int, groups: [String]
  ) -> [Arrangement] {
    var ends: [Int] = []
    var row: [Arrangement] = []
    for path in paths {
      var end = place
      row.append(.column(append(path, behind: &end, groups: groups)))
      ends.append(end)
    }
    let join = add(line, .join, behind: [], groups)
    for (index, end) in ends.enumerated() {
      // A path without lines goes around those beside it.
      let isEmpty = paths[index].isEmpty
      if isEmpty { row[index] = .gap(arrow: arrows.count) }
      arrows.append(Arrow(from: end, to: join, isShortcut: isEmpty))
    }
    place = join
    return [.row(row), .box(join)]
  }

  private mutating func add(
    _ line: DrawnLine, _ kind: Kind, behind places: [Int], _ groups: [String],
    _ inner: [String] = []
  ) -> Int {
    let notes = (line.activation.isEmpty || line.activation == line.word ? [] : [line.activation])
    let counts = Dictionary(grouping: inner) { $0 }.map { ($0.key, $0.value.count) }.sorted {
      $0.0 < $1.0
    }
    boxes.append(
      Box(
        kind: kind, name: line.label, word: line.word == "residual" ? "add" : line.word,
        shape: line.shape, notes: notes + counts.map { $1 == 1 ? $0 : "\($0) × \($1)" },
        parameters: line.parameters, groups: groups))
    for place in places {
      arrows.append(Arrow(from: place, to: boxes.count - 1, isShortcut: false))
    }
    return boxes.count - 1
  }
}

extension ModelDiagram.Box {
  /// What stands in it, line after line: the word with a label that says more, notes, the shape, how many weights.
  package var lines: [String] {
    var lines = [isNamed ? "\(Sanitizer.visible(name)): \(word)" : word]
    if !notes.isEmpty { lines[0] += " · " + notes.map(Sanitizer.visible).joined(separator: ", ") }
    var facts = shape.rank == 0 ? "a number" : "\(shape)"
    if parameters > 0 { facts += " · \(NumberText.grouped(parameters)) weights" }
    lines.append(facts)
    return lines
  }

  /// Whether the label is the user's own, and not the word with a number.
  private var isNamed: Bool {
    guard kind != .join || name != "residual" else { return false }
    let stem = name.lastIndex(of: "_").flatMap { place in
      Int(name[name.index(after: place)...]) == nil ? nil : String(name[..<place])
    }
    return name != word && stem != word && stem != "residual"
  }
}
