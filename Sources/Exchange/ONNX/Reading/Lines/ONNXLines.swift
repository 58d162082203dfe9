import Catalog
import Engine
import Learning
import Support

/// The lines of a model that is read, in the order in which they are computed.
struct ONNXLines {
  private(set) var all: [ONNXLine] = []
  /// Names of the inputs, which no label may have.
  let inputs: [String]

  init(inputs: [String]) { self.inputs = inputs }

  mutating func append(_ line: ONNXLine) -> Int {
    all.append(line)
    return all.count - 1
  }

  /// The lines as they would be typed and the weights by their paths; `output` is the line that comes last.
  ///
  /// Lines that nothing needs are left out, changes of single numbers go into the layer before.
  func finished(output: Int) -> (
    lines: [LayerDescription], weights: [(path: String, tensor: Tensor)]
  ) {
    var lines = ONNXFusing(all, output: output).lines
    if lines.isEmpty {
      lines.append(
        ONNXLine(word: "activation", positional: [.word("linear")], sources: [-1], shape: []))
    }
    return described(lines.map(Self.typed))
  }

  /// An activation on a line of its own is its bare word.
  private static func typed(_ line: ONNXLine) -> ONNXLine {
    guard line.word == "activation", line.positional.count == 1 else { return line }
    var typed = line
    switch line.positional[0] {
    case .word(let word) where word != "linear": (typed.word, typed.positional) = (word, [])
    case .spec(let spec):
      typed.word = spec.name
      (typed.positional, typed.named) = (spec.arguments.positional, spec.arguments.named)
    default: return line
    }
    return typed
  }

  private func described(
    _ lines: [ONNXLine]
  ) -> (lines: [LayerDescription], weights: [(path: String, tensor: Tensor)]) {
    var named: Set<Int> = []
    for (place, line) in lines.enumerated() {
      for source in line.sources where source >= 0 && source != place - 1 { named.insert(source) }
    }
    var labels: [Int: String] = [:]
    var number = 0
    for place in named.sorted() {
      repeat { number += 1 } while inputs.contains("h\(number)")
      labels[place] = "h\(number)"
    }
    func name(_ source: Int) -> String { source < 0 ? inputs[-1 - source] : labels[source] ?? "" }
    var counting = LabelNumbers(taken: Set(inputs + labels.values))
    var result: [LayerDescription] = []
    var weights: [(path: String, tensor: Tensor)] = []
    for (place, line) in lines.enumerated() {
      func from(_ source: Int) -> [LayerDescription] {
        source == (place == 0 ? -1 : place - 1)
          ? [] : [LayerDescription("from", Arguments([.word(name(source))]))]
      }
      var inner = line.inner
      if line.isJoint {
        inner = line.sources.map { LayerDescription("path", lines: from($0)) }
      } else {
        result += from(line.sources[0])
      }
      // Lines in braces are counted before the line around them.
      let innerNames = line.isJoint ? [] : (inner ?? []).map { counting.next($0.word) }
      let label = labels[place] ?? counting.next(line.word)
      result.append(
        LayerDescription(
          label: labels[place], line.word,
          Arguments(line.positional, named: line.named), lines: inner))
      for weight in line.weights {
        let path = weight.name.replacing("$0", with: innerNames.first ?? "")
        weights.append(("\(label).\(path)", Tensor(weight.numbers, Shape(weight.extents))))
      }
    }
    return (result, weights)
  }
}
