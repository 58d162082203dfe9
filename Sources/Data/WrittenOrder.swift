import Support

/// In which order the lines of a block act.
///
/// Parts are made first, and rows and columns are chosen before anything is learnt from them. Only a condition or a formula on
/// what a line before has changed acts behind that line, as written, and so does what names the columns that it makes:
/// it sees what was learnt from the training part, in whichever part a row is.
struct WrittenOrder {
  private var changed = ColumnNames()
  private var changedGaps = ColumnNames()
  /// What steps that stay where they are have made, and what they name.
  private var made: Set<String> = []
  private var named: Set<String> = []
  /// Whether rows are left out behind what was learnt.
  private(set) var choosesRows = false
  /// What rows are looked back at or dealt by is there before anything is learnt.
  private let neededFirst: Set<String>

  /// The lines of which those that stay behind others are marked.
  static func marked(_ lines: [DataPipeline.Prepared]) -> [DataPipeline.Prepared] {
    var order = WrittenOrder(lines)
    var lines = lines
    for place in lines.indices {
      let step = lines[place].step
      // Samples have no columns any more.
      if step.needsSamples || step is TimeWindows { break }
      lines[place].isHeld = order.holds(step)
    }
    if order.choosesRows {
      for place in lines.indices where lines[place].step is Balance { lines[place].isHeld = true }
    }
    return lines
  }

  /// The lines that do not run first, in their order; copies of rows are made of what is training at last.
  static func rest(_ marked: [DataPipeline.Prepared]) -> [DataPipeline.Prepared] {
    var rest = marked.filter { (!$0.step.runsFirst || $0.isHeld) && !($0.step is Balance) }
    let last = rest.lastIndex { $0.isHeld && $0.step.columnUse.choosesRows }
    rest.insert(
      contentsOf: marked.filter { $0.isHeld && $0.step is Balance }, at: last.map { $0 + 1 } ?? 0)
    return rest
  }

  private init(_ lines: [DataPipeline.Prepared]) {
    var needed: Set<String> = []
    for line in lines.reversed() {
      switch line.step {
      case let step as any EarlierRowStep:
        needed.formUnion([step.asked.column, step.asked.group].compactMap { $0 })
      case let step as Split: needed.formUnion([step.group, step.time])
      default:
        let use = line.step.columnUse
        guard !needed.isDisjoint(with: use.makes), case .these(let names) = use.takes else {
          continue
        }
        needed.formUnion(names)
      }
    }
    neededFirst = needed
  }

  /// Whether a step stays behind those before it; remembers what it does.
  private mutating func holds(_ step: any DataStep) -> Bool {
    let use = step.columnUse
    guard step.runsFirst else {
      changed.form(use.changes)
      if use.changesGaps { changedGaps.form(use.changes) }
      if case .these(let names) = use.changes { named.formUnion(names) }
      return false
    }
    if step is Take { return choosesRows }
    guard !(step is any EarlierRowStep), neededFirst.isDisjoint(with: use.makes),
      (use.takesGaps ? changedGaps : changed).meet(use.takes) || takesWhatIsMade(use)
        || !made.isDisjoint(with: use.mentions) || !named.isDisjoint(with: use.leavesOut)
    else { return false }
    made.formUnion(use.makes)
    named.formUnion(use.makes + use.mentions)
    if case .these(let names) = use.takes { named.formUnion(names) }
    choosesRows = choosesRows || use.choosesRows
    return true
  }

  private func takesWhatIsMade(_ use: ColumnUse) -> Bool {
    if case .these(let names) = use.takes { !made.isDisjoint(with: names) } else { false }
  }
}
