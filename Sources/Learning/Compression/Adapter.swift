import Engine

/// A change of low rank to a kernel that stays, by the paths of its weights: W + scale · A·B.
package struct Adapter: Equatable, Sendable {
  /// W [… × outputs].
  package let kernel: String
  /// A [… × rank].
  package let first: String
  /// B [rank × outputs].
  package let second: String
  /// alpha / rank.
  package let scale: Double
}

extension Model {
  /// The changes of low rank in it and in the models that stand in it, in the order of its weights.
  package var adapters: [Adapter] {
    ownAdapters
      + elements.sharedModels.flatMap { label, model in
        model.adapters.map { adapter in
          Adapter(
            kernel: "\(label).\(adapter.kernel)", first: "\(label).\(adapter.first)",
            second: "\(label).\(adapter.second)", scale: adapter.scale)
        }
      }
  }

  /// The weights of these changes, and the biases that learn with them.
  package var adapterParameters: [(path: String, variable: Variable)] {
    let paths = Set(adapters.flatMap { [$0.first, $0.second] })
    return parameters.filter { paths.contains($0.path) } + adapterBiases
  }

  /// What else is trained of the layers whose kernels are changed.
  package var adapterBiases: [(path: String, variable: Variable)] {
    let adapters = adapters
    let paths = Set(adapters.flatMap { [$0.kernel, $0.first, $0.second] })
    let layers = Set(adapters.map { Self.layer(of: $0.kernel) })
    return parameters.filter { path, variable in
      variable.isTrainable && !paths.contains(path) && layers.contains(Self.layer(of: path))
    }
  }

  /// What is trained beside the changes of low rank, by path: it is another for each customer, too, unless it is frozen.
  package var trainedBesideAdapters: [String] {
    let own = Set(adapterParameters.map(\.path))
    return parameters.filter { $0.variable.isTrainable && !own.contains($0.path) }.map(\.path)
  }

  /// The first change whose rank is larger than that of its kernel, as a matrix, can be; `nil` where none is.
  package var largestRank: (kernel: String, rank: Int, shape: (rows: Int, columns: Int))? {
    for adapter in adapters {
      guard let kernel = parameter(adapter.kernel)?.type.shape.extents,
        let rank = parameter(adapter.second)?.type.shape.extents.first, let columns = kernel.last
      else { continue }
      let rows = kernel.dropLast().reduce(1, *)
      if rank > min(rows, columns) { return (adapter.kernel, rank, (rows, columns)) }
    }
    return nil
  }

  /// The path without the weight's own name.
  private static func layer(of path: String) -> String {
    path.split(separator: ".").dropLast().joined(separator: ".")
  }

  /// The kernel with its change, W + scale · A·B, computed in float64 and rounded once.
  package func merged(_ adapter: Adapter) -> Tensor? {
    guard let kernel = parameter(adapter.kernel)?.value,
      let first = parameter(adapter.first)?.value, let second = parameter(adapter.second)?.value,
      let rank = second.shape.extents.first, let outputs = second.shape.extents.last,
      first.count % max(rank, 1) == 0, kernel.count == first.count / max(rank, 1) * outputs
    else { return nil }
    let (w, a, b) = (kernel.doubles, first.doubles, second.doubles)
    return Tensor(kernel.type) { position in
      let (row, column) = position.quotientAndRemainder(dividingBy: outputs)
      var sum = 0.0
      for inner in 0..<rank { sum += a[row * rank + inner] * b[inner * outputs + column] }
      return w[position] + adapter.scale * sum
    }
  }
}
