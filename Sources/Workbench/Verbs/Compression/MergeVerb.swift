import Catalog
import Engine
import Language
import Learning
import Support

/// `plain = merge m`: another model whose kernels hold their changes of low rank, without the extra layers.
enum MergeVerb: Verb {
  private static let model = Parameter<Model>.model("A model with `lora`.")

  static let signature = Signature(
    "merge", .verb, "makes another model with its low-rank changes added to the kernels",
    example: "merge model 4 { lora rank=2 { dense 3 }; dense 1 }",
    [model.description],
    details: """
      Each kernel becomes kernel + alpha / rank * (lora_kernel_a @ lora_kernel_b), and `lora` goes from the text: the
      answers are the same within rounding, and nothing extra is computed. All weights can be trained again. m stays as it
      is, with its adapters: `export m, "customer.safetensors", only=adapters` writes these alone.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let adapters = model.adapters
    guard !adapters.isEmpty else { throw CompressionProblem.noAdapters(model: model.name) }
    let name = call.evaluator.context.target ?? model.name
    let defaults = StoredDefaults(
      dtype: model.dtype, compatibility: model.compatibility, checkingWeights: nil)
    let removed = Set(adapters.flatMap { [$0.first, $0.second] })
    let kept = model.parameters.filter { !removed.contains($0.path) }
    guard let text = PlainText.of(model.source),
      let made = try? call.evaluator.buildSavedModel(text, defaults, name: name, path: name),
      made.parameters.map(\.variable.type) == kept.map(\.variable.type)
    else { throw CompressionProblem.noText(model: model.name) }
    let changed = Dictionary(adapters.map { ($0.kernel, $0) }) { first, _ in first }
    for (old, new) in zip(kept, made.parameters) {
      new.variable.set(changed[old.path].flatMap(model.merged) ?? old.variable.value)
    }
    (made.vocabularies, made.recipe) = (model.vocabularies, model.recipe)
    made.pictureRecipe = model.pictureRecipe
    (made.trainedLoss, made.classNames) = (model.trainedLoss, model.classNames)
    made.setLastTraining(model.lastTraining)
    made.hasGivenWeights = true
    return .model(made)
  }
}

/// The text of a model without its changes of low rank.
private enum PlainText {
  /// `nil` for what is no model with lines.
  static func of(_ source: String) -> String? {
    let parsed = Parser.parse(source)
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .model(let syntax) = expression.kind, let first = syntax.lines.first
    else { return nil }
    return SourceSpan(0, first.span.start).text(in: source)
      + lines(syntax.lines, source).joined(separator: "; ") + " }"
  }

  private static func lines(_ lines: [Line], _ source: String) -> [String] {
    lines.flatMap { line -> [String] in
      guard line.word.text == "lora", let inner = line.lines else { return [text(line, source)] }
      // What goes on with the structure by its label goes on with its last line.
      var inside = inner
      if let label = line.label, let last = inside.indices.last, inside[last].label == nil {
        inside[last].label = label
        return Self.lines(Array(inside.dropLast()), source)
          + ["\(label.text): " + text(inside[last], source, from: inside[last].word.span.start)]
      }
      return Self.lines(inside, source)
    }
  }

  private static func text(_ line: Line, _ source: String, from start: Int? = nil) -> String {
    var (text, place) = ("", start ?? line.span.start)
    func keep(until end: Int) -> String { SourceSpan(place, max(place, end)).text(in: source) }
    var (end, isFirst) = (line.word.span.end, true)
    var skipsComma = false
    for argument in line.arguments {
      if ["lora_rank", "lora_alpha"].contains(argument.label?.text) {
        text += keep(until: end)
        place = argument.span.end
        skipsComma = skipsComma || isFirst
      } else {
        if skipsComma {
          text += " "
          place = argument.span.start
          skipsComma = false
        }
        isFirst = false
      }
      end = argument.span.end
    }
    guard let inner = line.lines, let first = inner.first else {
      return trimmed(text + keep(until: line.span.end))
    }
    return trimmed(text + keep(until: first.span.start))
      + " " + lines(inner, source).joined(separator: "; ") + " }"
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
