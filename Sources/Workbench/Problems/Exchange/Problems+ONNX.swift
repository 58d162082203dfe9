import Exchange
import Language
import Support

/// How it is worded that a file of ONNX cannot be read as a model.
extension Problems {
  static func worded(_ error: ONNXReadingError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .output(let wanted, let known):
      worded(ForeignOutputProblem.unknown(wanted, known, path: "…"), at: span)
    case .interrupted: worded(ValueProblem.interrupted, at: span)
    case .operators(let unknown): operators(unknown, at: span)
    case .graph(let fault): worded(fault, at: span)
    case .openShape(let input, let extents, let given):
      openShape(visible(input), extents.map(visible), given, file: "m.onnx", at: span)
    case .outside(let tensor, let location, let what):
      .error(
        "E0664", outside(tensor, location, what), at: span,
        hint: "put both files into one folder, as they were written")
    }
  }

  private static func visible(_ text: String) -> String {
    Sanitizer.visible(String(text.prefix(80)))
  }

  /// Extents that a file leaves open, and how they are said.
  static func openShape(
    _ input: String, _ extents: [String], _ given: [Int]?, file: String, at span: SourceSpan?
  ) -> Diagnostic {
    let shape = extents.isEmpty ? "" : "[\(extents.joined(separator: ", "))]"
    let message =
      given.map {
        "a sample of [\($0.map(String.init).joined(separator: ", "))] does not fit `\(input)`: \(shape)"
      }
      ?? "the file leaves open how large a sample of `\(input)` is"
      + (shape.isEmpty ? "" : ": \(shape)")
    return .error(
      "E0663", message, at: span,
      hint: "say it without the batch: load \"\(file)\", input=\(example(extents))")
  }

  private static func example(_ extents: [String]) -> String {
    let sample = extents.dropFirst().map { Int($0) == nil ? "32" : $0 }
    return sample.isEmpty ? "[224, 224, 3]" : "[\(sample.joined(separator: ", "))]"
  }

  private static func operators(
    _ unknown: [ONNXReadingError.Unknown], at span: SourceSpan?
  ) -> Diagnostic {
    let parts = unknown.prefix(12).map { entry in
      let nodes = entry.nodes.prefix(3).map { "`\(visible($0))`" }.joined(separator: ", ")
      let more = entry.nodes.count > 3 ? " and \(entry.nodes.count - 3) more" : ""
      let reason = entry.reason.map { ", \(visible($0))" } ?? ""
      return "\(visible(entry.operation)) (\(nodes)\(more)\(reason))"
    }
    let rest = unknown.count > 12 ? ", and \(unknown.count - 12) other operators" : ""
    return .error(
      "E0661", "no layer stands for \(parts.joined(separator: ", "))\(rest)", at: span,
      hint: "export the model without them, or up to the layer before; the others are read")
  }

  private static func worded(
    _ fault: ONNXReadingError.Fault, at span: SourceSpan?
  ) -> Diagnostic {
    let (message, hint): (String, String) =
      switch fault {
      case .operatorSet(let version, let known):
        (
          "the file is of operator set \(version); \(known.lowerBound) to \(known.upperBound) are read",
          version > known.upperBound
            ? "export it with opset_version=\(known.upperBound), or convert it with onnx.version_converter"
            : "convert it with onnx.version_converter.convert_version(model, 17)"
        )
      case .noOperatorSet:
        (
          "the file does not say of which version its operators are",
          "write it again with the program that made it"
        )
      case .noInput: ("the model has no input", "export it with its input left open")
      case .noOutput: ("the model has no output", "export it whole")
      case .twice(let name):
        (
          "two values of the graph are called `\(visible(name))`",
          "write it again with the program that made it"
        )
      case .missing(let name, let node):
        (
          "`\(visible(node))` reads `\(visible(name))`, which nothing makes",
          "write it again with the program that made it"
        )
      case .cycle(let node):
        ("`\(visible(node))` follows from itself", "write it again with the program that made it")
      case .constant(let output):
        (
          "the output `\(visible(output))` does not depend on an input",
          "export the model with its input left open"
        )
      case .texts(let input):
        (
          "the input `\(visible(input))` takes texts",
          "export the model without the steps that read them: raw=false in nabla"
        )
      }
    return .error("E0662", message, at: span, hint: hint)
  }

  private static func outside(
    _ tensor: String, _ location: String, _ what: ONNXReadingError.Outside
  ) -> String {
    switch what {
    case .elsewhere:
      "numbers of the model stand in \"\(visible(location))\", outside of its folder: that is not read"
    case .short(let bytes, let expected):
      "\"\(visible(location))\" has \(NumberText.grouped(bytes)) bytes, and `\(visible(tensor))` ends at \(NumberText.grouped(expected))"
    }
  }
}
