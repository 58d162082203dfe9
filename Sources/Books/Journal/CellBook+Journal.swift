import Engine
import Learning
import Support
import Workbench

extension CellBook {
  /// Values of more bytes have no fingerprint in a journal: nobody waits for it at the prompt.
  static let journalBytes = 16 << 20

  /// The line of an input that has just run.
  package func entry(ofInput number: Int, time: Int) -> JournalEntry {
    let cell = cells[number - 1]
    var entry = JournalEntry(.input, time: time)
    (entry.source, entry.records, entry.input) = (cell.source, cell.records, number)
    entry.statement = interpreter.input.cutStatement
    entry.values = readValues(of: cell)
    entry.facts["kept"] = "\(lastRunIsKept)"
    entry.facts["failed"] = cell.failedTraining?.code
    entry.data = interpreter.takeDataDigests()
    guard let effect = cell.effect, !cell.hasFailed || !entry.statement.isEmpty else {
      return entry
    }
    for binding in effect.bound {
      entry.bound[binding.name] = text(binding.fingerprint, of: binding.value)
    }
    entry.weights = changedModels(effect)
    if !effect.changes.isEmpty {
      let isTrained = !trained.isDisjoint(
        with: effect.changes.map { ObjectIdentifier($0.variable) })
      entry.facts["weights"] =
        isTrained ? "" : Self.fingerprint(effect.changes.compactMap(\.after.value))
    }
    if let result = effect.result {
      entry.facts["result"] = text(result.fingerprint, of: result.value)
    }
    if let random = effect.reseeded {
      entry.facts["seed"] = "\(random.seed)"
      entry.draws = random.draws(since: RandomNames(seed: random.seed))
    } else {
      entry.draws = effect.draws
    }
    if let settings = effect.settings {
      entry.facts["settings.seed"] = "\(settings.options.seed)"
      entry.facts["settings.dtype"] = settings.options.dtype.name
      entry.facts["settings.compat"] = settings.options.compatibility.rawValue
      entry.facts["settings.strict"] = "\(settings.isStrict)"
    }
    return entry
  }

  /// Models that had their names before and got other weights; together they reach all that changed.
  private func changedModels(_ effect: CellEffect) -> [String] {
    var open = Set(effect.changes.map { ObjectIdentifier($0.variable) })
    var found: [String] = []
    let bound = Set(effect.bound.map(\.name))
    let names = interpreter.names.filter { !bound.contains($0.name) }
    let models = names.filter { if case .model = $0.value { true } else { false } }
    for (name, value) in models + names {
      guard !open.isEmpty else { break }
      let reached = value.reachedWeights
      guard !open.isDisjoint(with: reached) else { continue }
      open.subtract(reached)
      found.append(name)
    }
    return found
  }

  /// Of weights, in the order in which they were first changed; empty for many.
  static func fingerprint(_ weights: [Tensor]) -> String {
    guard weights.reduce(0, { $0 + $1.type.byteCount }) <= ValueFingerprint.weightBytes else {
      return ""
    }
    var hash = ContentHash()
    for tensor in weights {
      hash.update("\(tensor.type)")
      tensor.withBytes { hash.update($0) }
    }
    return hash.hexadecimal
  }

  /// Empty for what changes while it is looked at, and for much.
  private func text(_ fingerprint: ValueFingerprint, of value: Value) -> String {
    if case .dataset = value { return "" }
    let trained = trained
    guard trained.isEmpty || value.reachedWeights.isDisjoint(with: trained) else { return "" }
    return fingerprint.fileName(limit: Self.journalBytes) ?? ""
  }

  /// The weights of trainings that are on.
  private var trained: Set<ObjectIdentifier> {
    Set(
      interpreter.desk.jobs.flatMap(\.run.models).flatMap(\.parameters).map {
        ObjectIdentifier($0.variable)
      })
  }
}
