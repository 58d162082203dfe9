import Engine
import Learning

/// Where the weights of a module stand in a file.
struct StatePlace: Hashable {
  /// What their names begin with.
  var prefix: String
  /// Which layer of a module that has several, such as `nn.LSTM(…, num_layers=2)`, counted from 0.
  var layer = 0

  /// The name in the file of what a module of one layer calls so: `rnn.weight_ih_l1_reverse` for `weight_ih_l0_reverse`.
  func name(of weight: String) -> String {
    guard layer > 0, let (front, first, back) = Self.parts(of: weight), first == 0 else {
      return StateTable.joined(prefix, weight)
    }
    return StateTable.joined(prefix, "\(front)_l\(layer)\(back)")
  }

  /// What stands before and behind the number of a layer in a weight's name, and that number.
  private static func parts(of weight: String) -> (front: String, layer: Int, back: String)? {
    let back = weight.hasSuffix("_reverse") ? "_reverse" : ""
    let rest = weight.dropLast(back.count)
    let digits = rest.reversed().prefix { $0.isNumber }.count
    let front = rest.dropLast(digits)
    guard digits > 0, front.hasSuffix("_l"), let layer = Int(rest.suffix(digits)) else {
      return nil
    }
    return (String(front.dropLast(2)), layer, back)
  }

  /// Which layer a weight belongs to.
  static func layer(of weight: String) -> Int { parts(of: weight)?.layer ?? 0 }
}

extension StateTable {
  /// Each module with where its weights stand; `nil` where nothing in the file is called so.
  ///
  /// A recurrence whose name is not there is the next layer of the one before it, where that has one more in the file. A
  /// module that was saved by itself has no name there: it is the only one, or the first recurrence.
  func byName(_ modules: [TorchModule]) -> [(TorchModule, StatePlace?)] {
    var last: StatePlace?
    return modules.map { module in
      let isRecurrent = module.groups.contains { $0.names.contains { $0.hasSuffix("_l0") } }
      var place = [module.path, module.name].lazy.map { StatePlace(prefix: $0) }
        .first { has($0, of: module) }
      if place == nil, last == nil, isRecurrent || modules.count == 1 {
        let alone = StatePlace(prefix: "")
        if has(alone, of: module) { place = alone }
      } else if place == nil, isRecurrent, var next = last {
        next.layer += 1
        if has(next, of: module) { place = next }
      }
      if isRecurrent, place != nil { last = place }
      return (module, place)
    }
  }

  /// Whether any weight of a module stands there.
  private func has(_ place: StatePlace, of module: TorchModule) -> Bool {
    module.groups.contains { $0.names.contains { has(place.name(of: $0)) } }
  }

  /// Each module with the first place in the file that nobody has and whose tensors have its shapes.
  func byOrder(_ modules: [TorchModule]) -> [(TorchModule, StatePlace?)] {
    var free: [StatePlace] = []
    var known: Set<StatePlace> = []
    for name in inOrder {
      let parts = name.split(separator: ".")
      let layer = StatePlace.layer(of: parts.last.map(String.init) ?? "")
      let prefixes = [parts.dropLast(), parts.dropLast(2)].map { $0.joined(separator: ".") }
      for prefix in prefixes {
        let place = StatePlace(prefix: prefix, layer: layer)
        if known.insert(place).inserted { free.append(place) }
      }
    }
    return modules.map { module in
      let index = free.firstIndex { place in
        module.groups.allSatisfy { group in
          group.isOptional
            || zip(group.names, group.shapes).allSatisfy {
              entries[place.name(of: $0)]?.shape == $1
            }
        }
      }
      return (module, index.map { free.remove(at: $0) })
    }
  }
}
