import Exchange
import Support

// What expressions mean: constants are computed, all else is looked up.
extension ProgramReader {
  /// The value of an assignment, under the name that it will have.
  func evaluateStatement(
    _ value: PythonExpression, for targets: [PythonExpression]
  ) throws(NotUnderstood) -> Meaning {
    if case .name(let name)? = targets.first { wanted = name }
    defer { wanted = nil }
    return try evaluate(value)
  }

  /// A statement that is one expression.
  func perform(_ expression: PythonExpression) throws(NotUnderstood) {
    let (count, told, skipped) = (pieces.count, remarks.count, unneeded.count)
    let popped = datasets.reduce(0) { $0 + $1.popped.count }
    if try show(expression) { return }
    isBare = true
    defer { isBare = false }
    let meaning = try evaluate(expression)
    // A column that is taken out is a step.
    let saysNothing =
      pieces.count == count && remarks.count == told && unneeded.count == skipped
      && datasets.reduce(0) { $0 + $1.popped.count } == popped
    if case .call = expression {
      // Who computes something and takes no notice of it does nothing.
      switch meaning {
      case .value, .array, .table, .column, .items, .integer, .number, .text, .truth:
        if saysNothing { skip() }
      default: break
      }
      return
    }
    // A value alone is shown, as notebooks do.
    if case .value(let value) = meaning, pieces.count == count { return write([value.text]) }
    if saysNothing { skip() }
  }

  func evaluate(_ expression: PythonExpression) throws(NotUnderstood) -> Meaning {
    switch expression {
    case .name(let name): return try meaning(of: name)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .truth(let truth): return .truth(truth)
    case .none: return .none
    case .ellipsis: return .library("python.ellipsis")
    case .formatted(let parts): return .text(try text(of: parts))
    case .tuple(let items), .list(let items): return try list(of: try evaluateAll(items))
    case .set: throw NotUnderstood("sets are not read")
    case .dictionary(let pairs):
      var found: [(key: Meaning, value: Meaning)] = []
      for pair in pairs {
        guard let key = pair.key else { throw NotUnderstood("`**` is not read") }
        found.append((try evaluate(key), try evaluate(pair.value)))
      }
      return .dictionary(found)
    case .attribute(.name(let own), "shape") where isLost(own):
      // How large lost data are is not known; a model of that size is still one.
      return .items([.open, .open])
    case .call(.name("len"), let arguments)
    where arguments.count == 1 && isColumnsOfLost(arguments[0].value):
      return .open
    case .attribute(let base, let name): return try attribute(name, of: try evaluate(base))
    case .call(let function, let arguments): return try call(function, arguments)
    case .subscripted(let base, let places): return try element(of: try evaluate(base), at: places)
    case .lambda: return .code
    case .slice, .starred: throw NotUnderstood("a slice or `*` stands where a value belongs")
    case .unary(let sign, let operand): return try unary(sign, try evaluate(operand))
    case .binary(let sign, let left, let right):
      return try binary(sign, try evaluate(left), try evaluate(right))
    case .choice(let first, let condition, let second):
      guard case .truth(let holds) = try evaluate(condition) else {
        throw NotUnderstood("whether it holds is known only when it runs")
      }
      return try evaluate(holds ? first : second)
    case .comprehension(let element, let target, let over):
      guard case .items(let items) = try evaluate(over), items.count <= 1000 else {
        throw NotUnderstood("only loops over what is written out are unrolled")
      }
      var found: [Meaning] = []
      for item in items {
        try bind(target, item)
        found.append(try evaluate(element))
      }
      return try list(of: found)
    }
  }

  /// Whether a name stands for what a line gave that was not understood.
  private func isLost(_ name: String) -> Bool {
    if case .lost? = scopes.last?[name] ?? scopes.first?[name] { true } else { false }
  }

  /// Whether it is `X.columns` of lost data.
  private func isColumnsOfLost(_ expression: PythonExpression) -> Bool {
    if case .attribute(.name(let name), "columns") = expression { isLost(name) } else { false }
  }

