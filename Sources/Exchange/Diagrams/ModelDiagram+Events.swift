import Formats

extension ModelDiagram {
  /// The boxes as TensorBoard draws them: those of a block stand inside one of its name.
  package var events: [EventGraphNode] {
    let names = boxes.map { box in
      (box.groups + [box.name]).map(Self.scope).joined(separator: "/")
    }
    return boxes.indices.map { place in
      let box = boxes[place]
      return EventGraphNode(
        names[place], box.word, inputs: arrows.filter { $0.to == place }.map { names[$0.from] },
        shape: box.shape.extents,
        facts: [("weights", "\(box.parameters)")]
          + (box.notes.isEmpty ? [] : [("notes", box.notes.joined(separator: ", "))]))
    }
  }

  /// Names have letters, digits, `.`, `_` and `-`, and begin with one of the first two or a point.
  private static func scope(_ text: String) -> String {
    let name = String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    return name.first.map { $0.isLetter || $0.isNumber } == true ? name : "n" + name
  }
}
