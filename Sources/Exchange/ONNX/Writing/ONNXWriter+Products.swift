import Engine
import Formats

extension ONNXWriter {
  /// A product: `Gemm` of two matrices, else `MatMul`; weights that are stored the other way round are turned now.
  func append(
    _ product: MatrixProduct, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) {
    if inputs.allSatisfy({ $0.shape.rank == 2 }) {
      var settings: [(name: String, value: ONNXAttribute)] = []
      if product.transposeLeft { settings.append(("transA", .int(1))) }
      if product.transposeRight { settings.append(("transB", .int(1))) }
      return give(
        add("Gemm", [try name(of: inputs[0]), try name(of: inputs[1])], settings), to: node)
    }
    let left = try turned(inputs[0], product.transposeLeft)
    let right = try turned(inputs[1], product.transposeRight)
    give(add("MatMul", [left, right]), to: node)
  }

  private func turned(_ input: Graph.Node, _ isTurned: Bool) throws(ExportError) -> String {
    guard isTurned else { return try name(of: input) }
    let rank = input.shape.rank
    let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
    return add("Transpose", [try name(of: input)], [("perm", .ints(order))])
  }

  /// A convolution, or a transposed one where there are gaps between the elements of its input.
  func append(
    _ convolution: Convolution, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) {
    guard isConstant(inputs[1]) else { throw unsupported("a kernel that is computed", node) }
    let kernel = try value(of: inputs[1])
    let axes = [convolution.rows, convolution.columns]
    let taps = [kernel.shape[0], kernel.shape[1]]
    let isTransposed = axes.contains { $0.inputDilation > 1 }
    let x = try channelsFirstName(of: inputs[0])
    var settings: [(name: String, value: ONNXAttribute)] = [
      ("kernel_shape", .ints(taps)), ("dilations", .ints(axes.map(\.dilation))),
      ("group", .int(convolution.groups)),
    ]
    guard isTransposed else {
      guard axes.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
        throw unsupported("a convolution that cuts its input", node)
      }
      settings += [
        ("strides", .ints(axes.map(\.stride))),
        ("pads", .ints(axes.map(\.before) + axes.map(\.after))),
      ]
      let weights = initializer(kernel.permuted([3, 2, 0, 1]), weightWish(inputs[1]))
      return giveChannelsFirst(add("Conv", [x, weights], settings), to: node)
    }
    // What is a convolution over an input with gaps is, from the input's side, a kernel laid down at every element.
    let reach = zip(axes, taps).map { ($1 - 1) * $0.dilation }
    let before = zip(axes, reach).map { $1 - $0.before }
    let after = zip(axes, reach).map { $1 - $0.after }
    guard before.allSatisfy({ $0 >= 0 }), axes.allSatisfy({ $0.stride == 1 }) else {
      throw unsupported("a transposed convolution with that much padding", node)
    }
    settings += [
      ("strides", .ints(axes.map(\.inputDilation))),
      ("pads", .ints(before + after.map { max($0, 0) })),
      ("output_padding", .ints(after.map { max(-$0, 0) })),
    ]
    let weights = initializer(
      kernel.laidDown(groups: convolution.groups), weightWish(inputs[1]))
    giveChannelsFirst(add("ConvTranspose", [x, weights], settings), to: node)
  }

  func append(
    _ window: PoolWindow, _ word: String,
    _ more: [(name: String, value: ONNXAttribute)], _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) {
    let axes = [window.rows, window.columns]
    let settings: [(name: String, value: ONNXAttribute)] = [
      ("kernel_shape", .ints(window.size)), ("strides", .ints(axes.map(\.stride))),
      ("pads", .ints(axes.map(\.before) + axes.map(\.after))),
    ]
    giveChannelsFirst(
      add(word, [try channelsFirstName(of: inputs[0])], settings + more), to: node)
  }

  private func weightWish(_ node: Graph.Node) -> String { path(of: node) ?? "kernel" }
}

extension Tensor {
  /// The same numbers with the axes in another order.
  func permuted(_ order: [Int]) -> Tensor {
    let shape = Shape(order.map { self.shape[$0] })
    let strides = self.shape.rowMajorStrides
    let steps = order.map { strides[$0] }
    return Tensor(TensorType(shape, dtype)) { position in
      var (rest, place) = (position, 0)
      for axis in order.indices.reversed() {
        place += rest % shape[axis] * steps[axis]
        rest /= shape[axis]
      }
      return self[place]
    }
  }

  /// A kernel [kh, kw, c / groups, f] as ONNX lays it down: [c, f / groups, kh, kw], turned round.
  func laidDown(groups: Int) -> Tensor {
    let (height, width, inputs, outputs) = (shape[0], shape[1], shape[2], shape[3])
    let each = outputs / groups
    let type = TensorType([inputs * groups, each, height, width], dtype)
    return Tensor(type) { position in
      let column = position % width
      let row = position / width % height
      let output = position / (width * height) % each
      let input = position / (width * height * each)
      let (group, own) = (input / inputs, input % inputs)
      let tap = (height - 1 - row) * width + width - 1 - column
      return self[(tap * inputs + own) * outputs + group * each + output]
    }
  }
}

extension Shape {
  /// How many numbers lie between neighbours along each axis.
  fileprivate var rowMajorStrides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * max(extents[axis + 1], 1)
    }
    return strides
  }
}
