// Scalers of scikit-learn: what they learn stays what it is, whatever they transform.
extension ProgramReader {
  /// `StandardScaler()`, `MinMaxScaler(feature_range=(0, 1))`
  func scaler(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    if word == "OneHotEncoder" {
      // What is dense, and what is done to words that come later, changes no row that is trained on.
      for name in ["sparse", "sparse_output", "handle_unknown", "dtype"] { _ = given.value(name) }
      guard given.value("drop").map(\.isNone) != false else {
        throw NotUnderstood("each word has a column here: leave `drop=` out")
      }
      return .fitted(FittedScaler("one_hot"))
    }
    if word == "SimpleImputer" {
      let strategies = ["mean", "median", "most_frequent"]
      guard case .text(let strategy) = given.value("strategy") ?? .text("mean"),
        strategies.contains(strategy)
      else { throw NotUnderstood("gaps are filled by `mean`, `median` or `most_frequent`") }
      return .fitted(FittedScaler("impute \(strategy)"))
    }
    guard word == "MinMaxScaler" else { return .fitted(FittedScaler("standardize")) }
    if let range = given.value("feature_range", at: 0), !range.isNone {
      guard case .items(let ends) = range, ends.compactMap(\.number) == [0, 1] else {
        throw NotUnderstood("`min_max` gives 0 to 1 here")
      }
    }
    return .fitted(FittedScaler("min_max"))
  }

  func call(_ method: String, of scaler: FittedScaler, _ given: CallArguments)
    throws(NotUnderstood) -> Meaning
  {
    guard ["fit", "transform", "fit_transform"].contains(method) else {
      throw NotUnderstood(
        method == "inverse_transform"
          ? "predictions are in the units of the data here" : "`.\(method)` is not read here")
    }
    guard let first = given.value("X", at: 0) else { throw NotUnderstood("it has no data") }
    // The targets of a pipeline, which a scaler does not look at.
    _ = given.value("y", at: 1)
    if method != "transform" { try fit(scaler, on: first) }
    if method == "fit" { return .fitted(scaler) }
    if let transformed = try transformed(first, by: scaler) { return transformed }
    switch first {
    case .array(var array) where array.side == .inputs && scaler.data === array.data:
      array.steps.append(scaler.step)
      return .array(array)
    case .array where scaler.step == "one_hot":
      throw NotUnderstood(
        "columns of words are chosen by their names: `fit_transform(df[[\"…\"]])`")
    case .table(var table) where scaler.data === table.data && scaler.step == "one_hot":
      guard let columns = table.selected, !columns.isEmpty else {
        throw NotUnderstood("which columns are meant is said by their names: `df[[\"…\"]]`")
      }
      table.steps.append(.line("one_hot \(quoted(columns, of: table.data))"))
      return .table(table)
    case .table(var table) where scaler.data === table.data:
      table.steps.append(.line(scaler.step))
      return .table(table)
    case .value(let value):
      guard let own = scaler.values else { break }
      let (least, spread) =
        scaler.step == "standardize"
        ? ("mean(\(own), axis=0)", "std(\(own), axis=0)")
        : ("min(\(own), axis=0)", "(max(\(own), axis=0) - min(\(own), axis=0))")
      return .value(
        ValueText(
          text: "(\(value.bracketed) - \(least)) / \(spread)", shape: value.shape, isAtom: false))
    case .array, .column: throw NotUnderstood("targets are scaled by `relabel y -> …`")
    default: break
    }
    throw NotUnderstood("it was fitted on other data, or on none that are known here")
  }

  private func fit(_ scaler: FittedScaler, on meaning: Meaning) throws(NotUnderstood) {
    (scaler.data, scaler.values) = (nil, nil)
    let part: ArrayValue.Part
    switch meaning {
    case .array(let array) where array.side == .inputs && array.rows == nil:
      (scaler.data, part) = (array.data, array.part)
    case .table(let table): (scaler.data, part) = (table.data, table.part)
    case .value(let value):
      // What it learns of must not be drawn again: it has a name.
      if value.text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
        scaler.values = value.text
      } else {
        let name = names.unique("fitted")
        write(["\(name) = \(value.text)"])
        scaler.values = name
      }
      return
    case .array, .column: throw NotUnderstood("targets are scaled by `relabel y -> …`")
    default: throw NotUnderstood("what it is fitted on is not known here")
    }
    guard part == .all || part == .train else {
      scaler.data = nil
      throw NotUnderstood(
        "`\(scaler.step)` learns from the training part here, not from another one")
    }
    if part == .all { change("`\(scaler.step)` learns from the training part alone here") }
  }
}
