import Catalog
import Support

/// One line of `data … { }`: a word with its arguments and its place in the program.
package struct DataLine {
  /// The source or step: `csv`, `rescale`.
  package let word: String
  /// What stands behind the word, evaluated.
  package let arguments: Arguments
  /// Where the line stands in the program, in bytes; `nil` for a call outside a block.
  package let origin: Range<Int>?

  /// A line as written.
  package init(_ word: String, _ arguments: Arguments = Arguments(), origin: Range<Int>? = nil) {
    self.word = word
    self.arguments = arguments
    self.origin = origin
  }
}

/// Makes data sets from what stands on the page: a source, then steps.
///
/// Steps that choose rows and columns (`take`, `split`, `drop`) run first, then those that change values,
/// each group in the order written. So a step that learns statistics never sees a sample that a
/// later line puts into the test part. Conditions and formulas on what a line above has changed stay behind it:
/// see `WrittenOrder`.
package enum DataPipeline {
  /// `data SOURCE { steps }`.
  package static func load(
    _ source: DataLine, _ steps: [DataLine] = [], _ context: DataContext = DataContext()
  ) throws(DataError) -> Dataset {
    let prepared = try prepare(steps)
    guard let kind = DataSources.named(source.word) else {
      throw DataError(.source(.unknownSource(known: DataSources.names))).placed(at: source)
    }
    var context = context
    context.limits = limits(prepared)
    context.keepsTime = prepared.contains { $0.step.keepsTime }
    context.namesTarget = prepared.contains { $0.step is TargetColumn }
    let result = try run(prepared, on: try load(source, kind, context).withPlaces, context)
    result.tellAlikeWords(context.record)
    return result
  }

  /// What the source has, in memory or where `stream` says.
  private static func load(
    _ source: DataLine, _ kind: any DataSource.Type, _ context: DataContext
  ) throws(DataError) -> Dataset {
    do throws(DataError) {
      let arguments = try bind(source, kind.signature)
      guard kind.isMovable else { return try kind.load(arguments, context) }
      guard try arguments.value(StreamedSource.stream) else {
        do throws(DataError) {
          var dataset = try kind.load(arguments, context)
          dataset.storage = .movable
          return dataset
        } catch {
          throw error.movable
        }
      }
      let disk = DiskMemory()
      var dataset = try disk.inForce { () throws(DataError) in try kind.load(arguments, context) }
      if let shortage = disk.takeFailure() { throw DataError(.memory(shortage)) }
      dataset.storage = .disk(disk)
      return dataset
    } catch {
      throw error.placed(at: source)
    }
  }

  /// `data d { steps }`: the steps are appended to those that made `dataset`.
  package static func extend(
    _ dataset: Dataset, _ steps: [DataLine], _ context: DataContext = DataContext()
  ) throws(DataError) -> Dataset {
    try run(try prepare(steps), on: dataset, context)
  }

  /// A step with the line in which it stands.
  struct Prepared {
    let step: any DataStep
    let line: DataLine
    /// Which of the lines of the block it is.
    let place: Int
    /// Whether it stays behind the steps that stand before it, although its kind runs first.
    var isHeld = false
  }

  /// All words and arguments are checked before anything is loaded.
  private static func prepare(_ lines: [DataLine]) throws(DataError) -> [Prepared] {
    var prepared: [Prepared] = []
    for (place, line) in lines.enumerated() {
      guard let kind = DataSteps.named(line.word) else {
        throw DataError(.source(.unknownStep(known: DataSteps.names))).placed(at: line)
      }
      do throws(ArgumentError) {
        let step = try kind.init(try BoundArguments(line.arguments, to: kind.signature))
        prepared.append(Prepared(step: step, line: line, place: place))
      } catch {
        throw DataError(.arguments(error)).placed(at: line)
      }
    }
    prepared = WrittenOrder.marked(prepared)
    // Copies of rows are made of what is training at last.
    let first = inTime(cleanedFirst(prepared.filter { $0.step.runsFirst && !$0.isHeld }))
    return first.filter { !($0.step is Balance) } + first.filter { $0.step is Balance }
      + WrittenOrder.rest(prepared)
  }

  /// Words are cleaned before rows are dealt or told apart by them, and columns made of them, wherever the line stands;
  /// a condition before it sees the words as they came.
  private static func cleanedFirst(_ steps: [Prepared]) -> [Prepared] {
    let start = steps.firstIndex { !($0.step is any ColumnChoice) } ?? steps.count
    var rest: [Prepared] = []
    for prepared in steps[start...] {
      guard let clean = prepared.step as? CleanColumns else {
        rest.append(prepared)
        continue
      }
      let last = rest.lastIndex { other in
        other.step is CleanColumns
          || other.step is KeepRows && clean.columnUse.changes.meet(other.step.columnUse.takes)
      }
      rest.insert(prepared, at: last.map { $0 + 1 } ?? 0)
    }
    return steps[..<start] + rest
  }

  /// A `split` moved behind the last step that looks at earlier rows, so that the first rows of a part have those of the
  /// part before; not across a `take`, which acts on parts.
  private static func inTime(_ steps: [Prepared]) -> [Prepared] {
    guard let split = steps.firstIndex(where: { $0.step is Split }),
      let last = steps.lastIndex(where: { $0.step is any EarlierRowStep }), split < last,
      !steps[split..<last].contains(where: { $0.step is Take })
    else { return steps }
    var steps = steps
    steps.insert(steps.remove(at: split), at: last)
    return steps
  }

  /// The steps on a data set, in their order.
  static func run(
    _ steps: [Prepared], on dataset: Dataset, _ context: DataContext
  ) throws(DataError) -> Dataset {
    try dataset.keepingStorage { () throws(DataError) in
      try runInPlace(steps, on: dataset, context)
    }
  }

  private static func runInPlace(
    _ steps: [Prepared], on dataset: Dataset, _ context: DataContext
  ) throws(DataError) -> Dataset {
    var (dataset, context) = (dataset, context)
    var (base, later) = (dataset.origin?.base ?? dataset, dataset.origin?.steps ?? [])
    var hasBase = dataset.origin != nil || !dataset.hasLearnt
    context.keepsTime = steps.contains { $0.step.keepsTime }
    let lastLag = steps.lastIndex { $0.step is any EarlierRowStep }
    let firstLag = steps.firstIndex { $0.step is any EarlierRowStep }
    let time = steps.lazy.compactMap { ($0.step as? Split)?.time }.first { !$0.isEmpty }
    var order = StepOrder()
    for (place, prepared) in steps.enumerated() {
      let before = dataset.columnsToChange
      do throws(DataError) {
        if context.isInterrupted() { throw DataError(.interrupted) }
        try MemoryBudget.current.require(
          data: prepared.step.memory(for: dataset), for: prepared.line.word)
        if prepared.step.needsSamples {
          dataset = try dataset.asSamples(for: prepared.line.word, context.dtype)
        }
        if place == firstLag, let time { dataset = dataset.inOrder(of: time) }
        if lastLag == nil, prepared.step is TimeWindows {
          dataset.tellDisorder(context.record)
          dataset.tellIntervals(context.record, of: prepared.line.word)
        }
        dataset = try prepared.step.apply(to: dataset, context)
        order.note(prepared, from: before, to: dataset.tabular, context.record)
        if place == lastLag {
          dataset.tellDisorder(context.record)
          dataset.tellIntervals(context.record, of: prepared.line.word)
          try dataset.leaveOutRowsThatBegin(context.record)
          if !steps.contains(where: { $0.step is TimeWindows }) {
            dataset.leaveOutRowsWithoutTarget(context.record)
          }
        }
        if Interrupt.wasRaised { throw DataError(.interrupted) }
        if let shortage = DiskMemory.current?.takeFailure() { throw DataError(.memory(shortage)) }
      } catch {
        throw error.placed(at: prepared.line)
      }
      if !prepared.step.runsFirst || prepared.step is Balance || prepared.isHeld {
        later.append(prepared)
        // Rows that are chosen by what was learnt are not those that can be dealt.
        if prepared.isHeld, prepared.step.columnUse.choosesRows || prepared.step is Take {
          hasBase = false
        }
      } else if later.isEmpty {
        base = dataset
      } else {
        // Rows that were chosen after something has learnt from others.
        hasBase = false
      }
    }
    base.origin = nil
    dataset.origin = hasBase && dataset.hasLearnt ? FoldOrigin(base, later) : nil
    return steps.isEmpty ? dataset : try dataset.settled(context.dtype)
  }

  private static func bind(
    _ line: DataLine, _ signature: Signature
  ) throws(DataError) -> BoundArguments {
    do {
      return try BoundArguments(line.arguments, to: signature)
    } catch {
      throw DataError(.arguments(error)).placed(at: line)
    }
  }

  /// A `take` that comes first lets the source make only what is taken.
  private static func limits(_ steps: [Prepared]) -> [Dataset.Part: Int] {
    (steps.first?.step as? Take)?.counts ?? [:]
  }
}
