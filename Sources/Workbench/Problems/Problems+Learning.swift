import Catalog
import Engine
import Language
import Learning
import Support

extension Problems {
  static func worded(_ error: LearningError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .argument(let mistake, _, let origin):
      return worded(mistake, at: place(origin) ?? span)
    case .function(let layer, let inner, let origin):
      var diagnostic = diagnostic(for: inner, at: nil)
      diagnostic.message = "in layer `\(layer)`: \(diagnostic.message)"
      diagnostic.span = place(origin) ?? span
      return diagnostic
    case .step(let name, let inner):
      var diagnostic = diagnostic(for: inner, at: nil)
      diagnostic.message = "in step \(name): \(diagnostic.message)"
      diagnostic.span = diagnostic.span ?? span
      return diagnostic
    case .lossFunction(let name, let inner):
      var diagnostic = diagnostic(for: inner, at: nil)
      diagnostic.message = "in the loss \(name): \(diagnostic.message)"
      diagnostic.span = span
      return diagnostic
    case .weights(let inner): return diagnostic(for: inner, at: span)
    case .memory(let shortage): return worded(shortage, at: span)
    default:
      let (code, message, hint, origin) = words(of: error)
      return Diagnostic.error(code, message, at: origin.flatMap(place) ?? span, hint: hint)
    }
  }

  private static func place(_ origin: Range<Int>) -> SourceSpan? {
    origin.isEmpty ? nil : SourceSpan(origin.lowerBound, origin.upperBound)
  }

  typealias LearningWords = (code: String, message: String, hint: String, origin: Range<Int>?)

  private static func words(of error: LearningError) -> LearningWords {
    switch error {
    case .unknownLayer, .layerShape, .sequenceEnded, .residual, .paths, .lines, .unknownSource,
      .sharedModel,
      .otherDType, .inputShape, .emptyModel, .tooManyLayers, .tooLarge:
      return buildingWords(of: error)
    case .interrupted:
      let stopped = worded(ValueProblem.interrupted, at: nil)
      return (stopped.code, stopped.message, stopped.hint ?? "", nil)
    case .unknownParameter(let path, let known):
      return (
        "E0114", "there is no weight `\(path)`",
        suggestion(
          path, among: known, otherwise: "there is \(list(Array(known.prefix(6)), "and"))"),
        nil
      )
    case .unknownPart(let name, let known):
      return (
        "E0114", "there is no layer `\(name)` with weights",
        suggestion(
          name, among: known, otherwise: "there is \(list(Array(known.prefix(6)), "and"))"),
        nil
      )
    case .parameterShape(let path, let expected, let found):
      return (
        "E0308", "`\(path)` has shape \(expected), the new value \(found)",
        "a weight keeps its shape", nil
      )
    case .dataShape(let model, let expected, let found):
      return (
        "E0309",
        "\(model) takes samples \(batched(expected)) but the data are \(batched(found))",
        dataHint(expected, found), nil
      )
    case .severalInputs(let model, let names):
      return (
        "E0309", "\(model) takes \(count(names.count, "input")): \(list(names, "and"))",
        "give one tensor for each input", nil
      )
    case .inputData(let model, let input, let expected, let found):
      return (
        "E0309",
        "\(model) takes \(batched(expected)) as input `\(input)` but the data have \(batched(found))",
        "give both the same size", nil
      )
    case .inputNames(let model, let expected, let found):
      return (
        "E0309",
        "\(model) takes \(list(expected.map { "`\($0)`" }, "and")) but the data have "
          + list(found.map { "`\($0)`" }, "and"),
        "inputs are found by name: `model \(found.map { "\($0)=[…]" }.joined(separator: ", ")) { … }`",
        nil
      )
    case .inputCounts(let model, let names, let counts):
      return (
        "E0309",
        "the inputs of \(model) have not as many samples: "
          + list(zip(names, counts).map { "`\($0)` \(NumberText.grouped($1))" }, "and"),
        "give one row of each input for each sample", nil
      )
    case .vocabulary(let model, let data, let known, let found):
      return (
        "E0528",
        "\(model) has learnt \(amount(known.texts.count, known.unitName)), but \(data) gives its "
          + "\(NumberText.grouped(found.texts.count)) other numbers",
        "make a new model for this text, or one data set of both texts", nil
      )
    case .ignoredClass(let number, let data, let loss):
      return (
        "E0405",
        "\(data) has the target \(number) where nothing is asked for, and \(loss) counts it",
        "leave it out: loss=sparse_categorical_crossentropy(ignore_class=\(number))", nil
      )
    case .noTargets(let data):
      return (
        "E0522", "\(data) has no targets",
        "train it with losses of your own: train d { step m, loss=x -> … }", nil
      )
    case .computationTooLarge(let model, let bytes, let limit):
      return (
        "E0906",
        "computing \(model) needs \(estimate(bytes)), the limit is \(byteText(limit))",
        "use fewer samples at once, or smaller layers", nil
      )
    case .scoresNotFinite(let model):
      return (
        "E0608", "\(model) gives values that are not finite: no token can be chosen",
        "train it again with a smaller learning rate", nil
      )
    case .noSamples(let data):
      return ("E0501", "\(data) has no samples", "`print d` shows the parts of a data set", nil)
    default: return trainingWords(of: error)
    }
  }

  private static func buildingWords(of error: LearningError) -> LearningWords {
    switch error {
    case .unknownLayer(let word, let known, let origin):
      return (
        "E0106", "there is no layer called `\(word)`",
        suggestion(word, among: known, otherwise: "`:help layers` lists them"), origin
      )
    case .layerShape(let label, let kind, let expected, let found, let origin):
      let name = label == kind ? kind : "\(kind) (layer `\(label)`)"
      return (
        "E0310", "\(name) needs \(expected) but gets \(batched(found))",
        layerHint(kind, expected, found), origin
      )
    case .sequenceEnded(let label, let kind, let before, let expected, let found, let origin):
      let name = label == kind ? kind : "\(kind) (layer `\(label)`)"
      let units = found.extents.last ?? 4
      let line =
        before == "bidirectional"
        ? "bidirectional { lstm \(max(1, units / 2)), return_sequences=true }"
        : "\(before) \(units), return_sequences=true"
      return (
        "E0310",
        "\(name) needs \(expected), but the \(before) before it gives its last state only: \(batched(found))",
        "write the one before as `\(line)`", origin
      )
    case .residual(let label, let path, let input, let origin):
      return (
        "E0311",
        "residual `\(label)`: the path ends with shape \(batched(path)) but its input is \(batched(input))",
        "make the last layer give the same shape, or use `add { path { … } path { dense … } }`",
        origin
      )
    case .paths(let label, let kind, let shapes, let origin):
      return (
        "E0312",
        "\(kind) `\(label)`: the paths end with \(list(shapes.map(batched), "and"))",
        kind == "concatenate"
          ? "all axes but the last must agree" : "all paths must end with the same shape", origin
      )
    case .lines(let word, let isMissing, let origin):
      return isMissing
        ? ("E0217", "\(word) needs lines in braces", "write `\(word) { dense 8 }`", origin)
        : ("E0112", "\(word) takes no lines in braces", "end the line after its arguments", origin)
    case .unknownSource(let name, let known, let origin):
      return (
        "E0115", "there is no input or layer `\(name)` before this line",
        suggestion(name, among: known, otherwise: "there is \(list(known, "and"))"), origin
      )
    case .sharedModel(let label, let expected, let found, let origin):
      return (
        "E0313",
        "`\(label)` takes \(list(expected.map(batched), "and")) but gets \(batched(found))",
        "a model used as a layer keeps its input shape", origin
      )
    case .otherDType(let label, let expected, let found, let origin):
      return (
        "E0314", "`\(label)` has \(found.name) weights in a \(expected.name) model",
        "define both models after the same `set dtype=\(expected.name)`", origin
      )
    case .inputShape(let model, let input, let shape):
      guard shape.extents.contains(where: { $0 < 1 }) else {
        return (
          "E0906", "\(model): one sample of input `\(input)` has too many numbers, \(shape)",
          "use a smaller input, such as `model [28, 28, 1] { … }`", nil
        )
      }
      return (
        "E0309", "\(model): input `\(input)` has the empty shape \(shape)",
        "sizes are at least 1: `model 784 { … }` or `model [28, 28, 1] { … }`", nil
      )
    case .emptyModel(let model):
      return ("E0315", "\(model) has no layers", "write `model 2 { dense 1 }`", nil)
    case .tooManyLayers(let limit, let origin):
      return (
        "E0905",
        "a model may have at most \(NumberText.grouped(limit)) layers, nested at most 200 deep",
        "use fewer repetitions", origin
      )
    case .tooLarge(let model, let parameters, let bytes, let limit):
      return (
        "E0906",
        "\(model) would have \(amount(parameters, "parameters")): training needs "
          + "\(estimate(bytes)), the limit is \(byteText(limit))",
        "use smaller layers", nil
      )
    default: return ("E0999", "\(error)", "please report this message", nil)
    }
  }

  /// A sample's shape as users see it: with the batch in front.
  static func batched(_ shape: Shape) -> String {
    "[" + (["batch"] + shape.extents.map(String.init)).joined(separator: ", ") + "]"
  }

  /// `805 KB`: three digits, in the unit that gives 1 to 1000.
  static func byteText(_ bytes: Int) -> String {
    guard bytes < Int.max else { return "any amount of memory" }
    let units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"]
    var number = Double(bytes)
    var unit = 0
    while number >= 999.5, unit < units.count - 1 {
      number /= 1000
      unit += 1
    }
    return "\(NumberText.significant(number, digits: 3)) \(units[unit])"
  }

  /// `about 805 KB`.
  static func estimate(_ bytes: Int) -> String {
    bytes == Int.max ? "more memory than any machine has" : "about \(byteText(bytes))"
  }

  private static func amount(_ number: Int, _ noun: String) -> String {
    number == Int.max ? "more than 9·10¹⁸ \(noun)" : "\(NumberText.grouped(number)) \(noun)"
  }

  private static func layerHint(_ kind: String, _ expected: String, _ found: Shape) -> String {
    if expected.hasPrefix("an output of at most") { return "use a smaller size" }
    if kind == "dense" && found.rank > 1 { return "put `flatten` before it" }
    // Sequences and images without their axis of channels; pictures as one long row.
    if kind.hasSuffix("1d") && found.rank == 1 { return "put `reshape [\(found[0]), 1]` before it" }
    if kind.hasPrefix("conv2d") || kind.hasSuffix("2d") {
      if found.rank == 2 { return "put `reshape [\(found[0]), \(found[1]), 1]` before it" }
      if found.rank != 3, let side = ImageReading.squareSide(found.count) {
        return "put `reshape [\(side), \(side), 1]` before it"
      }
    }
    if expected.hasPrefix("at least") {
      return "a smaller window fits, and so does any with `padding=same`"
    }
    if expected == "[batch, time, features]", found.rank == 1 {
      return "put `reshape [\(found[0]), 1]` before it"
    }
    return "`reshape […]` before it changes the shape"
  }

  private static func dataHint(_ expected: Shape, _ found: Shape) -> String {
    if expected.count == found.count {
      return expected.rank == 1
        ? "put `reshape \(expected[0])` into the data, or `flatten` first in the model"
        : "put `reshape \(expected)` into the data"
    }
    if found.rank == 0 {
      if let numbers = expected.extents.last, expected.rank == 1, numbers <= 8 {
        let sample = (1...max(1, numbers)).map(String.init).joined(separator: ", ")
        return "each sample needs \(count(numbers, "number")): `[[\(sample)]]` is one"
      }
      return "of a text, `chars \(expected.extents.last ?? 32)` cuts windows of that length"
    }
    let need = expected.rank == 1 ? count(expected[0], "number") : "the shape \(expected)"
    return "each sample needs \(need); `model d { … }` makes a model for the samples of d"
  }
}
