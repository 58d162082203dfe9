import Formats
import Support

/// The arrays of a file that Keras wrote, by where it keeps the weights of layers.
struct KerasStore {
  private let file: HDF5File
  /// Members of the groups that were looked into.
  private var known: [HDF5File.Object: [String: HDF5File.Object]] = [:]

  init(_ file: HDF5File) { self.file = file }

  private mutating func members(of object: HDF5File.Object) throws -> [String: HDF5File.Object] {
    if let members = known[object] { return members }
    let members = Dictionary(try file.members(of: object).map { ($0.name, $0.object) }) { $1 }
    known[object] = members
    return members
  }

  /// An array at a path from the root; `nil` where nothing lies there.
  mutating func array(at path: [String]) throws -> NumPyArray? {
    try object(at: path).map { try file.array($0) }
  }

  /// What lies at a path from the root; `nil` where nothing does.
  mutating func object(at path: [String]) throws -> HDF5File.Object? {
    var object = file.root
    for name in path {
      guard let next = try members(of: object)[name] else { return nil }
      object = next
    }
    return object
  }

  /// A weight of `model.weights.h5`.
  mutating func array(of slot: KerasSlot) throws -> NumPyArray {
    var object = file.root
    var path: [String] = []
    for names in slot.place.groups + [["vars"], ["\(slot.index)"]] {
      let members = try members(of: object)
      guard let name = names.first(where: { members[$0] != nil }), let next = members[name] else {
        throw KerasError.weight(path: (path + [names[0]]).joined(separator: "/"))
      }
      object = next
      path.append(name)
    }
    return try file.array(object)
  }

  /// The weights of a legacy file: each layer lists its own, those that are trained first.
  mutating func legacyArrays<Value>(
    of slots: [KerasSlot], as value: (NumPyArray) throws -> Value
  ) throws -> [Value] {
    let top = try members(of: file.root)["model_weights"] ?? file.root
    let layers = try members(of: top)
    var arrays = [Value?](repeating: nil, count: slots.count)
    var owners: [String] = []
    var places: [String: [Int]] = [:]
    for (place, slot) in slots.enumerated() {
      if places[slot.place.owner] == nil { owners.append(slot.place.owner) }
      places[slot.place.owner, default: []].append(place)
    }
    for owner in owners {
      let own = places[owner] ?? []
      let ordered = own.filter { slots[$0].isTrainable } + own.filter { !slots[$0].isTrainable }
      guard let group = layers[owner] else {
        throw KerasError.weight(path: owner)
      }
      let names = try names("weight_names", of: group)
      guard names.count == ordered.count else {
        throw KerasError.configuration(
          place: "weight_names of \(owner)",
          expected: "\(ordered.count) names, found \(names.count)")
      }
      for (place, name) in zip(ordered, names) {
        arrays[place] = try value(file.array(object(name, in: group, of: owner)))
      }
    }
    return arrays.compactMap(\.self)
  }

  private mutating func object(
    _ name: String, in group: HDF5File.Object, of owner: String
  ) throws -> HDF5File.Object {
    var object = group
    for part in name.split(separator: "/") {
      guard let next = try members(of: object)[String(part)] else {
        throw KerasError.weight(path: "\(owner)/\(name)")
      }
      object = next
    }
    return object
  }

  /// A list of names; where it is long it stands in several attributes, `weight_names0`, `weight_names1`, ….
  private func names(_ name: String, of group: HDF5File.Object) throws -> [String] {
    if let names = try file.texts(name, of: group) { return names }
    var names: [String] = []
    var index = 0
    while let more = try file.texts("\(name)\(index)", of: group), index < 1_000 {
      names += more
      index += 1
    }
    return names
  }
}
