import Engine
import Support

/// A line of a model as a picture of it shows it, with the lines that stand inside.
package struct DrawnLine {
  /// How its lines are put together.
  package enum Content {
    /// A layer, or a structure that acts as one, such as `bidirectional`; `inner` are the words in its braces.
    case layer(inner: [String])
    /// Its lines, whose output is added to their input.
    case residual([DrawnLine])
    /// Several paths from one input, joined by the word of the line.
    case paths([[DrawnLine]])
    /// Goes on with an input or with the output of an earlier line.
    case source(String)
    /// Lines under a label of their own.
    case block([DrawnLine])
  }

  /// Its label; those of a model differ.
  package let label: String
  /// `dense`, `residual`, `concatenate`, `from`, `model`, `block`.
  package let word: String
  /// What stands inside.
  package let content: Content
  /// The output for one sample.
  package let shape: Shape
  /// As written, `relu`; empty where there is none.
  package let activation: String
  /// Weights that no earlier line has counted; 0 where lines inside have them.
  package let parameters: Int
}

extension Model {
  /// Its lines from the first to the last, repetitions written out; a model that stands as a layer is one line.
  package var drawnLines: [DrawnLine] {
    let rows = Dictionary(layers.map { ($0.label, $0) }) { first, _ in first }
    return Self.drawn(lines, rows, inputs: inputs)
  }

  private static func drawn(
    _ elements: [ModelElement], _ rows: [String: LayerRow], inputs: [Input]
  ) -> [DrawnLine] {
    var lines: [DrawnLine] = []
    for element in elements {
      let row = rows[element.label]
      func line(
        _ word: String, _ content: DrawnLine.Content, shape: Shape? = nil, parameters: Int? = nil
      ) -> DrawnLine {
        DrawnLine(
          label: element.label, word: word, content: content,
          shape: shape ?? row?.shape ?? lines.last?.shape ?? [], activation: row?.activation ?? "",
          parameters: parameters ?? row?.parameters ?? 0)
      }
      func inside(_ elements: [ModelElement]) -> [DrawnLine] {
        drawn(elements, rows, inputs: inputs)
      }
      switch element.content {
      case .layer(let kind): lines.append(line(kind, .layer(inner: [])))
      case .model: lines.append(line("model", .layer(inner: [])))
      case .residual(let inner): lines.append(line("residual", .residual(inside(inner))))
      case .merge(let kind, axis: _, let paths):
        lines.append(line(kind.rawValue, .paths(paths.map(inside))))
      case .wrapper(let kind, let inner):
        let content = DrawnLine.Content.layer(inner: inner.words)
        lines.append(line(kind, content, parameters: rows.values.parameters(of: inner.labels)))
      case .source(let name):
        let input = inputs.first { $0.name == name }
        lines.append(line("from", .source(name), shape: input?.shape ?? rows[name]?.shape))
      case .block(let inner):
        let inner = inside(inner)
        lines.append(line("block", .block(inner), shape: inner.last?.shape))
      }
    }
    return lines
  }
}

extension [ModelElement] {
  /// The words of all lines, those inside others included.
  fileprivate var words: [String] {
    flatMap { element in
      switch element.content {
      case .layer(let kind): [kind]
      case .model: [element.label]
      default: element.inner.words
      }
    }
  }

  fileprivate var labels: [String] { flatMap { [$0.label] + $0.inner.labels } }
}

extension Sequence<LayerRow> {
  /// Of lines with these labels, wherever they are used.
  fileprivate func parameters(of labels: [String]) -> Int {
    let labels = Set(labels)
    return reduce(0) { sum, row in
      let last = row.label.split(separator: ".").last.map(String.init) ?? ""
      return labels.contains(last) ? saturatingSum(sum, row.parameters) : sum
    }
  }
}
