import Engine
import Learning

/// Gives a model the weights of another that fit: those of units that both have.
struct FittedWeights {
  private let old: Model
  private let new: Model
  /// The numbers of units of the layer that has changed, or between which one stands now.
  private let (before, after): (Int, Int)
  /// The layer whose other weights stay as they were drawn; in all others they are 0.
  private let drawn: String
  /// The label of a layer that is new.
  private let added: String?
  /// How many lines are gone, from that label on.
  private let removed: (count: Int, label: String)

  init(
    of old: Model, in new: Model, from before: Int = 1, to after: Int = 1, drawn: String = "",
    added: String? = nil, removed: Int = 0, _ label: String = ""
  ) {
    (self.old, self.new, self.before, self.after) = (old, new, before, after)
    (self.drawn, self.added, self.removed) = (drawn, added, (removed, label))
  }

  func fit() {
    let labels = earlierLabels
    let pruned = Set(old.zeroKeepingPaths)
    var zeros: Set<String> = []
    defer { new.keepZeros(in: zeros) }
    for (path, variable) in new.parameters {
      if let added, path.hasPrefix(added + ".") {
        if path == added + ".kernel" { beginAsIdentity(variable) }
        continue
      }
      let owner = labels.keys.filter { path.hasPrefix($0 + ".") }.max { $0.count < $1.count }
      guard labels.isEmpty || owner != nil else { continue }
      let known = owner.flatMap { labels[$0] }.map { $0 + path.dropFirst(owner?.count ?? 0) }
      guard let kept = old.parameter(known ?? path)?.value else { continue }
      let shape = variable.type.shape
      // What is new begins with zeros that are to be learnt: those of pruning cannot be told from them any more.
      if pruned.contains(known ?? path), kept.shape.rank == shape.rank,
        zip(shape.extents, kept.shape.extents).allSatisfy({ $0 <= $1 })
      {
        zeros.insert(path)
      }
      guard kept.shape != shape else {
        variable.set(kept)
        continue
      }
      guard kept.shape.rank == shape.rank, kept.shape.rank > 0 else { continue }
      variable.set(
        fitted(kept, into: variable.value, keepsDrawn: path.hasPrefix(drawn + ".")))
    }
  }

  /// The label that each layer had before: without a name of its own it is counted, so that it may be another now.
  private var earlierLabels: [String: String] {
    var (earlier, later) = (rows(old), rows(new))
    if let start = earlier.firstIndex(of: removed.label) {
      earlier.removeSubrange(start..<min(earlier.count, start + removed.count))
    }
    if let added, let start = later.firstIndex(of: added) {
      later.removeSubrange(start..<min(later.count, start + max(0, later.count - earlier.count)))
    }
    guard earlier.count == later.count else { return [:] }
    return Dictionary(zip(later, earlier)) { first, _ in first }
  }

  private func rows(_ model: Model) -> [String] {
    model.layers.filter { $0.depth == 0 }.map(\.label)
  }

  /// 1 from each unit to the one at its place, 0 to others: what comes in goes on (Chen, Goodfellow and Shlens 2016).
  private func beginAsIdentity(_ kernel: Variable) {
    guard kernel.type.shape.rank == 2, kernel.type.shape[0] == before, before > 1 || after > 1
    else { return }
    let (drawn, width) = (kernel.value.doubles, kernel.type.shape[1])
    kernel.set(
      Tensor(kernel.type) { position in
        let (row, column) = (position / width, position % width)
        return column >= before ? drawn[position] : row == column ? 1 : 0
      })
  }

  /// The numbers of `kept` where `drawn` has the same place; elsewhere those of `drawn`, or 0.
  ///
  /// Along an axis whose extents are multiples of the numbers of units, as behind flattening, a place is one of
  /// a unit.
  private func fitted(_ kept: Tensor, into drawn: Tensor, keepsDrawn: Bool) -> Tensor {
    let (old, new) = (kept.shape.extents, drawn.shape.extents)
    let (source, start) = (kept.doubles, drawn.doubles)
    return Tensor(drawn.type) { position in
      var (rest, place, stride) = (position, 0, 1)
      for axis in new.indices.reversed() {
        let index = rest % new[axis]
        rest /= new[axis]
        var found: Int? = index < old[axis] ? index : nil
        if old[axis] != new[axis], old[axis] % before == 0, new[axis] % after == 0,
          old[axis] / before == new[axis] / after
        {
          let (group, unit) = (index / after, index % after)
          found = unit < before ? group * before + unit : nil
        }
        guard let found else { return keepsDrawn ? start[position] : 0 }
        place += found * stride
        stride *= old[axis]
      }
      return source[place]
    }
  }
}
