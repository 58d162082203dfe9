import Engine

/// Which weights magnitude pruning takes together.
package enum PruningScope: String, CaseIterable, Sendable {
  /// The smallest of all layers.
  case global
  /// The same share of each layer.
  case layer
}

/// Magnitude pruning: the smallest weights become 0 (Han et al. 2015, "Learning both weights and connections").
enum Magnitudes {
  /// The tensors with a share of their numbers, those nearest to 0, set to 0.
  ///
  /// Of n numbers round(share · n) are 0 afterwards, those that were 0 before among them; more stay 0 where more were.
  /// Of equal sizes the first in order go. NaN counts as the largest.
  static func pruned(_ tensors: [Tensor], share: Double, scope: PruningScope) -> [Tensor] {
    switch scope {
    case .layer: tensors.map { pruned([$0], share: share)[0] }
    case .global: pruned(tensors, share: share)
    }
  }

  private static func pruned(_ tensors: [Tensor], share: Double) -> [Tensor] {
    let sizes = tensors.map { tensor in
      tensor.doubles.map { $0.isNaN ? Double.infinity : abs($0) }
    }
    let total = sizes.reduce(0) { $0 + $1.count }
    let count = Int((share * Double(total)).rounded(), within: 0...total)
    guard count > 0 else { return tensors }
    let threshold = sizes.flatMap(\.self).sorted()[count - 1]
    // Of those at the threshold only as many as are wanted.
    var left = count - sizes.reduce(0) { $0 + $1.count { $0 < threshold } }
    return zip(tensors, sizes).map { tensor, sizes in
      let numbers = tensor.doubles
      return Tensor(tensor.type) { position in
        if sizes[position] < threshold { return 0 }
        if sizes[position] == threshold, left > 0 {
          left -= 1
          return 0
        }
        return numbers[position]
      }
    }
  }
}
