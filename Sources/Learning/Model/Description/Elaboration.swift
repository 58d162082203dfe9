import Catalog
import Engine
import Support

/// Turns the lines of a model into elements: finds layers, reads arguments, unrolls, names.
///
/// Unlabelled layers are `dense`, `dense_1`, … counted in the order of the text; a label met again
/// gets `_1`, `_2`, ….
struct Elaboration {
  static let layerLimit = 10_000
  static let depthLimit = 200

  private var numbers: LabelNumbers
  /// Labels that have been given to a line already.
  private var met: Set<String> = []
  private var known: [String]
  private var layerCount = 0
  private var depth = 0

  init(inputs: [String], lines: [LayerDescription]) {
    known = inputs
    numbers = LabelNumbers(taken: Set(inputs).union(explicitLabels(lines)))
  }

  mutating func elements(_ lines: [LayerDescription]) throws(LearningError) -> [Element] {
    depth += 1
    defer { depth -= 1 }
    var elements: [Element] = []
    for line in lines {
      guard depth <= Self.depthLimit, layerCount < Self.layerLimit else {
        throw .size(.tooManyLayers(limit: Self.layerLimit, origin: line.origin))
      }
      elements += try self.elements(of: line)
    }
    return elements
  }

  private mutating func elements(of line: LayerDescription) throws(LearningError) -> [Element] {
    switch line.word {
    case "repeat": return try repetition(line)
    case "block":
      let inner = try elements(try needLines(line))
      return line.label == nil ? inner : [element(line, .block(inner))]
    case "residual":
      let call = try bound(line)
      return [element(line, .residual(try elements(try needLines(line))), call)]
    case "add", "multiply", "average", "concatenate", "combine":
      return [try merge(line)]
    case "from": return [try source(line)]
    case "model":
      guard case .value(let value)? = line.arguments.positional.first, let model = value as? Model
      else {
        throw .building(.unknownLayer(word: line.word, known: Layers.words, origin: line.origin))
      }
      return [element(line, .model(model), word: line.label ?? model.name)]
    default: return [try layer(line)]
    }
  }

  private mutating func repetition(_ line: LayerDescription) throws(LearningError) -> [Element] {
    let lines = try needLines(line)
    let call = try bound(line)
    let times: Int
    do {
      times = try call[Structures.times]
    } catch {
      throw .argument(error, origin: line.origin)
    }
    var elements: [Element] = []
    for _ in 0..<times {
      if Interrupt.isRaised { throw .interrupted }
      elements += try self.elements(lines)
      guard layerCount < Self.layerLimit, !elements.isEmpty || lines.isEmpty else {
        throw .size(.tooManyLayers(limit: Self.layerLimit, origin: line.origin))
      }
      if lines.isEmpty { break }
    }
    return elements
  }

  private mutating func merge(_ line: LayerDescription) throws(LearningError) -> Element {
    let call = try bound(line)
    let merge: Merge
    do {
      merge = try Merge(call)
    } catch {
      throw .argument(error, origin: line.origin)
    }
    return element(line, .merge(merge, try paths(line)), call)
  }

  private mutating func paths(_ line: LayerDescription) throws(LearningError) -> [[Element]] {
    var paths: [[Element]] = []
    for path in try needLines(line) {
      guard path.word == "path" else {
        throw .building(
          .noPath(
            word: path.word, of: line.word, lines: line.writtenWithPaths, origin: path.origin))
      }
      paths.append(try elements(try needLines(path)))
    }
    guard !paths.isEmpty else {
      throw .building(.lines(word: line.word, isMissing: true, origin: line.origin))
    }
    return paths
  }

  private mutating func source(_ line: LayerDescription) throws(LearningError) -> Element {
    guard case .word(let name)? = line.arguments.positional.first, known.contains(name) else {
      let written = line.arguments.positional.first?.described ?? ""
      throw .building(.unknownSource(name: written, known: known, origin: line.origin))
    }
    return element(line, .source(name))
  }

  private mutating func layer(_ line: LayerDescription) throws(LearningError) -> Element {
    if let type = Wrappers.named(line.word) {
      do {
        let call = try BoundArguments(line.arguments, to: type.signature)
        let wrapper = try type.init(call)
        return element(
          line, .wrapper(wrapper, try elements(try needLines(line)), kind: line.word), call)
      } catch let error as ArgumentError {
        throw .argument(error, origin: line.origin)
      } catch let error as LearningError {
        throw error
      } catch {
        throw .inside(.layer(line.word, origin: line.origin), error)
      }
    }
    guard line.lines == nil else {
      throw .building(.lines(word: line.word, isMissing: false, origin: line.origin))
    }
    do {
      if let type = Layers.named(line.word) {
        let call = try BoundArguments(line.arguments, to: type.signature)
        return element(line, .layer(try type.init(call), kind: line.word), call)
      }
      if let type = Activations.named(line.word) {
        let call = try BoundArguments(line.arguments, to: type.signature)
        let choice = ActivationChoice.named(
          try type.init(call), text: Spec(line.word, line.arguments).text)
        return element(line, .layer(ActivationLayer(choice), kind: line.word), call)
      }
    } catch {
      throw .argument(error, origin: line.origin)
    }
    throw .building(.unknownLayer(word: line.word, known: Layers.words, origin: line.origin))
  }

  private func needLines(_ line: LayerDescription) throws(LearningError) -> [LayerDescription] {
    guard let lines = line.lines else {
      throw .building(.lines(word: line.word, isMissing: true, origin: line.origin))
    }
    return lines
  }

  /// The arguments of a word that arranges layers.
  private func bound(_ line: LayerDescription) throws(LearningError) -> BoundArguments {
    guard let signature = Structures.all.first(where: { $0.name == line.word }) else {
      throw .building(.unknownLayer(word: line.word, known: Layers.words, origin: line.origin))
    }
    do {
      return try BoundArguments(line.arguments, to: signature)
    } catch {
      throw .argument(error, origin: line.origin)
    }
  }

  private mutating func element(
    _ line: LayerDescription, _ content: Element.Content, _ call: BoundArguments? = nil,
    word: String? = nil
  ) -> Element {
    layerCount += 1
    let label = line.label.map { labelled($0) } ?? unlabelled(word ?? line.word)
    known.append(label)
    return Element(label: label, content: content, call: call, origin: line.origin)
  }

  private mutating func labelled(_ label: String) -> String {
    met.insert(label).inserted ? label : numbers.next(label, from: 1)
  }

  private mutating func unlabelled(_ word: String) -> String { numbers.next(word) }
}

private func explicitLabels(_ lines: [LayerDescription]) -> [String] {
  lines.flatMap { ($0.label.map { [$0] } ?? []) + explicitLabels($0.lines ?? []) }
}
