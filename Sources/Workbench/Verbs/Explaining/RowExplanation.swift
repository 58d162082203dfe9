import Data
import Engine
import Learning
import Plots
import Support

/// What one row's answer comes from.
struct RowExplanation {
  let model: Model
  let method: ExplainMethod
  let answer: ExplainedAnswer
  /// Whether nobody chose the class: then two rows may be told of different ones.
  private let isOwnChoice: Bool
  let kind: AttributionEntry.Kind
  let entries: [AttributionEntry]
  let found: Attributions
  let shapes: [Shape]
  /// The picture itself, of a picture.
  let pixels: [Double]
  let steps: Int
  /// How wide the patches of occlusion are.
  private let patch: Int?
  private let baselineWords: String

  init(
    _ call: VerbCall, _ model: Model, _ rows: ExplainedRows, _ method: ExplainMethod
  ) throws {
    // Told before anything is computed.
    _ = try ExplainedAnswer.all(of: model, rows)
    let threads = call.interpreter.options.threads
    var bare = rows.samples
    bare.targets = nil
    let asked = try call.optional(ExplainVerb.asked)
    isOwnChoice = asked == nil
    let outputs = try model.predict(bare, threads: threads).doubles
    answer = try ExplainedAnswer(of: model, rows, asked: asked, outputs: outputs)
    let baseline = try Self.baseline(call, model, rows)
    let row = try ExplainedRow(
      model, bare, answer.output, baseline: baseline, threads: threads)
    (kind, entries) = AttributionEntry.all(of: rows, row, model)
    steps = try call[ExplainVerb.steps]
    var patch: Int?
    switch method {
    case .saliency: found = try row.saliency()
    case .occlusion:
      var groups = entries.map(\.places)
      if case .picture(let height, let width, let channels) = kind {
        let patches = PicturePatches(height: height, width: width, channels: channels)
        (patch, groups) = (patches.side, patches.places)
      }
      found = try row.occlusion(groups)
    default: found = try row.integratedGradients(steps: steps)
    }
    self.patch = patch
    self.model = model
    self.method = method
    shapes = row.shapes
    pixels = rows.samples.inputs[0].rows.tensor([0]).doubles
    if baseline != nil {
      baselineWords = "as given"
    } else if kind == .tokens {
      baselineWords = "no words, vectors of zeros"
    } else if rows.recipe?.steps.contains(where: { $0.word == "standardize" }) == true {
      let words = rows.recipe?.steps.contains { $0.word == "one_hot" } == true
      baselineWords =
        words ? "means in training, and none of the one-hot words" : "zeros, the means in training"
    } else {
      baselineWords = "zeros"
    }
  }

  /// `baseline=` in the shape of a sample; `nil` where it was left out.
  private static func baseline(
    _ call: VerbCall, _ model: Model, _ rows: ExplainedRows
  ) throws -> Tensor? {
    guard let value = try call.optional(ExplainVerb.baseline) else { return nil }
    let shape = model.inputs[0].shape
    let span = call.span(of: ExplainVerb.baseline.description)
    guard model.inputs.count == 1, !model.looksUp(model.inputs[0].name) else {
      throw ExplainProblem.unsuitable(
        method: "`baseline=`", what: "a model of words, or of several inputs",
        other: "leave it out: their baseline is zeros")
    }
    if let records = try RecordColumns(value) {
      guard let recipe = model.recipe else { throw ValueProblem.noRecipe(model: model.name) }
      let samples = try call.evaluator.rows(
        of: records.table(), through: recipe, withTarget: false, at: span)
      guard samples.inputs[0].rows.shape == shape else {
        throw ExplainProblem.baseline(expected: "\(shape)", found: "\(samples.sampleShape)")
      }
      return samples.inputs[0].rows.tensor([0]).reshaped(shape)
    }
    guard case .tensor(let tensor) = value, let known = tensor.known else {
      throw ValueProblem.conditionTraced
    }
    guard known.doubles.allSatisfy(\.isFinite) else {
      throw ExplainProblem.baseline(expected: "\(shape)", found: "numbers that are not finite")
    }
    if known.shape.rank == 0 { return Tensor(repeating: known.first, shape, .float64) }
    guard known.shape == shape || known.shape == Shape([1] + shape.extents) else {
      throw ExplainProblem.baseline(expected: "\(shape)", found: "\(known.shape)")
    }
    return known.reshaped(shape)
  }

