import Engine

extension PythonWriter {
  /// The expression of a product, a convolution or a pooling window; `nil` for others.
  func product(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> String? {
    switch operation {
    case let product as MatrixProduct:
      return
        "\(turned(inputs[0], product.transposeLeft)) @ \(turned(inputs[1], product.transposeRight))"
    // What a rate would need of these is in no function of NumPy's.
    case _ where dialect == .numpy && !(operation is MatrixProduct): return nil
    case let convolution as Convolution: return try text(of: convolution, inputs, node)
    case let flipped as FlippedKernel:
      use(.flippedKernel)
      return "flipped_kernel(\(read(inputs[0])), \(flipped.groups))"
    case let pool as MaxPool: return text(of: pool.window, isMean: false, inputs[0])
    case let pool as AveragePool: return text(of: pool.window, isMean: true, inputs[0])
    default: return nil
    }
  }

  private func turned(_ node: Graph.Node, _ isTurned: Bool) -> String {
    guard isTurned else { return read(node) }
    return dialect == .torch
      ? "\(read(node)).mT" : "\(dialect.prefix).swapaxes(\(read(node)), -1, -2)"
  }

  /// x [batch × rows × columns × channels], kernel [rows × columns × channels / groups × filters].
  private func text(
    of convolution: Convolution, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> String {
    let axes = [convolution.rows, convolution.columns]
    let (strides, dilations) = (
      PythonText.tuple(axes.map(\.stride)), PythonText.tuple(axes.map(\.dilation))
    )
    if dialect == .jax {
      let sides = PythonText.tuple(axes.map { "(\($0.before), \($0.after))" })
      return """
        lax.conv_general_dilated(\(read(inputs[0])), \(read(inputs[1])), \(strides), \(sides), \
        lhs_dilation=\(PythonText.tuple(axes.map(\.inputDilation))), rhs_dilation=\(dilations), \
        dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=\(convolution.groups))
        """
    }
    guard axes.allSatisfy({ $0.inputDilation == 1 }) else {
      throw unsupported("a transposed convolution with a kernel that is computed", node)
    }
    let x = Self.padded(read(inputs[0], channelsFirst: true), axes.map { ($0.before, $0.after) })
    let kernel = dialect.permute(read(inputs[1]), [3, 2, 0, 1])
    let call =
      "F.conv2d(\(x), \(kernel), stride=\(strides), dilation=\(dilations), groups=\(convolution.groups))"
    return dialect.permute(call, [0, 2, 3, 1])
  }

  /// `x` with zeros, or other numbers, around its last axes.
  static func padded(_ x: String, _ sides: [(Int, Int)], with filler: String = "") -> String {
    guard sides.contains(where: { $0 != (0, 0) }) else { return x }
    let numbers = sides.reversed().flatMap { [$0.0, $0.1] }
    return "F.pad(\(x), \(PythonText.tuple(numbers))\(filler))"
  }

  private func text(of window: PoolWindow, isMean: Bool, _ input: Graph.Node) -> String {
    if dialect == .torch {
      let call = Self.pooling(
        read(input, channelsFirst: true), size: window.size, axes: [window.rows, window.columns],
        isMean: isMean)
      return dialect.permute(call, [0, 2, 3, 1])
    }
    let axes = [window.rows, window.columns]
    let size = "(1, \(window.size[0]), \(window.size[1]), 1)"
    let strides = "(1, \(axes[0].stride), \(axes[1].stride), 1)"
    let sides =
      "((0, 0), (\(axes[0].before), \(axes[0].after)), (\(axes[1].before), \(axes[1].after)), (0, 0))"
    let x = read(input)
    func reduce(_ x: String, _ first: String, _ word: String) -> String {
      "lax.reduce_window(\(x), \(first), lax.\(word), \(size), \(strides), \(sides))"
    }
    guard isMean else { return reduce(x, "-jnp.inf", "max") }
    return "\(reduce(x, "0.0", "add")) / \(reduce("jnp.ones_like(\(x))", "0.0", "add"))"
  }

  /// PyTorch's pooling of [batch × channels × …] in one or two axes; padding takes no part in it.
  static func pooling(_ x: String, size: [Int], axes: [WindowAxis], isMean: Bool) -> String {
    let word = "F.\(isMean ? "avg" : "max")_pool\(size.count)d"
    let strides = axes.map(\.stride)
    var options = PythonText.pair(size)
    if strides != size { options += ", stride=\(PythonText.pair(strides))" }
    let sides = axes.map { ($0.before, $0.after) }
    if sides.allSatisfy({ $0 == (0, 0) }) { return "\(word)(\(x), \(options))" }
    let fits = zip(sides, size).allSatisfy { $0.0 == $0.1 && 2 * $0.0 <= $1 }
    if fits {
      let padding = ", padding=\(PythonText.pair(sides.map(\.0)))"
      return "\(word)(\(x), \(options)\(padding)\(isMean ? ", count_include_pad=False" : ""))"
    }
    guard isMean else {
      let filler = ", value=float(\"-inf\")"
      return "\(word)(\(padded(x, sides, with: filler)), \(options))"
    }
    let counts = "\(word)(\(padded("torch.ones_like(\(x))", sides)), \(options))"
    return "\(word)(\(padded(x, sides)), \(options)) / \(counts)"
  }
}
