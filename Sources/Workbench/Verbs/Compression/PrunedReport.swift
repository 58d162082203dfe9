import Formats
import Learning
import Plots
import Support

/// What is told of a pruned model: how many weights are left, how good it is, how large its file, how fast it answers.
struct PrunedReport {
  private let before: Model
  private let pruned: Pruned
  private let interpreter: Interpreter
  private var facts: [Fact] = []

  /// Rows that are answered at once where times are taken.
  static let batchSize = 32
  /// Larger files are not compressed only to tell their size.
  private static let compressedLimit = 64 << 20

  init(_ before: Model, _ pruned: Pruned, _ interpreter: Interpreter) {
    (self.before, self.pruned, self.interpreter) = (before, pruned, interpreter)
    if pruned.shrunk.isEmpty {
      let (weights, zeros) = pruned.model.sparsity
      facts = [
        Fact(
          "weights left", .count(weights - zeros),
          note: "of \(NumberText.grouped(weights)) in kernels; the others are 0 and stay so")
      ]
      return
    }
    for layer in pruned.shrunk {
      facts.append(
        Fact(
          "units of \(Sanitizer.visibleLine(layer.label))", .count(layer.left),
          note: "of \(NumberText.grouped(layer.of))"))
    }
    facts += [
      Fact(
        "parameters", .count(pruned.model.parameterCount),
        note: "of \(NumberText.grouped(before.parameterCount))"),
      Fact(
        "MACs a row", .count(pruned.model.multiplyAccumulates),
        note: "of \(NumberText.grouped(before.multiplyAccumulates))"),
    ]
  }

  /// Both, measured on the same rows.
  mutating func add(
    before: [CompressedMeasure], after: [CompressedMeasure], on words: String
  ) {
    for (first, second) in zip(before, after) where first.name == second.name {
      facts.append(
        Fact(
          second.name, .number(second.value, .metric),
          note: "on \(words); before \(NumberText.metric(first.value))"))
    }
  }

  /// The report with the sizes of both files.
  func shown() throws -> Report {
    var facts = facts
    if let sizes = try Self.sizes(of: pruned.model), let old = try Self.sizes(of: before) {
      facts.append(
        Fact(
          "file", .bytes(sizes.file), unit: "byte",
          note: "before \(ByteCount.rounded(old.file))"))
      facts.append(
        Fact(
          "file, gzip", .bytes(sizes.compressed), unit: "byte",
          note: "before \(ByteCount.rounded(old.compressed))"))
    }
    var blocks: [Report.Block] = [.facts(Facts(facts, alignment: .right))]
    if pruned.shrunk.isEmpty {
      blocks.append(
        .note(
          "zeros are stored and multiplied like other numbers: the file is smaller only when compressed"
        ))
    }
    blocks += pruned.whole.map { .note("stays whole: \($0)") }
    return Report(
      "pruning", title: "\(Sanitizer.visibleLine(pruned.model.name)), pruned", blocks)
  }

  /// How long both take, which no session holds: it differs from machine to machine.
  func times(threads: Int) throws -> String {
    let (old, new) = (
      try ModelTimes.answer(of: before, batchSize: Self.batchSize, threads: threads),
      try ModelTimes.answer(of: pruned.model, batchSize: Self.batchSize, threads: threads)
    )
    func text(_ seconds: Double) -> String {
      NumberText.significant(seconds * 1000, digits: 3) + " ms"
    }
    return "\(text(new)) for \(Self.batchSize) rows, \(text(old)) before"
  }

  /// The bytes that `save` writes, and those of gzip of them; `nil` where the model cannot be saved, or is large.
  static func sizes(of model: Model) throws -> (file: Int, compressed: Int)? {
    guard !model.source.isEmpty, model.byteCount <= compressedLimit else { return nil }
    let bytes = try SavedModel.bytes(model)
    try Interrupt.check()
    return (bytes.count, Gzip.deflate(bytes, level: 6).count)
  }
}
