import Catalog
import Exchange
import Language
import Support

/// How it is worded that a file of PyTorch gives no weights.
extension Problems {
  static func worded(_ error: TorchFileProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .pickle(let path, let content):
      let name = Sanitizer.visible(path)
      let stem = name.split(separator: ".", omittingEmptySubsequences: false).dropLast()
        .joined(separator: ".")
      let target = "\(stem.isEmpty ? name : stem).safetensors"
      let isTorch =
        !name.hasSuffix(".pkl") && !name.hasSuffix(".pickle") && !name.hasSuffix(".joblib")
      return .error(
        "E0670", "\"\(name)\" is a pickle: reading one runs whatever stands in it", at: span,
        hint: isTorch
          ? Self.conversion(of: name, to: target, content)
          : "in Python, where you trust it and it holds arrays by name: import joblib; from safetensors.numpy import save_file; save_file(joblib.load(\"\(name)\"), \"\(target)\")"
      )
    case .misfit(let path, let misfit, let model, let isNamed):
      let shapes = misfit.differing.map { "\($0.name) \($0.found), here \($0.expected)" }
      let parts = [
        ("missing", misfit.missing), ("left over", misfit.extra), ("of another shape", shapes),
        ("no floating-point numbers", misfit.whole),
      ].filter { !$0.1.isEmpty }
        .map { "\($0.0): \(firstNames($0.1.map(Sanitizer.visible)))" }
      let isLostByName = isNamed && !misfit.missing.isEmpty && !misfit.extra.isEmpty
      return .error(
        "E0672",
        "the weights of \"\(Sanitizer.visible(path))\" do not fit \(Sanitizer.visible(model)); \(parts.joined(separator: "; "))",
        at: span,
        hint: isLostByName
          ? "label the lines as the file does, such as `conv1: conv2d 8, 3`, or go by order and shape: map=order"
          : "`summary \(Sanitizer.visible(model))` shows what the model has; nothing was changed")
    }
  }

  /// The line of Python that makes safetensors of a file of PyTorch, and what is to be known of it.
  private static func conversion(
    of name: String, to target: String, _ content: PickleContent
  ) -> String {
    func line(_ read: String) -> String {
      "import torch; from safetensors.torch import save_file; save_file(\(read), \"\(target)\")"
    }
    switch content {
    case .tensors:
      return "in Python, where you trust it: " + line("torch.load(\"\(name)\", weights_only=True)")
    case .checkpoint(let entry):
      return "it is a checkpoint; in Python, where you trust it: "
        + line("torch.load(\"\(name)\", weights_only=True)[\"\(entry)\"]")
    case .module:
      return
        "it holds a whole module, and weights_only=False runs what stands in it: only if you trust whoever made it, in "
        + "Python: " + line("torch.load(\"\(name)\", weights_only=False).state_dict()")
        + "; safer: whoever has the module saves module.state_dict()"
    }
  }

  /// That a file has brought numbers with which nothing can be computed.
  static func notFinite(
    _ path: String, of model: String, in file: String, at span: SourceSpan?
  ) -> Diagnostic {
    let (model, file) = (Sanitizer.visible(model), Sanitizer.visible(file))
    return Diagnostic(
      .warning, "W0052",
      "`\(Sanitizer.visible(path))` of \"\(file)\" holds numbers that are not finite: answers of \(model) will be nan",
      at: span,
      hint:
        "the training that made them broke down: load weights from before that; `\(model).\(Sanitizer.visible(path))` shows these"
    )
  }

  /// That normalisations add something else to the variance than where the weights are from; `nil` where none does.
  static func worded(
    _ epsilons: [TorchState.Epsilon], _ model: String, at span: SourceSpan?
  ) -> Diagnostic? {
    guard let first = epsilons.first else { return nil }
    let alike = epsilons.filter { $0.word == first.word && $0.there == first.there }
    func text(_ number: Double) -> String {
      // PyTorch's number for RMSNorm is that of its type; as many digits tell it.
      let short = Double(Float(number).description) ?? number
      return Argument.number(short).described
    }
    let lines = "\(quotedPaths(alike.map(\.path)))"
    let there =
      first.library.map { "\($0) \(text(first.there)) unless it is told otherwise" }
      ?? "the model that was exported \(text(first.there))"
    let others = epsilons.contains { $0.word != first.word || $0.there != first.there }
    return Diagnostic(
      .warning, "W0669",
      "\(lines) of \(Sanitizer.visible(model)) \(alike.count == 1 ? "adds" : "add") \(text(first.here)) to the variance, \(there): answers differ",
      at: span,
      hint:
        "build the model with `\(first.word) epsilon=\(text(first.there))` and load the weights again"
        + (first.library.map { ", or after `set compat=\($0.lowercased())`" } ?? "")
        + (others ? "; other normalizations differ, too" : ""))
  }

  private static func quotedPaths(_ paths: [String]) -> String {
    list(first: 3, of: paths.map { "`\(Sanitizer.visible($0))`" })
  }

  static func worded(_ error: ProgramRefusal, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .part(let part):
      return .error(
        "E0673", "\(Sanitizer.visible(part)) has no form in a program of a training", at: span,
        hint: "`export m, \"m.py\"` writes the model alone")
    case .large(let bytes, let limit):
      return .error(
        "E0673",
        "the samples are \(ByteCount.text(bytes)), more than the \(ByteCount.text(limit)) that are written beside a program",
        at: span, hint: "train on a part, d.train[..10000], and export that run")
    }
  }

  static func worded(_ error: TrainingProgramProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .framework(let word):
      return .error(
        "E0674", "programs are written for pytorch, keras or jax, not for \(quotedName(word))",
        at: span, hint: "framework=pytorch")
    case .start:
      return .error(
        "E0673", "the weights that this run began with are not kept", at: span,
        hint: "export a run of this session, which keeps where it began")
    case .changes(let names):
      return .error(
        "E0673", "this run was changed while it was on: \(firstNames(names))", at: span,
        hint: "train again with these settings, and export that run")
    }
  }
}
