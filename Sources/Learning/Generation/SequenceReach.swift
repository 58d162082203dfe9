import Engine

/// How far a layer looks along a sequence [batch, time, …].
package enum SequenceReach: Sendable {
  /// At each position by itself.
  case position
  /// At the positions before too; with a `SequenceMemory` it takes one position at a time.
  case past
  /// At all of them at once.
  case all
}

extension ActivationChoice {
  /// A built-in activation looks at the last axis at most; what a function of the user does is not
  /// known.
  var reach: SequenceReach {
    if case .named = self { .position } else { .all }
  }
}

extension ModelBuilder {
  /// With a memory: refuses a line that needs more of the sequence than its one position.
  func checkReach(
    of element: Element, from input: Graph.Node, to output: Graph.Node
  ) throws(LearningError) {
    guard let memory = application.memory else { return }
    let isFine =
      switch element.content {
      case .layer(let layer, _):
        memory.isGrowing(input)
          ? memory.isGrowing(output) && canStep(layer, on: input) : !memory.isGrowing(output)
      case .wrapper: !memory.isGrowing(input) && !memory.isGrowing(output)
      case .merge(let merge, _):
        merge.function == nil || !memory.isGrowing(input) && !memory.isGrowing(output)
      case .residual, .source, .model, .block: true
      }
    let hasOnePosition = !memory.isGrowing(output) || output.shape.rank > 1 && output.shape[1] == 1
    guard isFine, hasOnePosition else {
      throw .inside(.layer(element.label, origin: element.origin), NeedsWholeSequence())
    }
  }

  private func canStep(_ layer: any Layer, on input: Graph.Node) -> Bool {
    switch layer.reach {
    // The last axis must not be the sequence itself, but for the numbers of tokens.
    case .position: input.shape.rank > 2 || layer is any TokenLayer
    case .past: mask(of: input) == nil
    case .all: false
    }
  }
}

/// A layer whose input are the numbers of tokens [batch × time].
protocol TokenLayer: Layer {}

/// Why a model cannot be computed position by position; nobody sees it, for whole windows do.
struct NeedsWholeSequence: Error {}
