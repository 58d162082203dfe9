import Language
import Programs
import Support

/// How it is worded that a program of another language cannot be read.
extension Problems {
  static func worded(_ problem: ImportProblem, at span: SourceSpan?) -> Diagnostic {
    switch problem {
    case .framework(let path, let framework):
      return .error(
        "E0689", "\(quotedName(path)) is a program of \(framework.rawValue), not of Keras",
        at: span,
        hint: advice(framework))
    case .nothing(let path):
      return .error(
        "E0690", "nothing of Keras stands in \(quotedName(path))", at: span,
        hint:
          "`import` reads Python that makes or trains a model with Keras; programs of nabla run by `:load`"
      )
    case .unread(let path, let line, let reason, _):
      return .error(
        "E0690", "nothing of \(quotedName(path)) is understood", at: span,
        hint: "line \(line): \(Sanitizer.visibleLine(reason))")
    case .notText(let path):
      return .error(
        "E0691", "\(quotedName(path)) is no text in UTF-8, so that it is no program", at: span,
        hint: "name the Python file, which ends in .py")
    case .notebook(let path):
      return .error(
        "E0691", "\(quotedName(path)) is a notebook, not a program", at: span,
        hint: "in a shell: jupyter nbconvert --to script \(Sanitizer.visible(path))")
    case .kind(let path, let words, let advice):
      return .error(
        "E0691", "\(quotedName(path)) is \(words), not a Python program", at: span,
        hint: Sanitizer.visible(advice))
    case .target(let path):
      return .error(
        "E0692", "a program is written as .nabla or .nabla.md, not as \(quotedName(path))",
        at: span,
        hint: "write to=\"program.nabla\", or to=\"program.nabla.md\" for a session")
    }
  }

  /// The way of a model of another library into nabla.
  private static func advice(_ framework: ForeignFramework) -> String {
    switch framework {
    case .pytorch:
      "in Python: torch.onnx.export(model, (x,), \"m.onnx\"); then here: m = load \"m.onnx\""
    case .tensorflow:
      "in Python: model.export(\"m\"); in a shell: python -m tf2onnx.convert --saved-model m --output m.onnx; then here: m = load \"m.onnx\""
    case .jax:
      "save its weights in Python by safetensors.flax.save_file, write the layers here, and load \"w.safetensors\", into=m"
    case .huggingFace:
      "in a shell: optimum-cli export onnx --model NAME folder; then here: m = load \"folder/model.onnx\""
    case .scikitLearn:
      "a net is written `model d { dense 32, activation=relu; dense 1 }`, its data `data csv(\"a.csv\") { split 80%, 20% }`"
    case .mxnet, .theano:
      "write its layers as lines: `model 784 { dense 256, activation=relu; dense 10 }`"
    }
  }
}
