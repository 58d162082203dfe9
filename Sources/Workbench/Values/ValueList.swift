import Support

/// The items of a list, and how deep and how large it is with all that stands in it.
///
/// Both are bounded when a list is made. So whatever walks through values (printing, hashing,
/// comparing, freeing) may call itself for each level, and ends in good time, although a list may
/// hold another one many times.
package struct ValueList: RandomAccessCollection {
  private let items: [Value]
  /// How many lists, functions, blocks and models stand around its innermost value.
  let depth: Int
  /// How many values it has when it is written out; saturates.
  let size: Int

  /// Values inside values; the same bound as for brackets of a program.
  static let depthLimit = 200
  /// Values of one list, written out: as many as are given back well within an answer to Ctrl-C.
  static let sizeLimit = 4_000_000

  /// A list with bounds that nobody has looked at: see `checked`.
  init(_ items: [Value]) {
    self.init(
      items, depth: 1 + (items.lazy.map(\.depth).max() ?? 0),
      size: ByteEstimate.sum(items.lazy.map(\.size)))
  }

  private init(_ items: [Value], depth: Int, size: Int) {
    (self.items, self.depth, self.size) = (items, depth, size)
  }

  /// Refuses what is nested too deeply or, written out, too large.
  func checked() throws -> ValueList {
    guard depth <= ValueList.depthLimit else {
      throw ValueProblem.limit(.tooDeep(limit: ValueList.depthLimit))
    }
    guard size <= ValueList.sizeLimit else {
      throw ValueProblem.limit(.tooManyValues(size, limit: ValueList.sizeLimit))
    }
    return self
  }

  /// Positions count from 0.
  package var startIndex: Int { 0 }
  /// How many items there are, which is one behind the last.
  package var endIndex: Int { items.count }
  /// The item at a position, which must be within `indices`.
  package subscript(position: Int) -> Value { items[position] }

  /// One list after the other; refuses before it makes what would be too large.
  func joined(_ other: ValueList) throws -> ValueList {
    let whole = ByteEstimate.sum([size, other.size])
    guard whole <= ValueList.sizeLimit else {
      throw ValueProblem.limit(.tooManyValues(whole, limit: ValueList.sizeLimit))
    }
    try MemoryBudget.current.require(
      (count + other.count) * MemoryLayout<Value>.stride, for: "the list")
    // What is known of both is not counted again: a list grows value by value in a loop.
    var joined: [Value] = []
    joined.reserveCapacity(count + other.count)
    for part in [items, other.items] {
      for start in stride(from: 0, to: part.count, by: 1 << 16) {
        try Interrupt.check()
        joined += part[start..<Swift.min(start + (1 << 16), part.count)]
      }
    }
    return ValueList(joined, depth: Swift.max(depth, other.depth), size: whole)
  }
}

extension ValueList {
  /// Whether it is a table of records, or has one among other things.
  var holdsRecord: Bool {
    items.contains { if case .record = $0 { true } else { false } }
  }
}

extension Value {
  /// A list of these values.
  package static func list(_ items: [Value]) -> Value { .list(ValueList(items)) }

  /// How many values stand inside one another; 0 for one that holds no other.
  var depth: Int {
    switch self {
    case .list(let items): items.depth
    case .record(let record): record.depth
    case .function(let function): function.depth
    case .model(let model), .layer(let model, _): model.depth
    case .block(let lines, _): 1 + (lines.lazy.map(\.depth).max() ?? 0)
    case .spec(let spec, _): spec.depth
    case .report(let report): 1 + (report.fields.lazy.map(\.value.depth).max() ?? 0)
    default: 0
    }
  }

  /// How many values it is, written out.
  var size: Int {
    switch self {
    case .list(let items): items.size
    case .record(let record): record.size
    default: 1
    }
  }

  /// The value, unless it is nested too deeply.
  func checkedDepth() throws -> Value {
    guard depth <= ValueList.depthLimit else {
      throw ValueProblem.limit(.tooDeep(limit: ValueList.depthLimit))
    }
    return self
  }

  /// Refuses to write out what would not fit: a list may hold one long text many times.
  func requireText() throws {
    try MemoryBudget.current.require(textBytes, for: "printing it")
  }

  /// Bytes of its text: what printing it takes.
  private var textBytes: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .list(let items): ByteEstimate.sum(items.lazy.map { $0.textBytes })
    case .record(let record):
      ByteEstimate.sum(record.fields.map { $0.name.utf8.count + 4 + $0.value.textBytes })
    default: 64
    }
  }
}
