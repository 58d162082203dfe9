import Catalog
import Engine
import Exchange
import Learning
import Support

/// A model written out as one expression with every name resolved, so that a file can rebuild it.
enum ModelSource {
  /// Why a model has no such text; data, worded in `Problems`.
  struct Obstacle: Error {
    /// What stands in the way: "the function swish", "the model encoder".
    let what: String
  }

  static func text(inputs: [Model.Input], lines: [LayerDescription]) throws(Obstacle) -> String {
    guard Set(lines.flatMap(\.compatibilities)).count < 2 else {
      throw Obstacle(what: "a model with lines of both compat=keras and compat=pytorch")
    }
    let head: String
    if inputs.count == 1, let input = inputs.first, input.name == "input" {
      head = "model \(extents(input.shape))"
    } else {
      head = "model " + inputs.map { "\($0.name)=\(extents($0.shape))" }.joined(separator: ", ")
    }
    return "\(head) { \(try body(lines)) }"
  }

  private static func extents(_ shape: Shape) -> String {
    shape.rank == 1 ? String(shape[0]) : shape.description
  }

  private static func body(_ lines: [LayerDescription]) throws(Obstacle) -> String {
    var parts: [String] = []
    for line in lines { parts.append(try text(line)) }
    return parts.joined(separator: "; ")
  }

  private static func text(_ line: LayerDescription) throws(Obstacle) -> String {
    let label = line.label.map { "\($0): " } ?? ""
    if line.word == "block" {
      // A block stands for its lines; a label of its own has no spelling.
      guard line.label == nil else {
        throw Obstacle(what: "the labelled block \(line.label ?? "")")
      }
      return try body(line.lines ?? [])
    }
    if line.word == "model" { throw Obstacle(what: "a model that is used as a layer") }
    var arguments: [String] = []
    for argument in line.arguments.positional { arguments.append(try text(argument)) }
    for argument in line.arguments.named {
      arguments.append("\(argument.name)=\(try text(argument.value))")
    }
    var result = label + line.word
    if !arguments.isEmpty { result += " " + arguments.joined(separator: ", ") }
    if let lines = line.lines { result += " { \(try body(lines)) }" }
    return result
  }

  /// An argument that can be read again without any name.
  static func text(_ argument: Argument) throws(Obstacle) -> String {
    switch argument {
    case .number(let number): return NumberText.exact(number)
    case .list(let items):
      var parts: [String] = []
      for item in items { parts.append(try text(item)) }
      return "[\(parts.joined(separator: ", "))]"
    case .spec(let spec):
      var parts: [String] = []
      for item in spec.arguments.positional { parts.append(try text(item)) }
      for item in spec.arguments.named { parts.append("\(item.name)=\(try text(item.value))") }
      return "\(spec.name)(\(parts.joined(separator: ", ")))"
    case .value(let record as RecordValue):
      var parts: [String] = []
      for (name, value) in record.fields {
        parts.append("\(RecordText.name(name)): \(try text(value.argument))")
      }
      return "{\(parts.joined(separator: ", "))}"
    case .value(let formula as FormulaText): return "(\(formula.text))"
    case .value(let value):
      // A list of lists is a tensor to the language.
      if case .list(let items) = argument.listed { return try text(.list(items)) }
      guard let function = value as? FunctionValue else {
        throw Obstacle(what: argument.described)
      }
      guard let portable = function.portableText else {
        throw Obstacle(what: "the function \(function.name), which is no formula of its arguments")
      }
      return "(\(portable))"
    case .none, .bool, .text, .word: return argument.described
    }
  }
}

extension LayerDescription {
  /// Whose defaults fill this line and those inside.
  var compatibilities: [Compatibility] {
    let own = word == "block" || word == "repeat" ? [] : [arguments.compatibility]
    return own + (lines ?? []).flatMap(\.compatibilities)
  }
}
