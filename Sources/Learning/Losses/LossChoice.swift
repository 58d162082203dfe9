import Catalog
import Engine

/// What stands at `loss=`: a built-in one with its options, or a function (truth, prediction).
package enum LossChoice {
  case named(any Loss, text: String)
  case function(any TraceableFunction)

  /// As written, with its options: `huber(delta=2)`; of a function its name.
  package var text: String {
    switch self {
    case .named(_, let text): text
    case .function(let function): function.name
    }
  }

  /// `nil` for a function of the user, of which nothing is known.
  package var expectation: LossExpectation? {
    switch self {
    case .named(let loss, _): loss.expectation
    case .function: nil
    }
  }

  /// A built-in loss under its own name.
  package init(_ loss: any Loss) { self = .named(loss, text: type(of: loss).signature.name) }

  /// What stands at `loss=`: a word, a spec or a function of the user; `nil` for anything else.
  package init?(_ argument: WrittenArgument) throws(ArgumentError) {
    if case .value(let value) = argument.argument, let function = value as? any TraceableFunction {
      self = .function(function)
    } else if let chosen = try argument.entry(of: Losses.all),
      let entry = chosen.entry as? any Loss
    {
      self = .named(entry, text: chosen.text)
    } else {
      return nil
    }
  }

  /// One value per sample, or whatever the user's function gives.
  package func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws -> Graph.Node {
    switch self {
    case .named(let loss, _): return try loss.values(targets, predictions, in: graph)
    case .function(let function): return try function.trace([targets, predictions], in: graph)
    }
  }

  /// What counts in the mean; `nil` where all values do.
  package func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws -> Graph.Node? {
    guard case .named(let loss, _) = self else { return nil }
    return try loss.counts(targets, predictions, in: graph)
  }
}
