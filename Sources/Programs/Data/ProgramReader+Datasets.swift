import Exchange

// Data that come with Keras and scikit-learn, and what is done to arrays of them.
extension ProgramReader {
  private struct Known {
    var extents: [Int]?
    var classes: Int?
    var counts: (Int, Int)?
  }

  private static let known: [String: Known] = [
    "mnist": Known(extents: [28, 28], classes: 10, counts: (60_000, 10_000)),
    "fashion_mnist": Known(extents: [28, 28], classes: 10, counts: (60_000, 10_000)),
    "cifar10": Known(extents: [32, 32, 3], classes: 10, counts: (50_000, 10_000)),
    "cifar100": Known(extents: [32, 32, 3], classes: 100, counts: (50_000, 10_000)),
    "imdb": Known(extents: nil, classes: 2, counts: (25_000, 25_000)),
    "reuters": Known(extents: nil, classes: 46, counts: nil),
    "boston_housing": Known(extents: [13], classes: nil, counts: (404, 102)),
    "california_housing": Known(extents: [8], classes: nil, counts: nil),
  ]

  /// `keras.datasets.mnist.load_data()`: two parts of two sides.
  func loadDataset(_ path: String) throws(NotUnderstood) -> Meaning {
    let words = path.split(separator: ".")
    if words.last == "get_word_index" {
      // Words of reviews stand beside their numbers, which are what is learnt of.
      skip()
      return .unneeded
    }
    guard words.count == 4, words[3] == "load_data", let known = Self.known[String(words[2])] else {
      throw NotUnderstood("only `load_data` of Keras's data sets is read")
    }
    let name = String(words[2])
    let data = DataObject(
      name == "mnist" ? "mnist" : "npz(\(ProgramText.quoted("\(name).npz")))", line: line,
      hasParts: true,
      classes: known.classes)
    if name != "mnist" { data.saved = ("\(name).npz", line) }
    put(data)
    func side(_ part: ArrayValue.Part, _ side: ArrayValue.Side, _ count: Int?) -> Meaning {
      var array = ArrayValue(data: data, part: part, side: side)
      array.extents = side == .inputs ? known.extents : []
      array.count = count
      return .array(array)
    }
    return .items([
      .items([side(.train, .inputs, known.counts?.0), side(.train, .targets, known.counts?.0)]),
      .items([side(.test, .inputs, known.counts?.1), side(.test, .targets, known.counts?.1)]),
    ])
  }

  /// Data stand where the program reads them.
  func put(_ data: DataObject) {
    data.number = datasets.count
    datasets.append(data)
    put(.data(data))
  }

  func call(
    _ method: String, of array: ArrayValue, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    switch method {
    case "astype": return try cast(.array(array), to: given.value("dtype", at: 0))
    case "copy", "squeeze", "numpy", "tolist": return .array(array)
    case "flatten", "ravel":
      if array.side == .targets { return .array(array) }
      return try reshaped(array, [-1])
    case "reshape":
      let shape = given.count == 1 ? given.positional[0] : .items(given.positional)
      return try reshaped(array, to: shape)
    case "mean", "std":
      guard let axis = given.whole("axis", at: 0) else {
        return .value(ValueText(text: "\(method)(\(text(of: array)))", shape: []))
      }
      // Those of the training part are what `standardize` learns.
      guard axis == 0, array.part == .train || array.part == .all else {
        throw NotUnderstood("only means and deviations of the columns of training data are read")
      }
      _ = given.isTrue("keepdims")
      return .scaler(method == "mean" ? .mean : .deviation)
    case "sum", "max", "min":
      return .value(ValueText(text: "\(method)(\(text(of: array)))", shape: []))
    default: throw NotUnderstood("`.\(method)` of data is not read here")
    }
  }

