/// What a step has to do with the columns of a table, as far as its line says it: by this lines find their order.
package struct ColumnUse: Sendable {
  /// Some columns, or whichever suit.
  enum Names: Sendable {
    case these([String])
    case all

    /// No name means all that suit.
    init(_ names: [String]) { self = names.isEmpty ? .all : .these(names) }

    /// Whether a column may be among both.
    func meet(_ other: Names) -> Bool {
      switch (self, other) {
      case (.these(let own), .these(let others)): !Set(own).isDisjoint(with: others)
      case (.these(let names), .all), (.all, .these(let names)): !names.isEmpty
      case (.all, .all): true
      }
    }
  }

  /// Whose values it changes.
  var changes = Names.these([])
  /// Whether gaps are others afterwards.
  var changesGaps = false
  /// Whose values it takes.
  var takes = Names.these([])
  /// Whether it takes of them only whether something stands there.
  var takesGaps = false
  /// What it makes of them.
  var makes: [String] = []
  /// What it names otherwise: columns that are chosen for something.
  var mentions: [String] = []
  /// What it leaves out.
  var leavesOut: [String] = []
  /// Whether it leaves rows out by what stands in them.
  var choosesRows = false

  /// Nothing.
  init() {}

  /// A step that changes values of these columns, or of all that suit.
  static func changing(_ names: [String], gaps: Bool = false) -> ColumnUse {
    var use = ColumnUse()
    (use.changes, use.changesGaps) = (Names(names), gaps)
    return use
  }

  /// A step that names columns and looks at no value.
  static func mentioning(_ names: [String]) -> ColumnUse {
    var use = ColumnUse()
    use.mentions = names
    return use
  }

  /// A step that leaves columns out.
  static func leavingOut(_ names: [String]) -> ColumnUse {
    var use = ColumnUse()
    use.leavesOut = names
    return use
  }

  /// A step that computes with the values of columns.
  static func computing(_ made: [String], of names: [String]) -> ColumnUse {
    var use = ColumnUse()
    (use.makes, use.takes) = (made, .these(names))
    return use
  }

  /// A step that leaves rows out by values, or by gaps.
  static func choosing(by names: Names, gaps: Bool = false) -> ColumnUse {
    var use = ColumnUse()
    (use.takes, use.takesGaps, use.choosesRows) = (names, gaps, true)
    return use
  }
}

/// Columns that several steps have to do with.
struct ColumnNames {
  private var names: Set<String> = []
  private var areAll = false

  mutating func form(_ more: ColumnUse.Names) {
    switch more {
    case .these(let more): names.formUnion(more)
    case .all: areAll = true
    }
  }

  func meet(_ others: ColumnUse.Names) -> Bool {
    switch others {
    case .these(let others): areAll ? !others.isEmpty : !names.isDisjoint(with: others)
    case .all: areAll || !names.isEmpty
    }
  }
}
