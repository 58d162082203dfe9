import Exchange

// NumPy's functions, and those of TensorFlow with the same names, on constants, data and values.
extension ProgramReader {
  func callNumerics(
    _ path: String, _ word: String, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    if given.contains(where: { tensors($0) != nil }) {
      return try applyFunction(word, given)
    }
    if path.contains(".random.") { return try random(word, given) }
    if path == "tensorflow.data.Dataset.from_tensor_slices", case .items(let pair)? = given.first,
      pair.count == 2, pair.allSatisfy(Self.isSamples)
    {
      return .samples(pair)
    }
    if path.hasPrefix("tensorflow.data") {
      throw NotUnderstood("`tf.data` is not read: give `fit` its arrays")
    }
    switch (word, given.first) {
    case ("array", let first?), ("asarray", let first?), ("constant", let first?),
      ("convert_to_tensor", let first?),
      ("cast", let first?), ("copy", let first?), ("ascontiguousarray", let first?):
      let type = given.value("dtype", at: word == "copy" ? nil : 1)
      let isWhole = (try? cast(first, to: .text("int"))) != nil
      let first = try cast(first, to: type)
      guard case .items = first, var value = valueText(first) else { return first }
      value.isWhole = isWhole
      return .value(value)
    case ("float32", let first?), ("float64", let first?), ("int32", let first?),
      ("int64", let first?), ("int8", let first?), ("uint8", let first?):
      let cast = try cast(first, to: .text(word))
      if case .items = cast, let value = valueText(cast) { return .value(value) }
      return cast
    case ("expand_dims", .array(let array)?):
      guard let extents = array.extents else {
        throw NotUnderstood("the shape of these data is not known here")
      }
      let axis = given.whole("axis", at: 1) ?? -1
      guard axis == -1 || axis == extents.count + 1 else {
        throw NotUnderstood("only a last axis is added")
      }
      return try reshaped(array, to: .items(([-1] + extents + [1]).map(Meaning.integer)))
    case ("expand_dims", .value(let value)?):
      guard var shape = value.shape, let axis = given.whole("axis", at: 1) else { break }
      let place = axis < 0 ? shape.count + 1 + axis : axis
      guard (0...shape.count).contains(place) else { break }
      shape.insert(1, at: place)
      return .value(ValueText(text: "reshape(\(value.text), [\(Self.list(shape))])", shape: shape))
    case ("reshape", .array(let array)?):
      return try reshaped(
        array, to: given.value("newshape", at: 1) ?? given.value("shape") ?? Meaning.none)
    case ("squeeze", .array(let array)?): return .array(array)
    case ("prod", .items(let items)?):
      guard let numbers = Meaning.items(items).wholeNumbers else { break }
      return .integer(numbers.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue })
    case ("split", .table?), ("split", .array?):
      guard case .items(let ends)? = given.value("indices_or_sections", at: 1),
        let all = given.first
      else { break }
      return try split(all, at: ends)
    case ("loadtxt", _), ("genfromtxt", _): return try readTable(given, hasHeader: false)
    case ("load", .text(let path)?): return loadArrays(path, given)
    case ("zeros", _), ("ones", _), ("empty", _):
      guard let shape = given.value("shape", at: 0)?.wholeNumbers else { break }
      _ = given.value("dtype", at: 1)
      return .value(
        ValueText(
          text: "\(word == "ones" ? "ones" : "zeros")([\(Self.list(shape))])", shape: shape,
          isWhole: true))
    case ("eye", .integer(let count)?), ("identity", .integer(let count)?):
      return .value(ValueText(text: "eye(\(count))", shape: [count, count], isWhole: true))
    case ("arange", _):
      let texts = given.positional.compactMap { valueText($0)?.text }
      guard texts.count == given.count, (1...3).contains(texts.count) else { break }
      let isWhole = given.positional.allSatisfy {
        if case .integer = $0 { true } else { false }
      }
      let type = given.value("dtype")
      return try cast(
        .value(ValueText(text: "range(\(texts.joined(separator: ", ")))", isWhole: isWhole)),
        to: type)
    case ("linspace", _):
      let texts = [given.value("start", at: 0), given.value("stop", at: 1)].compactMap {
        $0.flatMap { valueText($0)?.text }
      }
      let count = given.whole("num", at: 2) ?? 50
      guard texts.count == 2 else { break }
      return .value(
        ValueText(text: "linspace(\(texts.joined(separator: ", ")), \(count))", shape: [count]))
    case ("concatenate", .items(let items)?), ("stack", .items(let items)?),
      ("hstack", .items(let items)?),
      ("vstack", .items(let items)?), ("concat", .items(let items)?):
      guard let text = valueText(.items(items))?.text else { break }
      var axis = word == "hstack" ? 1 : given.whole("axis", at: 1) ?? 0
      if word == "hstack" || word == "vstack" {
        // Arrays of one axis stand behind one another, or become rows.
        let axes = items.map { valueText($0)?.shape?.count }
        guard let first = axes.first ?? nil, axes.allSatisfy({ $0 == first }) else {
          throw NotUnderstood(
            "how `\(word)` joins depends on how many axes they have: write `concat([a, b], axis=1)`"
          )
        }
        guard word == "hstack" || first > 1 else {
          return .value(ValueText(text: "stack(\(text))"))
        }
        if first == 1 { axis = 0 }
      }
      let name = word == "stack" ? "stack" : "concat"
      return .value(ValueText(text: "\(name)(\(text)\(axis == 0 ? "" : ", axis=\(axis)"))"))
    default: break
    }
    return try elementwise(word, given)
  }

  private static let functions: [String: String] = [
    "sin": "sin", "cos": "cos", "exp": "exp", "log": "log", "sqrt": "sqrt", "abs": "abs",
    "sign": "sign",
    "floor": "floor", "tanh": "tanh", "round": "round", "around": "round", "maximum": "maximum",
    "minimum": "minimum", "where": "where", "clip": "clip", "absolute": "abs",
    "transpose": "transpose",
  ]
  private static let reductions: Set = [
    "mean", "sum", "std", "var", "max", "min", "argmax", "argmin", "prod", "amax", "amin", "cumsum",
    "any", "all",
    "reduce_mean", "reduce_sum", "reduce_max",
  ]

  private func elementwise(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning
  {
    if Self.reductions.contains(word), let first = given.first {
      guard let text = valueText(first) else {
        throw NotUnderstood("`\(word)` of these is not read")
      }
      return try reduction(word, text, given)
    }
    var texts: [String] = []
    for value in given.positional {
      guard let text = valueText(value) else {
        throw NotUnderstood("`\(word)` of these is not read")
      }
      texts.append(text.text)
    }
    let shape = Self.spread(given.positional.map { valueText($0)?.shape })
    if ["round", "around"].contains(word), texts.count == 2 {
      guard let value = valueText(given.positional[0]), let places = given.whole("decimals", at: 1),
        (0...12).contains(places)
      else { throw NotUnderstood("to how many places it is rounded is not known here") }
      let power = (0..<places).reduce(1) { whole, _ in whole * 10 }
      return .value(
        ValueText(
          text: "round(\(value.bracketed) * \(power)) / \(power)", shape: shape, isAtom: false,
          isProduct: true))
    }
    if let function = Self.functions[word], given.named.isEmpty, !texts.isEmpty {
      let isWhole = function == "floor" || function == "round" && texts.count == 1
      let turned = function == "transpose" ? shape.map { Array($0.reversed()) } : shape
      return .value(
        ValueText(
          text: "\(function)(\(texts.joined(separator: ", ")))",
          shape: function == "transpose" && texts.count > 1 ? nil : turned, isWhole: isWhole))
    }
    if word == "square", texts.count == 1, let value = valueText(given.positional[0]) {
      return .value(ValueText(text: "\(value.bracketed)^2", shape: shape, isAtom: false))
    }
    if ["dot", "matmul"].contains(word), texts.count == 2 {
      return try binary("@", given.positional[0], given.positional[1])
    }
    if ["power", "pow"].contains(word), texts.count == 2 {
      return try binary("**", given.positional[0], given.positional[1])
    }
    throw NotUnderstood("`\(word)` has no counterpart that is known here")
  }

  /// A sum, a mean and the like, of all or along one axis.
  private func reduction(
    _ word: String, _ value: ValueText, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    let name = word.replacing("reduce_", with: "").replacing("amax", with: "max").replacing(
      "amin", with: "min")
    var options = given.whole("axis", at: 1).map { ", axis=\($0)" } ?? ""
    if name != "cumsum", given.isTrue("keepdims") { options += ", keepdims=true" }
    return .value(
      ValueText(
        text: "\(name)(\(value.text)\(options))", isWhole: name == "argmax" || name == "argmin"))
  }

  /// A shape with what -1 stands for; `nil` where that is not known.
  private static func shape(_ extents: [Int], of shape: [Int]?) -> [Int]? {
    guard extents.contains(-1) else { return extents }
    let given = ProgramText.count(extents.filter { $0 != -1 })
    guard let shape, given > 0, extents.allSatisfy({ $0 >= -1 }) else { return nil }
    let all = ProgramText.count(shape)
    return extents.map { $0 == -1 ? all / given : $0 }
  }

  static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

  func call(_ method: String, of value: ValueText, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    switch method {
    case "astype": return try cast(.value(value), to: given.value("dtype", at: 0))
    case "copy", "numpy", "tolist": return .value(value)
    case "flatten", "ravel":
      return .value(ValueText(text: "reshape(\(value.text), [-1])", isWhole: value.isWhole))
    case "squeeze":
      // Of several axes the others stay.
      guard let shape = value.shape, shape.filter({ $0 != 1 }).count <= 1 else {
        throw NotUnderstood("which axes stay is not known here: write `reshape`")
      }
      return .value(ValueText(text: "reshape(\(value.text), [-1])", isWhole: value.isWhole))
    case "reshape":
      let shape = given.count == 1 ? given.positional[0] : .items(given.positional)
      guard let extents = shape.wholeNumbers else { break }
      let known = Self.shape(extents, of: value.shape)
      return .value(
        ValueText(
          text: "reshape(\(value.text), [\(Self.list(extents))])", shape: known,
          isWhole: value.isWhole))
    default:
      var all = CallArguments(positional: [.value(value)] + given.positional)
      all.named = given.named
      let meaning = try elementwise(method, all)
      try checkRead(method, all)
      given.markAllRead()
      return meaning
    }
    throw NotUnderstood("`.\(method)` is not read here")
  }

  /// `x[:100]`, `x[0]`, `x[:, 1]`
  func slice(_ value: ValueText, _ places: [PythonExpression]) throws(NotUnderstood) -> Meaning {
    var texts: [String] = []
    var shape = value.shape
    for place in places {
      switch place {
      case .slice(let first, let last, nil):
        var bounds: [String] = []
        for bound in [first, last] {
          guard let bound else {
            bounds.append("")
            continue
          }
          guard let text = valueText(try evaluate(bound)) else {
            throw NotUnderstood("which rows are meant is not known here")
          }
          bounds.append(text.text)
        }
        texts.append("\(bounds[0]):\(bounds[1])")
        if !bounds.allSatisfy(\.isEmpty) { shape = nil }
      default:
        guard let text = valueText(try evaluate(place)), text.shape == [] else {
          throw NotUnderstood("which elements are meant is not known here")
        }
        texts.append(text.text)
        shape = nil
      }
    }
    return .value(
      ValueText(text: "\(value.bracketed)[\(texts.joined(separator: ", "))]", shape: shape))
  }
}