  /// What is explained, and how: `explanation of m by saliency: price is 120`.
  var title: String {
    let how = patch.map { " of \($0) x \($0) patches" } ?? ""
    return "explanation of \(model.name) by \(method.rawValue)\(how): \(answer.words) is "
      + text(found.answer)
  }

  /// Which class the signs speak for, where the model's own answer decided that.
  var direction: [Report.Block] {
    guard isOwnChoice, let name = answer.name else { return [] }
    let shown = "\"\(Sanitizer.visibleLine(name))\""
    return [
      .note("`+` speaks for \(shown), the model's own answer here; `class=` explains another one")
    ]
  }

  /// Below the table: what the numbers are, and whether they add up.
  var facts: Facts {
    var facts = [
      Fact("sum", .text(text(found.sum)), note: method.formula),
      Fact(
        "f(x) - f(b)", .text(text(found.answer - found.atBaseline)),
        note: "\(text(found.answer)) - \(text(found.atBaseline)); b: \(baselineWords)"),
    ]
    if let padding {
      facts.insert(
        Fact("padding", .text(text(padding.number)), note: "in the sum: " + padding.words), at: 0)
    }
    if method == .integratedGradients {
      facts.append(
        Fact("gap", .text(NumberText.significant(found.gap, digits: 2)), note: gapNote))
    }
    return Facts(facts)
  }

  /// What the places come to that only fill a text up; `nil` where there are none, or they count for nothing.
  private var padding: (number: Double, words: String)? {
    guard kind == .tokens else { return nil }
    let told = Set(entries.flatMap(\.places))
    let places = found.values.indices.filter { !told.contains($0) }
    let number = places.reduce(0) { $0 + found.values[$1] }
    guard abs(number) > 1e-12 * abs(found.answer) else { return nil }
    return (number, "\(Problems.count(places.count, "place")) behind the text, which hold no word")
  }

  private var gapNote: String {
    let size = abs(found.answer - found.atBaseline)
    let isLarge = found.gap > 0.01 * max(size, 1e-3 * max(1, abs(found.answer)))
    return "of completeness, \(Problems.count(steps, "step"))"
      + (isLarge ? "; more `steps=` make it smaller" : "")
  }

  func text(_ number: Double) -> String {
    answer.name == nil ? NumberText.general(number) : NumberText.metric(number)
  }
}

extension Model {
  /// Whether numbers of this input are looked up in a table.
  func looksUp(_ input: String) -> Bool { tokenInputs.contains(input) }
}

/// A picture cut into squares, all channels of one together; those at the right and lower edge may be smaller.
struct PicturePatches {
  let places: [[Int]]
  /// The rows and columns of each.
  let boxes: [(rows: Range<Int>, columns: Range<Int>)]

  /// At least seven along the shorter side, where there are as many pixels.
  let side: Int

  init(height: Int, width: Int, channels: Int) {
    let side = max(1, (min(height, width) + 6) / 7)
    self.side = side
    var (places, boxes): ([[Int]], [(rows: Range<Int>, columns: Range<Int>)]) = ([], [])
    for top in stride(from: 0, to: height, by: side) {
      for left in stride(from: 0, to: width, by: side) {
        let rows = top..<min(top + side, height)
        let columns = left..<min(left + side, width)
        boxes.append((rows, columns))
        places.append(
          rows.flatMap { row in
            columns.flatMap { column in
              (0..<channels).map { (row * width + column) * channels + $0 }
            }
          })
      }
    }
    (self.places, self.boxes) = (places, boxes)
  }
}
