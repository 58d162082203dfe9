import Data
import Learning
import Plots
import Support

// The parts of a card, each empty where there is nothing to say.
extension ModelCard {
  var head: String {
    let kinds = Set(model.layers.map(\.kind)).sorted().prefix(6)
    return """
      # \(Markdown.text(model.name))

      A model of \(NumberText.count(model.parameterCount, "weight")) in \(model.dtype.name), \
      \(Markdown.text(ModelReport.arrow(model))), made of \(Markdown.text(kinds.joined(separator: ", ")))\
      \(Set(model.layers.map(\.kind)).count > 6 ? " and more" : ""), with \(build).

      - weights: hash `\(ModelCard.hash(of: model))`
      - inputs: \(list(model.inputs.map { "\($0.name) \($0.shape)" }))
      - output: \(answers)
      """
  }

  /// The fingerprint that run lines have, too.
  static func hash(of model: Model) -> String {
    let digits = String(WeightHash.of(model), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private var build: String {
    let build = request.evaluator.session.options.build
    return build.isEmpty ? "nabla" : Markdown.text(build)
  }

  private var answers: String {
    guard let target = model.recipe?.target else { return Markdown.text("\(model.outputShape)") }
    let column = "`\(Sanitizer.visibleLine(target.column).replacing("`", with: "'"))`"
    guard !target.classes.isEmpty else { return "\(column), a number in the units of the data" }
    return "\(column), one of \(list(target.classes))"
  }

  private func list(_ words: [String]) -> String {
    words.prefix(20).map(Markdown.text).joined(separator: ", ")
      + (words.count > 20 ? ", … (\(NumberText.grouped(words.count)))" : "")
  }

  var data: String {
    guard let setup = run?.setup else {
      return """
        ## Data

        Not known: the run that made the weights is not at hand. `export r, \(QuotedText.of(request.path))` of a run writes \
        what it learnt from.
        """
    }
    var lines = ["- data: \(Markdown.text(setup.options.dataName))"]
    lines.append("- learnt from: \(NumberText.count(setup.training.count, "sample"))")
    lines.append(
      setup.validation.map { "- watched meanwhile: \(NumberText.count($0.count, "other sample"))" }
        ?? "- watched meanwhile: none; nothing says how it does on samples that it has not seen")
    if let test = setup.options.test {
      lines.append("- kept for the end: \(NumberText.count(test.count, "sample"))")
    }
    let classes = model.recipe?.target?.classes ?? setup.options.classNames
    if !classes.isEmpty { lines.append("- classes: \(list(classes))") }
    if let columns = model.recipe?.columns, !columns.isEmpty {
      lines.append("- columns: \(list(columns.map(\.name)))")
    }
    return "## Data\n\n" + lines.joined(separator: "\n")
  }

  var training: String {
    guard let run else {
      let known = model.lastTraining.map {
        "\(NumberText.count($0.epochs, "epoch")), \(NumberText.count($0.steps, "step"))"
      }
      let said =
        known ?? (model.hasGivenWeights ? "Not known: the weights were read or set." : "None.")
      return "## Training\n\n" + said
    }
    let (setup, seen) = (run.setup, run.seen)
    var lines = [
      "- seed: \(setup.options.seed)",
      "- epochs: \(seen.epochs.count), of \(NumberText.count(setup.stepsPerEpoch, "step")) each",
    ]
    if let privacy = setup.options.privacy {
      lines.append(
        "- each sample is hidden: epsilon \(NumberText.metric(seen.progress.epsilon ?? 0)) at delta "
          + NumberText.general(privacy.delta))
    }
    if let federation = setup.federation {
      lines.append("- clients: \(NumberText.grouped(federation.clients.count))")
    }
    if let last = seen.epochs.last {
      let values = last.values.map { "\($0.name) \(NumberText.metric($0.value))" }
      lines.append("- at the end: \(list(values))")
    }
    return "## Training\n\n" + Markdown.code(setup.sentence(with: setup.options.written)) + "\n\n"
      + lines.joined(separator: "\n")
  }

  var scores: String {
    guard let measured else {
      return "## How good it is\n\nNot measured for this card. This line measures it:\n\n"
        + Markdown.code(lineWithData)
    }
    var report = measured.report.rows?() ?? measured.report.shown
    report.title = ""
    report.blocks.removeAll { if case .figure = $0 { true } else { false } }
    return "## How good it is\n\nOn \(Markdown.text(measured.data)), "
      + "\(NumberText.count(measured.samples, "sample")):\n\n" + trimmed(report.markdown)
  }

  var layers: String {
    var report = ModelReport.make(model)
    report.title = ""
    return "## Layers\n\n" + trimmed(report.markdown)
  }

  var cost: String {
    guard let cost = try? ModelCost(of: model, batchSize: 1) else { return "" }
    return """
      ## What it costs

      - \(NumberText.count(model.parameterCount, "weight")), \(ByteCount.rounded(model.byteCount))
      - one answer: \(NumberText.grouped(model.multiplyAccumulates)) multiplications with additions, \(ByteCount.rounded(cost.inferenceBytes)) beside the weights
      - a step of training on one sample: \(ByteCount.rounded(cost.memory.total)) at its peak with Adam
      """
  }

  /// What becomes of a row before the layers see it.
  var recipe: String {
    guard let recipe = model.recipe else { return "" }
    var report = RecipeReport.make(recipe, of: model.name).shown
    report.title = ""
    let text = trimmed(report.markdown)
    return text.isEmpty ? "" : "## How rows are prepared\n\n" + text
  }

  var use: String {
    let name = model.name
    return """
      ## How to use it

      In nabla, with all that it knows of its data:

      \(Markdown.code("\(name) = load \"\(name).safetensors\"\npredict \(name), d"))

      From Python, after `export \(name), "\(name).onnx"`:

      \(Markdown.code(python))
      """
  }

  private var python: String {
    let inputs =
      model.recipe != nil && model.recipe?.raw == nil ? "{…}  # a column each, [N, 1]" : "{…}"
    return """
      import onnxruntime
      session = onnxruntime.InferenceSession("\(model.name).onnx")
      [(i.name, i.type, i.shape) for i in session.get_inputs()]
      session.run(None, \(inputs))
      """
  }

  var limits: String {
    var lines: [String] = []
    if measured == nil { lines.append("- It is not measured here on samples kept for that.") }
    if run == nil { lines.append("- What it learnt from does not stand here.") }
    if let target = model.recipe?.target, !target.classes.isEmpty {
      lines.append(
        "- It answers with one of its \(target.classes.count) classes, whatever it is asked.")
    }
    if let ranges = model.recipe?.ranges, !ranges.isEmpty {
      lines.append(
        "- It has seen values within the ranges of its training rows; beyond them it guesses.")
    }
    lines.append(
      "- What it is meant for, whom its errors meet, and under what licence it stands, only its makers can say; "
        + "they have not said it here.")
    return "## Limits\n\n" + lines.joined(separator: "\n")
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
