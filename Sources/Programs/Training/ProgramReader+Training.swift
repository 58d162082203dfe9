import Exchange
import Learning

// `fit`.
extension ProgramReader {
  /// What is given to a model: text for `train` and `evaluate`, and what is known of it.
  struct GivenData {
    var text: String
    var inputs: Meaning
    var targets: Meaning?
  }

  /// Samples with their targets as one argument.
  func data(_ inputs: Meaning, _ targets: Meaning?) throws(NotUnderstood) -> GivenData {
    // The target first: it is no column of the inputs.
    let known =
      try targets.map { meaning throws(NotUnderstood) in try samples(meaning, .targets) } ?? nil
    if let y = known, let x = try samples(inputs, .inputs), x.side == .inputs, y.side == .targets,
      x.data === y.data, x.part == y.part, x.rows == y.rows
    {
      let name = self.name(
        of: x.data, x.steps + y.steps, isMeasured: x.part == .test || x.part == .validation)
      if x.rows == nil {
        let part =
          switch x.part {
          case .train where x.data.hasParts || !x.data.shares.isEmpty, .all, .train: ""
          default: "." + x.part.rawValue
          }
        return GivenData(text: name + part, inputs: .array(x), targets: .array(y))
      }
    }
    guard let targets else { throw NotUnderstood("what is learnt of them is not known here") }
    return GivenData(
      text:
        "table(\(try text(ofData: inputs, .inputs, with: targets)), \(try text(ofData: targets, .targets, with: inputs)))",
      inputs: inputs, targets: targets)
  }

  private func text(
    ofData meaning: Meaning, _ side: ArrayValue.Side, with other: Meaning
  ) throws(NotUnderstood) -> String {
    if var array = try samples(meaning, side) {
      // One name for both sides, where they can have it.
      if let partner = try samples(other, side == .inputs ? .targets : .inputs),
        partner.data === array.data,
        partner.side != array.side
      {
        array.steps = side == .inputs ? array.steps + partner.steps : partner.steps + array.steps
      }
      return text(of: array)
    }
    if let value = valueText(meaning) { return value.text }
    throw NotUnderstood("its data are not known here")
  }

  /// A table, a column or an array as samples; `nil` for values of other kinds.
  func samples(_ meaning: Meaning, _ side: ArrayValue.Side) throws(NotUnderstood) -> ArrayValue? {
    switch meaning {
    case .array(let array) where array.isCentered:
      throw NotUnderstood("only (x - mean) / deviation is read")
    case .table(let table) where table.isCentered:
      throw NotUnderstood("only (x - mean) / deviation is read")
    case .array(let array): return array
    case .table(let table):
      let target = table.data.target
      if let chosen = table.selected,
        chosen.allSatisfy({ ProgramText.quoted(table.data.column($0)) == target })
      {
        throw NotUnderstood("nothing is left beside the column that is learnt")
      }
      return samples(of: table)
    case .column(let column): return try samples(of: column)
    default: return nil
    }
  }

  /// The name of data that are prepared so.
  func name(of data: DataObject, _ steps: [String], isMeasured: Bool = false) -> String {
    // Pictures are varied in training alone.
    if let known = data.variants.first(where: { variant in
      variant.steps == steps
        || isMeasured && variant.steps.filter { !$0.hasPrefix("augment") } == steps
    }) {
      return known.name
    }
    // So many ways were written by no hand.
    if data.variants.count >= 50, let last = data.variants.last { return last.name }
    let name = names.unique("d")
    data.variants.append((steps, name))
    return name
  }

  /// `d.x`, `d.test.y[0:10]`
  func text(of array: ArrayValue) -> String {
    let part = array.part == .test || array.part == .validation ? "." + array.part.rawValue : ""
    let side = array.side == .inputs ? ".x" : ".y"
    let name =
      array.data.variants.first { Self.begins($0.steps, with: array.steps) }?.name
      ?? self.name(of: array.data, array.steps)
    return name + part + side + (array.rows ?? "")
  }

  /// The same where one only looks, before it is clear how the data are prepared.
  func text(lookingAt array: ArrayValue) -> String {
    if array.data.variants.contains(where: { Self.begins($0.steps, with: array.steps) }) {
      return text(of: array)
    }
    let part = array.part == .test || array.part == .validation ? "." + array.part.rawValue : ""
    return mark(of: array.data) + part + (array.side == .inputs ? ".x" : ".y") + (array.rows ?? "")
  }

  private static func begins(_ steps: [String], with others: [String]) -> Bool {
    others.allSatisfy(steps.contains)
  }

