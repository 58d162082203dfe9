import Catalog
import Engine
import Learning
import Plots
import Support

/// How each kind of value prints at the prompt and in sessions.
enum ValueText {
  /// What a person reads of a value that has more than one thing to say; `nil` for others.
  static func report(_ value: Value, name: String?) -> Report? {
    switch value {
    case .model(let model): ModelReport.make(model)
    case .layer(let model, let path): ModelReport.layer(model, path: path)
    case .dataset(let dataset): DatasetReport.make(dataset, named: name ?? dataset.name)
    case .run(let run): RunText.report(run)
    case .report(let report): report.shown
    default: nil
    }
  }

  /// The printed form of any other; `nil` for values that print nothing.
  static func render(
    _ value: Value, in vocabulary: Vocabulary, digits: Int = NumberText.digits
  ) -> String? {
    switch value {
    case .none: return nil
    case .function(let function): return function.text
    case .spec(let spec, let kind): return specText(spec, kind, in: vocabulary)
    case .tensor(let tensor):
      let areShares = tensor.roles.contains(.modelOutput) && digits == NumberText.digits
      return tensor.known.map {
        TensorText.render($0, isWeak: tensor.isWeak, digits: digits, areShares: areShares)
      }
    case .block(_, let text): return text
    case .list(let items):
      if case .quantity? = items.first { return quantities(Array(items), digits) }
      return lines(of: items, digits)
    case .record(let record): return RecordText.alone(record, digits: digits)
    default: return short(value, digits: digits)
    }
  }

  /// So many items of a list are shown one by one; of longer ones the first and the last.
  private static let shownItems = 100

  /// An item a line; of a long list the first ten and the last three, with what is between them counted.
  private static func lines(of items: ValueList, _ digits: Int) -> String {
    func text(_ items: ValueList) -> String {
      listText(items, digits, open: "", separator: "\n", close: "")
    }
    guard items.count > shownItems else { return text(items) }
    let (first, last) = (ValueList(Array(items.prefix(10))), ValueList(Array(items.suffix(3))))
    let between = NumberText.grouped(items.count - first.count - last.count)
    return text(first) + "\n…  (\(between) more; `print …, full=true` shows all)\n" + text(last)
  }

  /// Everything that the value holds, for `print x, full=true`; nothing is left out but beyond a megabyte.
  static func full(_ value: Value, digits: Int) -> String {
    switch value {
    case .tensor(let tensor):
      guard let known = tensor.known else { return short(value, digits: digits) }
      return TensorText.full(known, digits: digits)
    case .list(let items):
      return items.contains { if case .record = $0 { true } else { false } }
        ? items.map { short($0, digits: digits) }.joined(separator: "\n")
        : listText(items, digits, open: "", separator: "\n", close: "")
    default: return short(value, digits: digits)
    }
  }

  /// On one line, as a vector prints: the ends of a long one.
  private static func quantities(_ items: [Value], _ digits: Int) -> String {
    func text(_ items: some Sequence<Value>) -> [String] { items.map { short($0, digits: digits) } }
    let parts =
      items.count <= 12 ? text(items) : text(items.prefix(3)) + ["…"] + text(items.suffix(3))
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// Items one after the other, lists in lists too. What is longer than an output may be is cut: a list
  /// that holds itself twice, forty times over, has more items than anything can show.
  private static func listText(
    _ items: ValueList, _ digits: Int, open: String, separator: String, close: String
  ) -> String {
    var text = ""
    append(items, digits, (open, separator, close), to: &text)
    return text
  }

  private static let longestText = 1 << 20

  private static func append(
    _ items: ValueList, _ digits: Int, _ marks: (open: String, separator: String, close: String),
    to text: inout String
  ) {
    text += marks.open
    for (index, item) in items.enumerated() {
      if index > 0 { text += marks.separator }
      if text.utf8.count > longestText || Interrupt.isRaised {
        text += "…"
        break
      }
      if case .list(let inner) = item {
        append(inner, digits, ("[", ", ", "]"), to: &text)
      } else {
        text += short(item, digits: digits)
      }
    }
    text += marks.close
  }

  /// The value on one line, for `print`, lists and names.
  static func short(_ value: Value, digits: Int = NumberText.digits) -> String {
    switch value {
    case .none: return "none"
    case .bool(let flag): return flag ? "true" : "false"
    case .text(let text): return text
    case .tensor(let tensor):
      guard let known = tensor.known else { return "tensor\(tensor.shape) (being traced)" }
      return TensorText.render(known, isWeak: tensor.isWeak, digits: digits)
    case .range(let low, let high):
      let ends = [low, high].map { NumberText.general($0, digits: digits) }
      return ends.joined(separator: "..")
    case .list(let items):
      return listText(items, digits, open: "[", separator: ", ", close: "]")
    case .record(let record): return RecordText.line(record, digits: digits)
    case .quantity(let quantity): return quantity.text(digits: digits)
    case .function(let function): return function.shortText
    case .block: return "block"
    case .model(let model): return "model \(model.name)"
    case .layer(_, let path): return "layer \(path)"
    case .dataset(let dataset): return "data \(dataset.name)"
    case .spec(let spec, _):
      let parts =
        spec.arguments.positional.map(\.described)
        + spec.arguments.named.map { "\($0.name)=\($0.value.described)" }
      return parts.isEmpty ? spec.name : "\(spec.name)(\(parts.joined(separator: ", ")))"
    case .run(let run): return RunText.line(run)
    case .report(let report): return report.shown.kind
    case .server(let server): return server.line
    }
  }

  /// `adam(learning_rate=0.01, beta_1=0.9, …)` with the defaults, or the signature's help line.
  private static func specText(
    _ spec: Spec, _ kind: Signature.Kind, in vocabulary: Vocabulary
  ) -> String {
    guard let signature = vocabulary.catalog.signature(spec.name, kind) else { return spec.name }
    let hasArguments = !spec.arguments.positional.isEmpty || !spec.arguments.named.isEmpty
    if !hasArguments
      && (kind == .activation || kind == .function || kind == .loss || kind == .metric)
    {
      return vocabulary.helpLine(signature)
    }
    var parts: [String] = []
    for (index, parameter) in signature.parameters.enumerated() {
      if let named = spec.arguments.named.first(where: { $0.name == parameter.name }) {
        parts.append("\(parameter.name)=\(text(named.value))")
      } else if index < spec.arguments.positional.count {
        parts.append("\(parameter.name)=\(text(spec.arguments.positional[index]))")
      } else if let fallback = parameter.fallback(in: spec.arguments.compatibility)?.text,
        !switchedOff.contains(fallback)
      {
        parts.append("\(parameter.name)=\(fallback)")
      }
    }
    return "\(spec.name)(\(parts.joined(separator: ", ")))"
  }

  /// Defaults that say nothing: options that are switched off, or on as always.
  private static let switchedOff: Set<String> = ["none", "false", "true", "0"]

  private static func text(_ argument: Argument) -> String {
    if case .number(let number) = argument { return NumberText.general(number) }
    return argument.described
  }
}
