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
}
