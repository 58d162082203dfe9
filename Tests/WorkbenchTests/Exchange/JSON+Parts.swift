import Support

extension JSON {
  /// Of a list.
  var items: [JSON]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// Of an object.
  var members: [JSON.Member]? {
    if case .object(let members) = self { members } else { nil }
  }
}
