/// What a value holds, where it is of that kind.
extension JSON {
  /// The text; `nil` for anything else.
  package var string: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The number, whole or not; `nil` for anything else.
  package var double: Double? {
    switch self {
    case .whole(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The number, where it is whole and written so; `nil` for anything else.
  package var wholeNumber: Int? {
    if case .whole(let number) = self { number } else { nil }
  }

  /// What `read` makes of each item of a list; `nil` for anything else, and where it makes nothing of one.
  package func items<Item>(_ read: (JSON) -> Item?) -> [Item]? {
    guard case .list(let list) = self else { return nil }
    var items: [Item] = []
    for value in list {
      guard let item = read(value) else { return nil }
      items.append(item)
    }
    return items
  }
}
