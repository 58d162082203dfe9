import Exchange

/// The arguments of a call, with what they mean, and which of them were read.
///
/// An argument counts as read when it was asked for and of the kind that was asked for: what nobody read may change what
/// the call gives, see `ProgramReader.checkRead`.
struct CallArguments {
  /// Which arguments were read; copies of the arguments share it.
  final class Reads {
    var places: Set<Int> = []
    var names: Set<String> = []
  }

  private var values: [Meaning] = []
  var named: [(name: String, value: Meaning)] = []
  let reads = Reads()

  init(positional: [Meaning] = []) { values = positional }

  /// All arguments without a name, which count as read.
  var positional: [Meaning] {
    get {
      reads.places.formUnion(values.indices)
      return values
    }
    set { values = newValue }
  }

  /// How many arguments have no name.
  var count: Int { values.count }

  /// The first argument without a name.
  var first: Meaning? { at(0) }

  /// The argument without a name at a place.
  func at(_ place: Int?) -> Meaning? {
    guard let place, values.indices.contains(place) else { return nil }
    reads.places.insert(place)
    return values[place]
  }

  /// Whether one of them is so, which reads none.
  func contains(where isSo: (Meaning) -> Bool) -> Bool { values.contains(where: isSo) }

  /// The argument of a name, or at a place.
  func value(_ name: String, at place: Int? = nil) -> Meaning? {
    guard let found = peek(name, at: place) else { return nil }
    markRead(name, at: place)
    return found
  }

  /// A text of a name, or at a place.
  func text(_ name: String, at place: Int? = nil) -> String? {
    read(name, at: place) { if case .text(let text) = $0 { text } else { nil } }
  }

  func whole(_ name: String, at place: Int? = nil) -> Int? {
    read(name, at: place) { if case .integer(let number) = $0 { number } else { nil } }
  }

  func number(_ name: String, at place: Int? = nil) -> Double? {
    read(name, at: place, as: \.number)
  }

  func isTrue(_ name: String, at place: Int? = nil) -> Bool {
    read(name, at: place) { if case .truth(let truth) = $0 { truth } else { nil } } ?? false
  }

  /// The argument as a kind; one of another kind stays unread, and `None` says what holds anyway.
  private func read<T>(_ name: String, at place: Int?, as kind: (Meaning) -> T?) -> T? {
    guard let found = peek(name, at: place) else { return nil }
    let value = kind(found)
    if value != nil || found.isNone { markRead(name, at: place) }
    return value
  }

  private func peek(_ name: String, at place: Int?) -> Meaning? {
    if let found = named.last(where: { $0.name == name }) { return found.value }
    guard let place, values.indices.contains(place) else { return nil }
    return values[place]
  }

  private func markRead(_ name: String, at place: Int?) {
    if named.contains(where: { $0.name == name }) {
      reads.names.insert(name)
    } else if let place {
      reads.places.insert(place)
    }
  }

  /// Says that all arguments were taken into account.
  func markAllRead() {
    reads.places.formUnion(values.indices)
    reads.names.formUnion(named.map(\.name))
  }

  /// What nobody read: `keepdims=`, or a place, counted from 1.
  func unread(but harmless: (String, Meaning) -> Bool) -> String? {
    if let (name, _) = named.first(where: {
      !reads.names.contains($0.name) && !harmless($0.name, $0.value)
    }) {
      return "`\(name)=`"
    }
    return values.indices.first { !reads.places.contains($0) }.map { "argument \($0 + 1)" }
  }

  /// A constructor of Keras with these arguments.
  func keras(_ className: String) throws(NotUnderstood) -> KerasLayer {
    var arguments: [KerasLayer.Argument] = []
    for value in positional {
      arguments.append(KerasLayer.Argument(nil, try keras(value, of: className)))
    }
    for (name, value) in named where !(Self.sizes.contains(name) && value.isOpen) {
      arguments.append(KerasLayer.Argument(name, try keras(value, of: className)))
    }
    markAllRead()
    return KerasLayer(className, arguments)
  }

  /// What says how large a sample is, which the data tell, too.
  private static let sizes: Set = [
    "input_shape", "input_dim", "batch_input_shape", "batch_shape", "input_length",
  ]

  private func keras(_ meaning: Meaning, of className: String) throws(NotUnderstood) -> KerasValue {
    guard let value = meaning.kerasValue else {
      throw NotUnderstood("an argument of `\(className)` is known only when it runs")
    }
    return value
  }
}
