import Engine

/// A batch of images [batch, height, width, channels]; sequences are images of one row.
struct ImageInput {
  let node: Graph.Node
  private let isSequence: Bool
  private let graph: Graph

  var shape: Shape { node.shape }
  var channels: Int { node.shape[3] }

  /// Refuses other ranks; `axes` is 1 for [batch, steps, channels].
  init(_ input: Graph.Node, axes: Int, in graph: Graph) throws {
    guard input.shape.rank == axes + 2, input.shape.sample.count > 0 else {
      throw LayerShapeError(.windowAxes(axes), found: input.shape.sample)
    }
    self.graph = graph
    isSequence = axes == 1
    let extents = input.shape.extents
    node =
      isSequence
      ? try graph.reshape(input, to: [extents[0], 1, extents[1], extents[2]]) : input
  }

  /// The window over rows and columns; refuses one that does not fit.
  func window(_ window: LayerWindow) throws -> PoolWindow {
    let size = isSequence ? [1] + window.size : window.size
    let first = isSequence ? WindowAxis() : window.axis(0, input: shape[1])
    let last = window.axis(window.size.count - 1, input: shape[2])
    guard first.output(input: shape[1], taps: size[0]) != nil,
      last.output(input: shape[2], taps: size[1]) != nil
    else { throw tooSmall(least: zip(window.size, window.dilation).map { ($0 - 1) * $1 + 1 }) }
    return PoolWindow(size: size, rows: first, columns: last)
  }

  private func tooSmall(least: [Int]) -> LayerShapeError {
    LayerShapeError(.window(atLeast: least), found: original)
  }

  private var original: Shape {
    isSequence ? [shape[2], shape[3]] : shape.sample
  }

  /// A kernel [taps, in, out] of a sequence as that of an image.
  func kernel(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    isSequence ? try graph.reshape(node, to: Shape([1] + node.shape.extents)) : node
  }

  /// An output as sequences, where the input was.
  func restored(_ output: Graph.Node) throws(ShapeError) -> Graph.Node {
    let shape = output.shape
    return isSequence ? try graph.reshape(output, to: [shape[0], shape[2], shape[3]]) : output
  }
}
