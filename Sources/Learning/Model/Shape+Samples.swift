import Engine

extension Shape {
  /// The shape of one sample: without the batch axis.
  var sample: Shape { Shape(Array(extents.dropFirst())) }

  func batched(_ count: Int) -> Shape { Shape([count] + extents) }

  var isOneNumber: Bool { extents == [1] }
}
