import Engine
import Learning
import Plots
import Support

/// What is told of a quantized model: which kernels, how large, how good, and what stays.
struct QuantizationReport {
  private let result: QuantizationResult
  private var facts: [Fact] = []
  private var notes: [String] = []

  /// `source` is what ranges were taken from, in the user's words.
  init(
    _ before: Model, _ result: QuantizationResult, _ width: QuantizedKernel.Width,
    from source: String?, _ method: CalibrationMethod
  ) {
    self.result = result
    facts.append(
      Fact(
        "kernels", .count(result.kernels.count),
        note: "of \(width.rawValue) bits: \(Self.lines(result.kernels.map(\.label)))"))
    if width == .eight {
      let chosen = method == .minmax ? "" : ", \(method.rawValue)"
      facts.append(
        Fact(
          "inputs", .text(result.calibrated > 0 ? "fixed range" : "own range"),
          note: result.calibrated > 0
            ? "from \(NumberText.count(result.calibrated, "sample")) of \(Sanitizer.visibleLine(source ?? "data"))"
              + chosen
            : "of each sample; data=d takes fixed ones from d, which is faster"))
    }
    let (old, new) = (before.byteCount, result.model.byteCount)
    facts.append(
      Fact(
        "size", .bytes(new), unit: "byte",
        note: "before \(ByteCount.rounded(old)), "
          + "÷ \(NumberText.significant(Double(old) / Double(max(new, 1)), digits: 3))"))
    for kept in result.stays {
      notes.append(
        "\(Sanitizer.visibleLine(kept.label)) (\(kept.kind)) stays in float32: \(kept.reason.words)"
      )
    }
  }

  /// A measure of both on the same rows.
  mutating func add(_ name: String, before: Double, after: Double, on words: String) {
    facts.append(
      Fact(
        name, .number(after, .metric),
        note: "on \(words); before \(NumberText.metric(before))"))
  }

  /// How far the answers are apart.
  mutating func add(_ agreement: ModelAgreement, on words: String) {
    if let share = agreement.share {
      facts.append(
        Fact(
          "agreement", .number(share, .metric),
          note: "of \(NumberText.count(agreement.count, "answer")) on \(words) are the same class"))
    }
    facts.append(
      Fact(
        "max error", .number(agreement.largestError, .metric),
        note: "the largest distance of two outputs"))
  }

  var report: Report {
    Report(
      "quantization", title: "\(Sanitizer.visibleLine(result.model.name)), quantized",
      [.facts(Facts(facts, alignment: .right))] + notes.map { .note($0) })
  }

  private static func lines(_ labels: [String]) -> String {
    let shown = labels.prefix(6).map { Sanitizer.visibleLine($0) }.joined(separator: ", ")
    return labels.count > 6 ? "\(shown), …" : shown
  }
}

extension QuantizationResult.Reason {
  /// Why a kernel stays as it is.
  fileprivate var words: String {
    switch self {
    case .lookedUp: "its rows are looked up, not multiplied"
    case .recurrent: "its state would gather the rounding step by step"
    case .attention: "it multiplies its results with one another"
    case .groups: "each output has too few inputs to be worth while"
    case .computed: "its kernel is computed from others"
    case .tooManyInputs:
      "a sum of 32 bits holds \(NumberText.grouped(QuantizedKernel.mostInputs)) products"
    case .other: "it is no plain product"
    }
  }
}
