// `train_test_split` of scikit-learn.
extension ProgramReader {
  /// `train_test_split(x, y, test_size=0.2)`
  func trainTestSplit(_ given: CallArguments) throws(NotUnderstood) -> Meaning {
    if given.count == 1, case .table(let table)? = given.first {
      return try splitTable(table, given)
    }
    guard given.count == 2 else {
      throw NotUnderstood("it splits inputs and targets, two arrays, or one table")
    }
    var options: [String] = []
    if let shuffles = given.value("shuffle"), case .truth(false) = shuffles {
      options = ["shuffle=false"]
    }
    if let classes = given.value("stratify"), !classes.isNone {
      guard options.isEmpty, isSame(classes, given.positional[1]) else {
        throw NotUnderstood("only `stratify` by the targets is read")
      }
      options = ["stratify=true"]
    }
    let share = given.number("test_size") ?? given.number("train_size").map { 1 - $0 } ?? 0.25
    guard share > 0, share < 1 else {
      throw NotUnderstood("the shares of its parts are not known here")
    }
    tellDrawn(given)
    let y = try samples(given.positional[1], .targets)
    let x = try samples(given.positional[0], .inputs)
    guard let x, let y else {
      guard let a = valueText(given.positional[0]), let b = valueText(given.positional[1]) else {
        throw NotUnderstood("what it splits is not known here")
      }
      let data = DataObject("table(\(a.text), \(b.text))", line: line, hasParts: false)
      data.shares = [1 - share, share]
      data.splitOptions = options
      put(data)
      let first = ArrayValue(
        data: data, part: .train, side: .inputs, extents: a.shape.map { Array($0.dropFirst()) })
      return Self.parts(first, ArrayValue(data: data, part: .train, side: .targets), held: .test)
    }
    guard x.data === y.data, x.part == y.part, x.rows == nil, y.rows == nil else {
      throw NotUnderstood("its two arrays are not of the same rows")
    }
    guard x.part == .all || x.data.hasParts || x.data.splitOptions == options else {
      throw NotUnderstood("the parts of one data set are split in one way here")
    }
    if x.part == .train, x.data.hasParts, options == ["stratify=true"] {
      change("`stratify` is left out: `validation_split` takes rows as they were drawn")
    }
    switch x.part {
    case .all:
      x.data.shares = [1 - share, share]
      x.data.splitOptions = options
      return Self.parts(x, y, held: .test)
    case .train where x.data.hasParts:
      x.data.heldOut = share
      // What is held out are the last rows here: they are drawn before, as there.
      x.data.isShuffled = options != ["shuffle=false"]
      return Self.parts(x, y, held: .validation)
    case .train where x.data.shares.count == 2:
      let train = x.data.shares[0]
      x.data.shares = [train * (1 - share), train * share, x.data.shares[1]]
      return Self.parts(x, y, held: .validation)
    case .test where x.data.shares.count == 2:
      let test = x.data.shares[1]
      x.data.shares = [x.data.shares[0], test * (1 - share), test * share]
      return Self.parts(x, y, held: .test, first: .validation)
    default: throw NotUnderstood("these data have their parts already")
    }
  }

  /// Rows of a table, whose target is still to be chosen: a part that is learnt of and one that is tested.
  private func splitTable(
    _ table: TableValue, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    let share = given.number("test_size") ?? given.number("train_size").map { 1 - $0 } ?? 0.25
    guard share > 0, share < 1 else {
      throw NotUnderstood("the shares of its parts are not known here")
    }
    if let classes = given.value("stratify"), !classes.isNone {
      guard case .column(let column) = classes, column.data === table.data else {
        throw NotUnderstood("only `stratify` by the targets is read")
      }
      table.data.splitOptions = ["stratify=true"]
    } else if let shuffles = given.value("shuffle"), case .truth(false) = shuffles {
      table.data.splitOptions = ["shuffle=false"]
    }
    tellDrawn(given)
    var (first, held) = (table, table)
    switch (table.part, table.data.shares.count) {
    case (.all, 0):
      table.data.shares = [1 - share, share]
      (first.part, held.part) = (.train, .test)
    case (.train, 2):
      let train = table.data.shares[0]
      table.data.shares = [train * (1 - share), train * share, table.data.shares[1]]
      (first.part, held.part) = (.train, .validation)
    default: throw NotUnderstood("these data have their parts already")
    }
    return .items([.table(first), .table(held)])
  }

  /// scikit-learn rounds the part that is held out up, and draws by its own numbers.
  private func tellDrawn(_ given: CallArguments) {
    if given.value("random_state") != nil {
      change("which rows stand in which part follows from `seed` here")
    }
    change("`split` cuts at a share: its parts may have a row more or less than the program's")
  }

  /// Whether two values are the same targets.
  private func isSame(_ a: Meaning, _ b: Meaning) -> Bool {
    switch (a, b) {
    case (.array(let a), .array(let b)): a.data === b.data && a.part == b.part && a.side == b.side
    case (.column(let a), .column(let b)): a.data === b.data && a.name == b.name
    case (.value(let a), .value(let b)): a.text == b.text
    default: false
    }
  }

  /// x_train, x_test, y_train, y_test
  private static func parts(
    _ x: ArrayValue, _ y: ArrayValue, held: ArrayValue.Part, first: ArrayValue.Part = .train
  ) -> Meaning {
    func of(_ array: ArrayValue, _ part: ArrayValue.Part) -> Meaning {
      var array = array
      (array.part, array.count) = (part, nil)
      return .array(array)
    }
    return .items([of(x, first), of(x, held), of(y, first), of(y, held)])
  }
}
