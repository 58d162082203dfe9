/// What a file of HDF5 is to hold: a group with texts about it, and its members.
package struct HDF5Group: Sendable {
  /// A text about a group: one, or several.
  package enum Note: Equatable, Sendable {
    case text(String)
    case texts([String])
  }

  /// A member of a group.
  package enum Member: Sendable {
    case group(HDF5Group)
    case array(NumPyArray)
  }

  /// Texts by their names, which must differ.
  package var notes: [(name: String, note: Note)] = []
  /// Members by their names, which must differ and hold no `/`.
  package private(set) var members: [(name: String, member: Member)] = []
  private var places: [String: Int] = [:]

  /// A group without members.
  package init(notes: [(name: String, note: Note)] = []) { self.notes = notes }

  /// A member by its name; `nil` where there is none. Another one takes its place.
  package subscript(_ name: String) -> Member? {
    get { places[name].map { members[$0].member } }
    set {
      guard let newValue else { return }
      if let place = places[name] {
        members[place].member = newValue
      } else {
        places[name] = members.count
        members.append((name, newValue))
      }
    }
  }

  /// Puts an array at a path; groups on the way are made where there are none.
  package mutating func add(_ array: NumPyArray, at path: some Collection<String>) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = .array(array)
      return
    }
    var group = HDF5Group()
    if case .group(let known)? = self[name] { group = known }
    group.add(array, at: path.dropFirst())
    self[name] = .group(group)
  }
}
