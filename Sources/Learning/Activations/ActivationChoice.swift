import Catalog
import Engine

/// What stands at `activation=`: a built-in one with its options, or a function of the user.
package enum ActivationChoice {
  case named(any Activation, text: String)
  case function(any TraceableFunction)

  /// No activation.
  package static var linear: ActivationChoice { .named(Linear(), text: "linear") }

  /// The choice as the summary prints it; empty for a linear output.
  package var text: String {
    switch self {
    case .named(_ as Linear, _): ""
    case .named(_, let text): text
    case .function(let function): function.name
    }
  }

  /// What stands at `activation=`: a word, a spec or a function of the user; `nil` for anything else.
  package init?(_ argument: WrittenArgument) throws(ArgumentError) {
    if argument.isNone {
      self = .linear
    } else if case .value(let value) = argument.argument,
      let function = value as? any TraceableFunction
    {
      self = .function(function)
    } else if let chosen = try argument.entry(of: Activations.all),
      let entry = chosen.entry as? any Activation
    {
      self = .named(entry, text: chosen.text)
    } else {
      return nil
    }
  }

  /// The activation of `x`, of its shape.
  package func apply(_ x: Graph.Node, in graph: Graph) throws -> Graph.Node {
    switch self {
    case .named(let activation, _): return try activation.apply(x, in: graph)
    case .function(let function): return try function.trace([x], in: graph)
    }
  }
}
