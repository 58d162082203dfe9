import Engine
import Language
import Learning
import Workbench

/// Which cell gave what is seen at a place; finds out, on its way down, which cells are stale.
struct CellProviders {
  private struct Giver {
    var provider: CellDependency.Provider
    /// The place of the cell, counted from 0.
    var index: Int
    var isStale: Bool
  }

  private var names: [String: Giver] = [:]
  private var weights: [ObjectIdentifier: Giver] = [:]
  /// Names whose cells have not run as they stand: what they will be is not known.
  private var open: [String: Int] = [:]
  private var random: RandomNames?
  private var settings: SessionSettings?
  /// How many cells there are above.
  private(set) var count = 0

  /// What a program at this place stands on.
  func dependencies(of program: ProgramText, in state: SessionState) -> [CellDependency] {
    CellReads(program).names.flatMap { name -> [CellDependency] in
      var found = [CellDependency(name: name, kind: .name, provider: names[name]?.provider)]
      let reached = state.names[name]?.reachedWeights ?? []
      if !reached.isEmpty {
        found.append(
          CellDependency(
            name: name, kind: .weights(reached), provider: trainer(of: reached)?.provider))
      }
      return found
    }
  }

  /// The last cell that changed any of these weights.
  private func trainer(of reached: Set<ObjectIdentifier>) -> Giver? {
    reached.compactMap { weights[$0] }.max {
      ($0.index, $0.provider.stamp) < ($1.index, $1.provider.stamp)
    }
  }

  /// Goes on below a cell; answers why it is stale. A cell that begins behind another one sees what stands there.
  mutating func add(
    _ cell: Cell, number: Int?, base: SessionState, seeing earlier: CellProviders? = nil
  ) -> Staleness? {
    let seen = earlier ?? self
    let reason = seen.reason(for: cell, seen.random ?? base.random, seen.settings ?? base.settings)
    let (random, settings) = (random ?? base.random, settings ?? base.settings)
    defer { count += 1 }
    // A training that failed keeps what it did, and that is what is there; of an input of the prompt
    // that failed when it ran again the values of the run before are, and they are what is saved.
    let isOwn = reason == .failed && (cell.effect?.source == cell.source || number != nil)
    let isStale = reason != nil && !isOwn
    // What failed without having given anything before has changed nothing, and an input of the prompt
    // that has not run was taken back: it has never been.
    if reason == .neverRun && number == nil || reason == .edited
      || reason == .failed && cell.effect != nil && !isOwn
    {
      let writes = CellWrites(cell.program)
      for name in writes.names { open[name] = count }
    }
    (self.random, self.settings) = (random, settings)
    guard let effect = cell.effect else { return reason }
    for binding in effect.bound {
      names[binding.name] = giver(cell, binding.stamp, isStale)
      if !isStale { open[binding.name] = nil }
    }
    if let number, let result = effect.result {
      for name in ["_\(number)", "_"] { names[name] = giver(cell, result.stamp, isStale) }
    }
    for change in effect.changes {
      weights[ObjectIdentifier(change.variable)] = giver(cell, change.stamp, isStale)
    }
    if let changed = effect.settings { self.settings = changed }
    if let reseeded = effect.reseeded {
      self.random = reseeded
    } else {
      self.random?.add(effect.draws)
    }
    return reason
  }

  private func giver(_ cell: Cell, _ stamp: Int, _ isStale: Bool) -> Giver {
    Giver(
      provider: CellDependency.Provider(cell: cell.id, stamp: stamp), index: count,
      isStale: isStale)
  }

  private func reason(
    for cell: Cell, _ random: RandomNames, _ settings: SessionSettings
  ) -> Staleness? {
    let isEmpty = cell.source.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
    if cell.hasFailed { return cell.ranSource == cell.source ? .failed : .edited }
    guard let effect = cell.effect else { return isEmpty ? nil : .neverRun }
    if effect.source != cell.source { return .edited }
    for dependency in effect.dependencies {
      if let reason = reason(for: dependency) { return reason }
    }
    if let setting = effect.ranUnder.difference(from: settings) {
      if setting != "seed" || !effect.draws.isEmpty { return .settings(setting) }
    }
    if effect.drawBases.contains(where: { random.count(of: $0.key) != $0.value }) { return .draws }
    return nil
  }

  private func reason(for dependency: CellDependency) -> Staleness? {
    let name = dependency.name
    switch dependency.kind {
    case .name:
      let now = names[name]
      if now?.provider != dependency.provider { return .name(name, cell: now?.index) }
      if let open = open[name] { return .above(name, cell: open) }
      if let now, now.isStale { return .above(name, cell: now.index) }
    case .weights(let reached):
      let now = trainer(of: reached)
      if now?.provider != dependency.provider { return .weights(name, cell: now?.index) }
      if let now, now.isStale { return .above(name, cell: now.index) }
    }
    return nil
  }
}
