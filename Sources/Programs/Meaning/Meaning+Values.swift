import Exchange

extension Meaning {
  /// Whether no more than `left` values stand in it, which counts down.
  func fits(_ left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    guard case .items(let items) = self else { return true }
    for item in items where !item.fits(&left) { return false }
    return true
  }

  /// Whether it, or a number in it, is known only when data are read.
  var isOpen: Bool {
    switch self {
    case .open, .rows: true
    case .items(let items):
      items.contains { item in
        switch item {
        case .open, .rows: true
        default: false
        }
      }
    default: false
    }
  }

  /// A number of either kind.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// As an argument of a layer, an optimizer or a loss; `nil` for what can be none.
  var kerasValue: KerasValue? {
    switch self {
    case .none: return KerasValue.none
    case .truth(let truth): return .bool(truth)
    case .integer(let number): return .int(number)
    case .number(let number): return .float(number)
    case .classCount(let data): return .int(data.classMark)
    case .text(let text): return .text(text)
    // A layer with it has no counterpart, the others of its model have.
    case .code: return .text("lambda")
    case .items(let items):
      let values = items.compactMap(\.kerasValue)
      return values.count == items.count ? .list(values) : nil
    case .constructed(_, let call): return .call(call)
    case .layer(let layer): return .call(layer.keras)
    case .library(let path):
      // A function or a class of Keras without brackets, and the types of numbers.
      return .text(LibraryPath.last(path))
    default: return nil
    }
  }

  /// Whole numbers in a tuple or a list, or a single one.
  var wholeNumbers: [Int]? {
    switch self {
    case .integer(let number): return [number]
    case .items(let items):
      var found: [Int] = []
      for item in items {
        guard case .integer(let number) = item else { return nil }
        found.append(number)
      }
      return found
    default: return nil
    }
  }

  /// The extents of a sample, with `None` for what is left open.
  var openExtents: [Int?]? {
    switch self {
    case .integer(let number): return [number]
    case .items(let items):
      var found: [Int?] = []
      for item in items {
        switch item {
        case .integer(let number): found.append(number)
        case .none: found.append(nil)
        default: return nil
        }
      }
      return found
    default: return nil
    }
  }
}
