import Engine
import Language
import Learning
import Support

/// How it is worded what cannot be quantized, and what a quantized model cannot do.
extension Problems {
  static func worded(_ problem: QuantizationProblem, at span: SourceSpan?) -> Diagnostic {
    switch problem {
    case .noData:
      .error(
        "E0837", "aware=true trains, and needs data", at: span,
        hint: "`quantize m, data=d, aware=true, epochs=2`")
    case .otherDevice:
      .error(
        "E0838",
        "a device's figures are of floats: what it does with whole numbers they do not say",
        at: span, hint: "`cost m, device=device(here)` measures it on this machine")
    }
  }

  /// A quantized model that is worse by more than a point.
  static func lossOfAccuracy(
    _ name: String, before: Double, after: Double, _ width: QuantizedKernel.Width,
    at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .warning, "W0085",
      "\(name) fell from \(NumberText.metric(before)) to \(NumberText.metric(after))", at: span,
      hint: width == .four
        ? "bits=8 rounds less; aware=true, data=d, epochs=2 trains with the rounding in force"
        : "aware=true, data=d, epochs=2 trains with the rounding in force; calibration=percentile leaves "
          + "out extremes")
  }

  static func words(of error: QuantizationError) -> Words {
    switch error {
    case .trained(let model, let part):
      let whose = model == part ? "\(model) is" : "\(part), a layer of \(model), is"
      return (
        "E0830",
        "\(whose) quantized: its weights are whole numbers, which no training can move a little",
        "train the model that it was made of, then `quantize` that; or `quantize m, data=d, aware=true`"
      )
    case .again(let model):
      return (
        "E0831", "\(model) is quantized already", "quantize the model that it was made of"
      )
    case .nothing(let model, let stays):
      let lines = stays.isEmpty ? "" : ", only \(list(first: 4, of: stays))"
      return (
        "E0832", "\(model) has no layer that can be quantized\(lines)",
        "dense, conv1d and conv2d layers can be, outside of lora and without groups"
      )
    case .type(let model, let dtype):
      return (
        "E0833", "\(model) is of \(dtype.name); quantized models come from float32",
        "`set dtype=float32` before the model is made"
      )
    case .notFinite(let path):
      return (
        "E0834", "`\(path)` holds a number that is not finite, which no scale fits",
        "train again with a smaller learning rate: `train m, d, optimizer=adam(0.0001)`"
      )
    case .fixed(let path, let model):
      return (
        "E0835", "`\(path)` of \(model) is whole numbers with scales, and cannot be set",
        "set it in the model that \(model) was made of, and quantize that again"
      )
    }
  }
}