  /// A list that is not too large to be walked through: its parts may be one and the same.
  func list(of items: [Meaning]) throws(NotUnderstood) -> Meaning {
    var left = 20_000
    guard Meaning.items(items).fits(&left) else { throw NotUnderstood("a list is too long") }
    return .items(items)
  }

  private func evaluateAll(_ items: [PythonExpression]) throws(NotUnderstood) -> [Meaning] {
    var found: [Meaning] = []
    for item in items {
      if case .starred(let inner) = item, case .items(let more) = try evaluate(inner) {
        found += more
      } else {
        found.append(try evaluate(item))
      }
    }
    return found
  }

  /// An f-string of values that are known now.
  private func text(of parts: [PythonTextPart]) throws(NotUnderstood) -> String {
    var whole = ""
    for part in parts {
      switch part {
      case .text(let text): whole += text
      case .value(let expression, _):
        switch try evaluate(expression) {
        case .text(let text): whole += text
        case .integer(let number): whole += "\(number)"
        case .number(let number): whole += ProgramText.number(number)
        default: throw NotUnderstood("what it says is known only when it runs")
        }
      }
      guard whole.utf8.count < 100_000 else { throw NotUnderstood("its text is too long") }
    }
    return whole
  }

  /// What a table of pandas has that is no column.
  private static let ofTables: Set = [
    "index", "columns", "iloc", "loc", "at", "iat", "size", "ndim", "T", "dtypes", "empty", "axes",
    "plot", "attrs", "style",
  ]

  /// What a name behind a dot means; `isCalled` where brackets follow.
  func attribute(_ name: String, of base: Meaning, isCalled: Bool = false) throws(NotUnderstood)
    -> Meaning
  {
    switch base {
    case .unneeded: return .method(base, name)
    case .library where name.hasPrefix("__"): return .unneeded
    case .library(let path):
      let whole = LibraryPath.canonical("\(path).\(name)")
      if whole == "keras" { usesKeras = true }
      switch whole {
      case "numpy.newaxis", "tensorflow.newaxis": return .none
      case "numpy.pi", "math.pi": return .value(ValueText(text: "pi", shape: []))
      default: return .library(whole)
      }
    case .array(let array):
      guard name == "shape" else { return .method(base, name) }
      let isWhole = array.part == .all && !array.data.hasParts && array.rows == nil
      let count =
        array.count.map(Meaning.integer) ?? (isWhole ? .rows(array.data, 1) : Meaning.open)
      guard let extents = array.extents else { return .items([count, .open]) }
      return .items([count] + extents.map(Meaning.integer))
    case .value(let value) where name == "shape":
      guard let shape = value.shape else { return .value(ValueText(text: "shape(\(value.text))")) }
      return .items(shape.map(Meaning.integer))
    case .table(let table) where name == "shape":
      return .items([table.part == .all ? .rows(table.data, 1) : .open, .open])
    case .column where name == "cat": return base
    case .column(let column) where name == "codes": return .column(coded(column))
    case .samples(let pair) where name == "class_names":
      guard case .array(let first)? = pair.first else { return .method(base, name) }
      return .classNames(first.data)
    case .table where name == "values", .column where name == "values",
      .history where name == "history":
      return base
    case .table(let table) where !isCalled && !Self.ofTables.contains(name):
      return .column(ColumnValue(data: table.data, part: table.part, name: name))
    case .model(let model):
      if case .graph(let inputs, let output) = model.kind {
        if name == "output" { return .tensor(output) }
        if name == "input", inputs.count == 1 { return .tensor(inputs[0]) }
      }
      return .method(base, name)
    default: return .method(base, name)
    }
  }

  private func unary(_ sign: String, _ operand: Meaning) throws(NotUnderstood) -> Meaning {
    switch (sign, operand) {
    case ("-", .integer(let number)):
      let (value, overflow) = 0.subtractingReportingOverflow(number)
      return overflow ? .number(-Double(number)) : .integer(value)
    case ("-", .number(let number)): return .number(-number)
    case ("+", .integer), ("+", .number): return operand
    case ("not", .truth(let truth)): return .truth(!truth)
    case (_, .unneeded): return .unneeded
    case ("-", .value(let value)):
      return .value(ValueText(text: "-" + value.bracketed, shape: value.shape, isAtom: false))
    default: throw NotUnderstood("`\(sign)` of this is not read")
    }
  }

