import Engine
import Language
import Learning

/// The values of a session between two cells.
struct CellState {
  var names: [String: Value]
  var order: [String]
  var definitions: [String: String]
  var settings: CellSettings
  var random: RandomNames
  var results: [Int: Value]

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
  }
}

extension Interpreter {
  var cellSettings: CellSettings { CellSettings(options: options, isStrict: isStrict) }

  var cellState: CellState {
    get {
      CellState(
        names: global.locals, order: order, definitions: definitions, settings: cellSettings,
        random: random, results: results)
    }
    set {
      global.locals = newValue.names
      (order, definitions) = (newValue.order, newValue.definitions)
      (options, isStrict) = (newValue.settings.options, newValue.settings.isStrict)
      (random, results) = (newValue.random, newValue.results)
    }
  }
}
