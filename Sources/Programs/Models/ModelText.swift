import Exchange
import Language
import Learning

/// Writes a model of a program as lines of this language.
struct ModelText {
  /// What is told of a line of the program.
  private(set) var remarks: [KerasProgram.Remark] = []
  private var labels = ProgramNames()
  private var seen: Set<String> = []
  /// What is to be done by hand, above the model.
  private var unknown: String?
  private let model: ModelObject

  init(_ model: ModelObject) { self.model = model }

  /// The statement that makes the model; `extents` fill what an input leaves open, `inner` is a model that is the
  /// beginning of this one.
  mutating func lines(filling extents: [Int]?, beginningWith inner: ModelObject?) -> [String] {
    let body: [String]
    let head: String
    switch model.kind {
    case .sequential(let items):
      body = items.flatMap { item -> [String] in
        switch item {
        case .layer(let layer): self.lines(of: layer, name: layer.keras.name)
        case .model(let model): [model.name]
        }
      }
      head = size(model.extents, filling: extents) ?? model.data ?? "784"
      if model.extents == nil, model.data == nil, !items.isEmpty {
        tell(
          model.line, .changed,
          "nothing says how large a sample is: 784 is put there; write the right size behind `model`"
        )
      }
    case .graph(let inputs, let output):
      var graph = GraphText(inputs: inputs, output: output, beginningWith: inner)
      let isSingle = inputs.count == 1
      for (place, input) in inputs.enumerated() {
        graph.names[ObjectIdentifier(input)] =
          isSingle ? "input" : labels.unique(ProgramNames.label(input.name ?? "input_\(place + 1)"))
      }
      body = graph.lines(&self)
      head = inputs.map { input in
        if isSingle, input.isAsData, let data = model.data { return data }
        let size = size(input.extents, filling: isSingle ? extents : nil) ?? "1"
        let name = graph.names[ObjectIdentifier(input)] ?? "input"
        return isSingle ? size : "\(name)=\(size.hasPrefix("[") ? size : "[\(size)]")"
      }.joined(separator: ", ")
    }
    let above = unknown.map { [$0] } ?? []
    guard !body.isEmpty else { return above + ["\(model.name) = model \(head) { }"] }
    return above + ["\(model.name) = model \(head) {"] + body.map { "  \($0)" } + ["}"]
  }

  /// The size of a sample; `nil` where nothing says it.
  private mutating func size(_ extents: [Int?]?, filling known: [Int]?) -> String? {
    guard let extents else { return nil }
    guard extents.contains(where: { $0 == nil }) else {
      return ProgramText.extents(extents.compactMap { $0 })
    }
    if let known, known.count == extents.count { return ProgramText.extents(known) }
    let usual = extents.count == 1 || extents.count == 2 ? 100 : 64
    let told =
      "a sample has a fixed size here, and nothing says what `None` is: \(usual) is put there; "
      + "write the right size behind `model`"
    tell(model.line, .left, told)
    unknown = "# line \(model.line): \(told)"
    return ProgramText.extents(extents.map { $0 ?? usual })
  }

  mutating func tell(_ line: Int, _ kind: KerasProgram.Remark.Kind, _ text: String) {
    remarks.append(KerasProgram.Remark(line: line, kind: kind, text: text))
  }

  /// A label, where the program's name says more than the word.
  mutating func label(_ name: String?, word: String) -> String? {
    let isFirst = seen.insert(word).inserted
    guard let name, !(isFirst && name == word) else { return nil }
    return labels.unique(ProgramNames.label(name))
  }

  /// A label that lines below speak of.
  mutating func unique(_ name: String) -> String { labels.unique(ProgramNames.label(name)) }

  /// The line of a layer; a comment where it has no counterpart.
  mutating func lines(of layer: LayerObject, name: String?) -> [String] {
    guard let description = description(of: layer) else {
      return ["# line \(layer.line): \(layer.keras.className) has no counterpart"]
    }
    return [ProgramText.line(description, label: label(name, word: description.word))]
  }

  /// The layer in this language's words; `nil` where it has no counterpart, which is told.
  mutating func description(of layer: LayerObject) -> LayerDescription? {
    do throws(KerasError) {
      return try KerasLayers.lineOrFormula(of: layer.keras)
    } catch {
      tell(layer.line, .left, Self.words(error))
      return nil
    }
  }

  /// A layer as Python writes it, its numbers and texts.
  static func shown(_ layer: KerasLayer) -> String {
    let arguments = layer.arguments.map { argument -> String in
      let value =
        switch argument.value {
        case .text(let text): ProgramText.quoted(text)
        case .bool(let truth): truth ? "True" : "False"
        default: argument.value.number.map(ProgramText.number) ?? "…"
        }
      return argument.name.map { "\($0)=\(value)" } ?? value
    }
    return "\(layer.className)(\(arguments.joined(separator: ", ")))"
  }

  static func words(_ error: KerasError) -> String {
    switch error {
    case .layer(let name, let near):
      if let hint = LayerHabits.hint(for: name, "") { return "there is no `\(name)`: \(hint)" }
      guard !near.isEmpty else { return "there is no layer `\(name)`" }
      return "there is no `\(name)`; near is \(near.map { "`\($0)`" }.joined(separator: ", "))"
    case .argument(let name, let argument, let value):
      return "`\(name)` has no `\(argument)=\(value)` here"
    case .unknownArgument(let name, let argument): return "`\(name)` of Keras has no `\(argument)`"
    case .function(let layer): return "`\(layer)` is a program of its own"
    default: return "this layer has no counterpart"
    }
  }
}
