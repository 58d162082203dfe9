import Formats
import Support

extension DelimitedHabits {
  /// As JSON, for a model's file; the names of columns stand in the recipe.
  var stored: JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      if let value { members.append(.init(name, value)) }
    }
    add("separator", separator.map { .whole(Int($0)) })
    add("missing", missing.map { .list($0.map { .text($0) }) })
    add("decimal", decimal.map { .whole(Int($0)) })
    add("header", hasHeader.map { .bool($0) })
    add("skip", skip.map { .whole($0) })
    add("month_first", monthFirst.map { .bool($0) })
    if !kinds.isEmpty {
      add(
        "kinds",
        .list(
          kinds.sorted { $0.key < $1.key }.map { [.text($0.key), .text($0.value.rawValue)] }))
    }
    if renamesDuplicates { add("rename", true) }
    return .object(members)
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  init?(stored: JSON) {
    guard case .object = stored else { return nil }
    self.init()
    func byte(_ name: String, among allowed: (UInt8) -> Bool) -> UInt8?? {
      guard let value = stored[name] else { return .some(nil) }
      guard let number = value.wholeNumber, let byte = UInt8(exactly: number), allowed(byte)
      else { return nil }
      return byte
    }
    func truth(_ name: String) -> Bool?? {
      guard let value = stored[name] else { return .some(nil) }
      guard case .bool(let truth) = value else { return nil }
      return truth
    }
    guard
      let separator = byte(
        "separator", among: { $0 == 0x09 || (0x20..<0x7F).contains($0) && $0 != 0x22 }),
      let decimal = byte("decimal", among: { $0 == 0x2C || $0 == 0x2E }),
      let header = truth("header"), let month = truth("month_first"), let rename = truth("rename")
    else { return nil }
    (self.separator, self.decimal, hasHeader, monthFirst) = (separator, decimal, header, month)
    renamesDuplicates = rename ?? false
    if let value = stored["skip"] {
      guard let lines = value.wholeNumber, lines >= 0 else { return nil }
      skip = lines
    }
    if let value = stored["missing"] {
      guard let words = value.items({ $0.string }) else { return nil }
      missing = words
    }
    if let value = stored["kinds"] {
      let pairs = value.items { pair -> (String, ColumnKind)? in
        guard let texts = pair.items({ $0.string }), texts.count == 2,
          let kind = ColumnKind(rawValue: texts[1])
        else { return nil }
        return (texts[0], kind)
      }
      guard let pairs else { return nil }
      kinds = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
  }
}