  /// Samples in another shape; the first extent counts them.
  func reshaped(_ array: ArrayValue, to shape: Meaning) throws(NotUnderstood) -> Meaning {
    if array.side == .targets { return .array(array) }
    guard case .items(let items) = shape, items.count > 1 else {
      if let whole = shape.wholeNumbers, whole == [-1] { return .array(array) }
      throw NotUnderstood("its new shape is not known here")
    }
    let rest = items.dropFirst().map { if case .integer(let number) = $0 { number } else { 0 } }
    guard !rest.contains(0) else { throw NotUnderstood("its new shape is not known here") }
    return try reshaped(array, Array(rest))
  }

  private func reshaped(_ array: ArrayValue, _ shape: [Int]) throws(NotUnderstood) -> Meaning {
    var array = array
    guard shape.allSatisfy({ $0 == -1 || 1...(1 << 24) ~= $0 }), shape.count <= 8 else {
      throw NotUnderstood("it is no shape of samples")
    }
    guard array.steps.count < 50 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    var extents = shape
    let given = ProgramText.count(shape.filter { $0 != -1 })
    let all = array.extents.map(ProgramText.count)
    if let free = shape.firstIndex(of: -1) {
      guard let all, shape.filter({ $0 == -1 }).count == 1, given > 0 else {
        throw NotUnderstood("its new shape is not known here")
      }
      extents[free] = all / given
    }
    if extents == array.extents { return .array(array) }
    array.extents = extents
    array.steps.append("reshape " + extents.map(String.init).joined(separator: ", "))
    return .array(array)
  }

  /// `x[:1000]`, `x[..., None]`, `x[0]`
  func slice(_ array: ArrayValue, _ places: [PythonExpression]) throws(NotUnderstood) -> Meaning {
    var array = array
    var isNew = false
    var rest: [PythonExpression] = []
    for place in places {
      switch place {
      case .ellipsis: continue
      case .slice(nil, nil, nil): continue
      case .none: isNew = true
      case .attribute(_, "newaxis"): isNew = true
      default: rest.append(place)
      }
    }
    if isNew, rest.isEmpty {
      guard let extents = array.extents else {
        throw NotUnderstood("the shape of these data is not known here")
      }
      return try reshaped(array, extents + [1])
    }
    guard rest.count == 1, places.count == 1, !isNew, array.rows == nil else {
      throw NotUnderstood("this part of the data is not read here")
    }
    if case .slice(let first, let last, nil) = rest[0] {
      let isShare = [try self.isShare(first), try self.isShare(last)].contains(true)
      if array.part == .all, isShare {
        array.part = try cut(
          array.data, array.part, first, last, isShuffled: array.steps.contains("shuffle"))
        array.count = nil
        return .array(array)
      }
      let start = try bound(first)
      let end = try bound(last)
      if start == nil, end == nil { return .array(array) }
      array.rows = "[\(start.map(String.init) ?? ""):\(end.map(String.init) ?? "")]"
      if let end, start ?? 0 >= 0, end >= start ?? 0 {
        array.count = end - (start ?? 0)
      } else {
        array.count = nil
      }
      return .array(array)
    }
    guard case .integer(let place) = try evaluate(rest[0]) else {
      throw NotUnderstood("which sample is meant is not known here")
    }
    return .value(ValueText(text: "\(text(lookingAt: array))[\(place)]", shape: array.extents))
  }

  private func isShare(_ expression: PythonExpression?) throws(NotUnderstood) -> Bool {
    guard let expression else { return false }
    if case .rows = try evaluate(expression) { return true }
    return false
  }

  private func bound(_ expression: PythonExpression?) throws(NotUnderstood) -> Int? {
    guard let expression else { return nil }
    switch try evaluate(expression) {
    case .integer(let number): return number
    case .none: return nil
    default: throw NotUnderstood("which rows are meant is not known here")
    }
  }

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
    if given.value("random_state") != nil {
      change("which rows stand in which part follows from `seed` here")
    }
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
    if given.value("random_state") != nil {
      change("which rows stand in which part follows from `seed` here")
    }
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