  func fit(_ model: ModelObject, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    try checkLayers(of: model)
    let own = wanted
    guard var inputs = given.value("x", at: 0) else { throw NotUnderstood("it has no data") }
    var targets = given.value("y", at: 1)
    var given = given
    // Pictures of a folder, and what varies them, give both at once.
    if case .samples(let pair) = inputs, targets == nil {
      (inputs, targets) = (pair[0], pair[1])
      if pair.count > 2 { given.named.append(("batch_size", pair[2])) }
    }
    if case .graph(let nodes, _) = model.kind, nodes.count > 1 {
      return try fitSeveral(model, nodes, inputs, targets, given)
    }
    var data = try data(inputs, targets)
    size(model, by: &data)
    tellPrepared(data)
    var options = try lengths(given)
    try checkSteps(given, data)
    let called = try callbacks(given.value("callbacks"), of: model)
    options += try trainingOptions(of: model, rate: called.rate)
    var validation: GivenData?
    if let pair = Self.pair(given.value("validation_data")) {
      let held = try self.data(pair[0], pair[1])
      if pair.count > 2, case .items? = given.value("validation_data") {
        change("the weights of the validation samples are left out")
      }
      validation = held
      if case .array(let array) = held.inputs, array.part == .validation,
        let share = array.data.heldOut
      {
        options.append("validation_split=\(ProgramText.number(share))")
      } else {
        options.append("validation=\(held.text)")
      }
    } else if let other = given.value("validation_data"), !other.isNone {
      throw NotUnderstood("its validation data are not known here")
    }
    if let share = given.number("validation_split") {
      options.append("validation_split=\(ProgramText.number(share))")
    }
    options += try weights(given, of: data)
    try checkClasses(of: model, data)
    options += called.options
    for name in ["validation_steps", "validation_freq"]
    where given.value(name).map({ !$0.isNone }) == true {
      leaveOut("`\(name)` is left out: all validation samples are measured after each epoch here")
    }
    if given.value("validation_batch_size").map({ !$0.isNone }) == true {
      change("`validation_batch_size` is left out: it changes no number")
    }
    let run = names.unique(own ?? "r")
    use(model)
    model.isTrained = true
    tellLints(of: model, data, validation)
    let line = "\(run) = train \(model.name), \(data.text), \(options.joined(separator: ", "))"
    if let unread = model.compiled.unread.first { throw Self.untrained(unread, line) }
    write([line])
    return .history(run)
  }

  /// Inputs and their targets.
  private static func pair(_ meaning: Meaning?) -> [Meaning]? {
    switch meaning {
    case .samples(let pair)?: pair
    case .items(let pair)? where pair.count >= 2: pair
    default: nil
    }
  }

  /// Throws for a model none of whose layers is known here.
  func checkLayers(of model: ModelObject) throws(NotUnderstood) {
    if model.isEmpty { throw NotUnderstood("no layer of its model is understood") }
  }

  /// `epochs=5, batch_size=32`
  func lengths(_ given: CallArguments) throws(NotUnderstood) -> [String] {
    var options: [String] = []
    for (name, place) in [("epochs", 3), ("batch_size", 2)] {
      switch given.value(name, at: place) {
      case nil, Meaning.none?: if name == "epochs" { options.append("epochs=1") }
      case let value?:
        guard var text = valueText(value) else {
          throw NotUnderstood("its `\(name)` are not known here")
        }
        if name == "epochs", let first = given.value("initial_epoch"), !first.isNone {
          guard case .integer(let start) = first, case .integer(let end) = value, start >= 0,
            end > start
          else {
            throw NotUnderstood("from which epoch to which it is trained is not known here")
          }
          text.text = "\(end - start)"
        }
        options.append("\(name)=\(text.text)")
      }
    }
    return options
  }

  /// What nothing else says of the size of a sample is taken from the data.
  private func size(_ model: ModelObject, by data: inout GivenData) {
    guard !model.isLoaded else { return }
    var extents: [Int]?
    switch data.inputs {
    case .array(let array): extents = array.extents
    case .value(let value): extents = value.shape.map { Array($0.dropFirst()) }
    default: break
    }
    if let extents, model.filling == nil { model.filling = extents.isEmpty ? [1] : extents }
    guard model.extents == nil, model.data == nil, model.isSizedByData else { return }
    if let extents {
      model.extents = extents.isEmpty ? [1] : extents
      return
    }
    // The model stands behind its data then.
    if data.text.hasPrefix("table(") {
      let name = names.unique("d")
      write(["\(name) = \(data.text)"])
      data.text = name
    }
    model.data = data.text
    if pieces.indices.contains(model.place), !model.isUsed {
      pieces[model.place].piece = .lines([])
      model.place = pieces.count
      put(.model(model))
    }
  }
}
