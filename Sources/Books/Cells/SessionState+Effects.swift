import Workbench

extension SessionState {
  /// What a cell that ran adds to it.
  mutating func add(_ effect: CellEffect, number: Int?) {
    for binding in effect.bound {
      if names[binding.name] == nil { order.append(binding.name) }
      names[binding.name] = binding.value
      definitions[binding.name] = binding.definition
    }
    if let settings = effect.settings { self.settings = settings }
    if let reseeded = effect.reseeded { random = reseeded } else { random.add(effect.draws) }
    if let number, let result = effect.result { results[number] = result.value }
    for change in effect.changes { note(change.after) }
    add(effect.lost, number: number)
  }

  /// Weights that are there are not lost; what the history has let go is.
  mutating func note(_ state: WeightState) {
    lostWeights[ObjectIdentifier(state.variable)] =
      state.isForgotten ? LostWeight(variable: state.variable, isForgotten: true) : nil
  }

  /// What did not come back is not what was there before.
  private mutating func add(_ lost: LostValues, number: Int?) {
    for name in lost.names { (names[name], definitions[name]) = (nil, nil) }
    if !lost.names.isEmpty { order.removeAll { lost.names.contains($0) } }
    for variable in lost.weights {
      lostWeights[ObjectIdentifier(variable)] = LostWeight(variable: variable)
    }
    guard let number else { return }
    if lost.hasLostResult { results[number] = nil }
    if lost.hasLostResult { lostResults.insert(number) } else { lostResults.remove(number) }
  }
}