  /// An element, a column, a part of the rows.
  private func element(
    of base: Meaning, at places: [PythonExpression]
  ) throws(NotUnderstood) -> Meaning {
    switch base {
    case .items(let items):
      guard places.count == 1 else { throw NotUnderstood("a list has one place") }
      return try element(of: items, at: places[0])
    case .dictionary(let pairs):
      let key = try evaluate(places[0])
      guard let found = pairs.last(where: { Self.isSame($0.key, key) }) else {
        throw NotUnderstood("there is no such key")
      }
      return found.value
    case .unneeded: return .unneeded
    case .history(let run):
      guard case .text(let series) = try evaluate(places[0]) else {
        throw NotUnderstood("a series of a training has a name")
      }
      return .value(ValueText(text: "\(run).\(seriesName(series))"))
    case .evaluation(let name, let fields):
      switch try evaluate(places[0]) {
      case .integer(let place):
        let index = place < 0 ? fields.count + place : place
        guard fields.indices.contains(index) else {
          throw NotUnderstood("`evaluate` gives \(fields.count) numbers here")
        }
        return .value(ValueText(text: "\(name).\(fields[index])"))
      case .text(let field): return .value(ValueText(text: "\(name).\(seriesName(field))"))
      default: throw NotUnderstood("which number is meant is not known here")
      }
    case .array(let array): return try slice(array, places)
    case .table(let table), .method(.table(let table), "iloc"):
      return try columns(of: table, places)
    case .method(.table(let table), "loc"):
      return try columns(of: table, places, isLabelled: true)
    case .column(var column), .method(.column(var column), "iloc"):
      guard places.count == 1, case .slice(let first, let last, nil) = places[0] else {
        throw NotUnderstood("this part of a column is not read here")
      }
      let isShuffled = column.data.latest?.isShuffled == true
      column.part = try cut(column.data, column.part, first, last, isShuffled: isShuffled)
      return .column(column)
    case .value(let value) where value.isRecord:
      guard places.count == 1, case .text(let name) = try evaluate(places[0]) else {
        throw NotUnderstood("an array of the file has a name")
      }
      return try field(name, of: value)
    case .value(let value): return try slice(value, places)
    case .constructed("fill", _): return base
    default: throw NotUnderstood("what stands in `[ ]` is not read here")
    }
  }

  /// Keras's name of a series as it is called here.
  func seriesName(_ series: String) -> String {
    let isValidation = series.hasPrefix("val_")
    let bare = isValidation ? String(series.dropFirst(4)) : series
    let word = TrainingWords.metricField(bare)
    return isValidation ? "val_" + word : word
  }

  private func element(of items: [Meaning], at place: PythonExpression) throws(NotUnderstood)
    -> Meaning
  {
    if case .slice(let first, let last, nil) = place {
      let bounds = try [first ?? .integer(0), last ?? .integer(items.count)].map {
        expression throws(NotUnderstood) -> Int in
        guard case .integer(let number) = try evaluate(expression) else {
          throw NotUnderstood("which elements are meant is not known here")
        }
        return min(max(number < 0 ? items.count + number : number, 0), items.count)
      }
      return .items(bounds[0] < bounds[1] ? Array(items[bounds[0]..<bounds[1]]) : [])
    }
    guard case .integer(let place) = try evaluate(place) else {
      throw NotUnderstood("which element is meant is not known here")
    }
    let index = place < 0 ? items.count + place : place
    guard items.indices.contains(index) else { throw NotUnderstood("there is no such element") }
    return items[index]
  }

  private static func isSame(_ left: Meaning, _ right: Meaning) -> Bool {
    switch (left, right) {
    case (.text(let a), .text(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    default: false
    }
  }
}
