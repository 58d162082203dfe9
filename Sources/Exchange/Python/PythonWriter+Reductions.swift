import Engine

extension PythonWriter {
  /// The expression of an operation that makes one number of many along axes; `nil` for others.
  func reduction(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> String? {
    let torch = dialect == .torch
    func along(_ axis: Int) -> String {
      "\(dialect.axis)=\(axis == inputs[0].shape.rank - 1 ? -1 : axis)"
    }
    switch operation {
    case let sum as Sum: return reduce("sum", sum.axes, sum.keepsAxes, inputs[0])
    case let mean as Mean: return reduce("mean", mean.axes, mean.keepsAxes, inputs[0])
    case let most as MaximumOf:
      return reduce(torch ? "amax" : "max", most.axes, most.keepsAxes, inputs[0])
    case let least as MinimumOf:
      return reduce(torch ? "amin" : "min", least.axes, least.keepsAxes, inputs[0])
    case let all as Product:
      let axes = (all.axes ?? Array(0..<inputs[0].shape.rank)).map { positive($0, inputs[0]) }
      guard torch else { return reduce("prod", all.axes, all.keepsAxes, inputs[0]) }
      return axes.sorted().reversed().reduce(read(inputs[0])) {
        "\($0).prod(dim=\($1), keepdim=\(PythonText.flag(all.keepsAxes)))"
      }
    case let sum as LogSumExp where dialect == .numpy:
      return "np.log(\(exponentials(inputs[0], sum.axes, keeps: sum.keepsAxes)))"
    case let softmax as Softmax where dialect == .numpy:
      return "np.exp(\(read(inputs[0]))) / \(exponentials(inputs[0], [softmax.axis], keeps: true))"
    case let softmax as LogSoftmax where dialect == .numpy:
      let sum = exponentials(inputs[0], [softmax.axis], keeps: true)
      return "\(read(inputs[0])) - np.log(\(sum))"
    case let sum as LogSumExp:
      let axes = (sum.axes ?? Array(0..<inputs[0].shape.rank)).map { positive($0, inputs[0]) }
      let word = torch ? "torch.logsumexp" : "jax.nn.logsumexp"
      return
        "\(word)(\(read(inputs[0])), \(dialect.axis)=\(PythonText.tuple(axes)), \(dialect.keeps)=\(PythonText.flag(sum.keepsAxes)))"
    case let softmax as Softmax:
      let axis = along(positive(softmax.axis, inputs[0]))
      return "\(torch ? "F" : "jax.nn").softmax(\(read(inputs[0])), \(axis))"
    case let softmax as LogSoftmax:
      let axis = along(positive(softmax.axis, inputs[0]))
      return "\(torch ? "F" : "jax.nn").log_softmax(\(read(inputs[0])), \(axis))"
    case let most as ArgMax:
      let text = "\(read(inputs[0])).argmax(\(along(positive(most.axis, inputs[0]))))"
      return torch ? text : dialect.cast(text, to: .int32)
    case let least as ArgMin:
      let text = "\(read(inputs[0])).argmin(\(along(positive(least.axis, inputs[0]))))"
      return torch ? text : dialect.cast(text, to: .int32)
    case let sum as CumulativeSum:
      let axis = positive(sum.axis, inputs[0])
      let x = read(inputs[0])
      guard sum.isReversed else { return "\(dialect.prefix).cumsum(\(x), \(axis))" }
      return torch
        ? "\(x).flip(\(axis)).cumsum(\(axis)).flip(\(axis))"
        : "np.flip(np.cumsum(np.flip(\(x), \(axis)), \(axis)), \(axis))"
          .replacing("np.", with: dialect.prefix + ".")
    case let normalization as RowNormalization: return normalize(normalization, inputs[0])
    default: return nil
    }
  }

  /// The sum of eˣ along axes, in NumPy's words.
  private func exponentials(_ x: Graph.Node, _ axes: [Int]?, keeps: Bool) -> String {
    let all = (axes ?? Array(0..<x.shape.rank)).map { positive($0, x) }
    return
      "np.exp(\(read(x))).sum(axis=\(PythonText.tuple(all)), keepdims=\(PythonText.flag(keeps)))"
  }

  private func reduce(_ word: String, _ axes: [Int]?, _ keeps: Bool, _ x: Graph.Node) -> String {
    let axes = (axes ?? Array(0..<x.shape.rank)).map { positive($0, x) }
    if axes.isEmpty { return read(x) }
    if axes.count == x.shape.rank, !keeps { return "\(read(x)).\(word)()" }
    let kept = keeps ? ", \(dialect.keeps)=True" : ""
    return "\(read(x)).\(word)(\(dialect.axis)=\(PythonText.tuple(axes))\(kept))"
  }

  private func normalize(_ normalization: RowNormalization, _ input: Graph.Node) -> String {
    let (x, width) = (read(input), input.shape[input.shape.rank - 1])
    let epsilon = PythonText.number(normalization.epsilon)
    if dialect == .torch {
      return normalization.centers
        ? "F.layer_norm(\(x), (\(width),), eps=\(epsilon))"
        : "\(x) * torch.rsqrt((\(x) * \(x)).mean(dim=-1, keepdim=True) + \(epsilon))"
    }
    guard normalization.centers else {
      return
        "\(x) * \(reciprocalRoot(of: "(\(x) * \(x)).mean(axis=-1, keepdims=True) + \(epsilon)"))"
    }
    return
      "(\(x) - \(x).mean(axis=-1, keepdims=True)) * \(reciprocalRoot(of: "\(x).var(axis=-1, keepdims=True) + \(epsilon)"))"
  }
}
