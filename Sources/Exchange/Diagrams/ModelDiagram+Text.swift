import Support

// Diagrams as texts that other programs draw.
extension ModelDiagram {
  /// A flowchart of Mermaid, which GitHub and notebooks draw; comments begin with %%.
  package func mermaid(comment: String) -> String {
    var text = "%% \(comment)\nflowchart TD\n"
    let tree = GroupTree(boxes)
    write(
      tree, to: &text, indent: "  ",
      open: { "subgraph \($0)[\"\(Self.inMermaid($1))\"]" }, close: "end"
    ) {
      let label = boxes[$0].lines.map(Self.inMermaid).joined(separator: "<br/>")
      return switch boxes[$0].kind {
      case .input: "n\($0)([\"\(label)\"])"
      case .layer: "n\($0)[\"\(label)\"]"
      case .join: "n\($0){{\"\(label)\"}}"
      }
    }
    for arrow in arrows {
      text += "  n\(arrow.from) \(arrow.isShortcut ? "-.->" : "-->") n\(arrow.to)\n"
    }
    return text
  }

  /// A digraph of Graphviz's language; comments begin with //.
  package func graphviz(comment: String) -> String {
    var text = """
      // \(comment)
      digraph "\(Self.inGraphviz(name))" {
        rankdir=TB
        node [shape=box, style=rounded, fontname="Helvetica", fontsize=11]
        edge [color="#6b7280"]

      """
    write(
      GroupTree(boxes), to: &text, indent: "  ",
      open: { "subgraph \"cluster_\($0)\" {\n  label=\"\(Self.inGraphviz($1))\"" }, close: "}"
    ) {
      let label = boxes[$0].lines.map(Self.inGraphviz).joined(separator: "\\n")
      let shape =
        switch boxes[$0].kind {
        case .input: ", style=filled, fillcolor=\"#e0f2fe\""
        case .layer: ""
        case .join: ", shape=ellipse"
        }
      return "n\($0) [label=\"\(label)\"\(shape)]"
    }
    for arrow in arrows {
      text += "  n\(arrow.from) -> n\(arrow.to)\(arrow.isShortcut ? " [style=dashed]" : "")\n"
    }
    return text + "}\n"
  }

  private func write(
    _ tree: GroupTree, to text: inout String, indent: String,
    open: (_ number: String, _ label: String) -> String, close: String, _ box: (Int) -> String
  ) {
    for part in tree.parts {
      switch part {
      case .box(let place): text += indent + box(place) + "\n"
      case .group(let number, let label, let inner):
        text += indent + open("g\(number)", label) + "\n"
        write(inner, to: &text, indent: indent + "  ", open: open, close: close, box)
        text += indent + close + "\n"
      }
    }
  }

  /// Quotes and the signs of entities would end the label, or begin something else.
  private static func inMermaid(_ text: String) -> String {
    String(
      Sanitizer.visibleLine(text).flatMap { character -> String in
        switch character {
        case "\"": "#quot;"
        case "#": "#35;"
        case "<": "#lt;"
        case ">": "#gt;"
        case "&": "#amp;"
        case "`": "#96;"
        case "\\": "#92;"
        default: String(character)
        }
      })
  }

  private static func inGraphviz(_ text: String) -> String {
    Sanitizer.visibleLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}

/// Boxes in the blocks that they stand in.
private struct GroupTree {
  indirect enum Part {
    case box(Int)
    case group(Int, label: String, GroupTree)
  }

  private(set) var parts: [Part] = []

  init(_ boxes: [ModelDiagram.Box]) {
    var number = 0
    self.init(boxes, boxes.indices[...], depth: 0, &number)
  }

  private init(
    _ boxes: [ModelDiagram.Box], _ places: Range<Int>.SubSequence, depth: Int, _ number: inout Int
  ) {
    var place = places.startIndex
    while place < places.endIndex {
      guard boxes[place].groups.count > depth else {
        parts.append(.box(place))
        place += 1
        continue
      }
      let label = boxes[place].groups[depth]
      let end =
        places[place...].firstIndex {
          boxes[$0].groups.count <= depth || boxes[$0].groups[depth] != label
        } ?? places.endIndex
      number += 1
      let own = number
      parts.append(
        .group(own, label: label, GroupTree(boxes, places[place..<end], depth: depth + 1, &number)))
      place = end
    }
  }
}
