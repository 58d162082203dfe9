/// What is to be read of a file: its columns, and how each begins.
struct ColumnPlan {
  /// The names of all columns of the file.
  let names: [String]
  /// The fields of a row that are read.
  let places: [Int]
  /// Whether a header leaves columns without a name.
  let hasUnnamed: Bool
  /// Columns whose names stood there before.
  private(set) var renamed: [DelimitedRepairs.Rename] = []

  /// Of the first row where that holds names; the columns that `options` ask for.
  init(
    _ sample: Sample, hasHeader: Bool, _ options: DelimitedOptions, firstLine: Int = 1
  ) throws(DelimitedFault) {
    let width = sample.width(0)
    var names = [String](repeating: "", count: width)
    if hasHeader {
      sample.forEachField(0..<1) { _, column, start, end in
        let (start, end) = FieldText.trimmed(start, end)
        names[column] = FieldText.string(start, end)
      }
    }
    var known: [String: Int] = [:]
    for (place, name) in names.enumerated() where !name.isEmpty {
      if options.renamesDuplicates || options.habits?.renamesDuplicates == true, known[name] != nil
      {
        var (number, new) = (2, "\(name)_2")
        while known[new] != nil || names.contains(new) {
          number += 1
          new = "\(name)_\(number)"
        }
        (names[place], known[new]) = (new, place)
        renamed.append(DelimitedRepairs.Rename(name: name, new: new))
        continue
      }
      if let first = known.updateValue(place, forKey: name) {
        throw .duplicateColumn(
          name, first: first + 1, second: place + 1,
          line: firstLine + (sample.splitter.leaps.first?.line ?? 0))
      }
    }
    hasUnnamed = names.contains("")
    for place in names.indices where names[place].isEmpty {
      var name = "column_\(place + 1)"
      while known[name] != nil { name += "_" }
      (names[place], known[name]) = (name, place)
    }
    let asked = (options.columns ?? []) + options.kinds.keys.sorted()
    let unknown = asked.filter { known[$0] == nil }
    guard unknown.isEmpty else { throw .unknownColumns(unknown) }
    self.names = names
    if let wanted = options.columns.map(Set.init) {
      places = names.indices.filter { wanted.contains(names[$0]) }
    } else {
      places = Array(names.indices)
    }
  }

  /// The columns, each in the way that its first rows suggest.
  func readers(
    _ sample: Sample, hasHeader: Bool, _ reader: FieldReader, _ options: DelimitedOptions,
    workers: Int
  ) -> [ColumnReader] {
    var tallies = [ColumnTally](repeating: ColumnTally(), count: names.count)
    var thousands = [ThousandsDoubt](repeating: ThousandsDoubt(), count: names.count)
    sample.forEachField(min(hasHeader ? 1 : 0, sample.rowCount)..<sample.rowCount) {
      row, column, start, end in
      guard column < names.count else { return }
      var (value, mark, date) = (0.0, 0, DateField?.none)
      let kind = reader.classify(start, end, value: &value, mark: &mark, date: &date)
      tallies[column].count(kind)
      if let date { tallies[column].noteDate(date) }
      if kind == .fraction { thousands[column].look(start, end) }
      if kind == .digits {
        let (start, end) = FieldText.trimmed(start, end)
        tallies[column].noteDigits(end - start, firstByte: start.pointee)
      }
    }
    return places.map { place in
      let forced = options.kind(of: names[place])
      let column = ColumnReader(
        names[place], place: place, forced: forced,
        mode: Self.mode(tallies[place], forced, options.dayOrder),
        monthFirst: options.dayOrder, workers: workers)
      column.thousands = thousands[place].example
      return column
    }
  }

  private static func mode(
    _ tally: ColumnTally, _ forced: ColumnKind?, _ monthFirst: Bool?
  ) -> ColumnMode {
    if forced == .text { return .texts }
    switch ColumnVerdict(tally, forced: forced, monthFirst: monthFirst) {
    case .numbers, .wholes: return .numbers
    case .dates(let monthFirst): return .dates(monthFirst: monthFirst)
    case .words: return .words(fixed: forced == .category)
    case .bad: return forced == .date ? .dates(monthFirst: false) : .numbers
    }
  }
}
