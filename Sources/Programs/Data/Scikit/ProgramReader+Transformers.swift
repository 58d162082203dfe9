// Several scalers of scikit-learn, one after the other or each for its own columns.
extension ProgramReader {
  /// `Pipeline([("gaps", SimpleImputer()), ("scale", StandardScaler())])`, `make_pipeline(SimpleImputer(), StandardScaler())`
  func scalers(inTurn given: CallArguments, isNamed: Bool) throws(NotUnderstood) -> Meaning {
    _ = given.value("verbose")
    let members: [Meaning]
    if isNamed {
      guard case .items(let pairs)? = given.value("steps", at: 0) else {
        throw NotUnderstood("which steps it has is not known here")
      }
      members = pairs.compactMap {
        if case .items(let pair) = $0, pair.count == 2 { pair[1] } else { nil }
      }
      guard members.count == pairs.count else {
        throw NotUnderstood("a step is a name and what it does: `(\"scale\", StandardScaler())`")
      }
    } else {
      members = unnamed(given)
    }
    let scalers = members.compactMap { if case .fitted(let scaler) = $0 { scaler } else { nil } }
    guard let last = scalers.last, scalers.count == members.count, scalers.count <= 10,
      scalers.allSatisfy({ $0.parts == nil })
    else {
      throw NotUnderstood(
        "only scalers, one-hot columns and fillings of gaps are read in a pipeline")
    }
    let joined = FittedScaler(last.step)
    joined.before = scalers.dropLast().flatMap { $0.before + [$0.step] } + last.before
    return .fitted(joined)
  }

  /// `ColumnTransformer([("numbers", StandardScaler(), ["a", "b"])], remainder="passthrough")`
  func scalers(byColumn given: CallArguments, isNamed: Bool) throws(NotUnderstood) -> Meaning {
    for name in ["sparse_threshold", "n_jobs", "verbose", "verbose_feature_names_out"] {
      _ = given.value(name)
    }
    let joined = FittedScaler("columns")
    switch given.value("remainder") {
    case nil, .text("drop")?: joined.keepsOthers = false
    case .text("passthrough")?: break
    default: throw NotUnderstood("what no part names stays (`passthrough`) or goes (`drop`) here")
    }
    var members: [Meaning] = []
    if isNamed {
      guard case .items(let items)? = given.value("transformers", at: 0) else {
        throw NotUnderstood("which parts it has is not known here")
      }
      members = items
    } else {
      members = unnamed(given)
    }
    var parts: [(steps: [String], columns: [String])] = []
    for member in members {
      guard case .items(var part) = member, part.count == (isNamed ? 3 : 2), parts.count < 50 else {
        throw NotUnderstood(
          "a part is a name, what it does and its columns: `(\"scale\", StandardScaler(), [\"a\"])`"
        )
      }
      if isNamed { part.removeFirst() }
      let columns = try columnNames(part[1])
      switch part[0] {
      case .fitted(let scaler) where scaler.parts == nil:
        parts.append((scaler.before + [scaler.step], columns))
      case .text("passthrough"): parts.append(([], columns))
      case .text("drop"):
        guard !joined.keepsOthers else {
          throw NotUnderstood("columns are left out before: `df.drop(columns=[\"…\"])`")
        }
      default:
        throw NotUnderstood(
          "only scalers, one-hot columns and fillings of gaps are read for columns")
      }
    }
    guard !parts.isEmpty else { throw NotUnderstood("it does nothing to any column") }
    joined.parts = parts
    return .fitted(joined)
  }

  private func unnamed(_ given: CallArguments) -> [Meaning] {
    var members: [Meaning] = []
    while let member = given.value("", at: members.count), members.count < 50 {
      members.append(member)
    }
    return members
  }

  private func columnNames(_ meaning: Meaning) throws(NotUnderstood) -> [String] {
    switch meaning {
    case .text(let name): return [name]
    case .items(let items) where !items.isEmpty && items.count <= 500:
      let names = items.compactMap { if case .text(let name) = $0 { name } else { nil } }
      if names.count == items.count { return names }
    default: break
    }
    throw NotUnderstood("columns are chosen by their names: `[\"a\", \"b\"]`")
  }

  /// What a pipeline or a choice of columns makes of data; `nil` for a scaler alone.
  func transformed(_ meaning: Meaning, by scaler: FittedScaler) throws(NotUnderstood) -> Meaning? {
    guard scaler.parts != nil || !scaler.before.isEmpty || scaler.step.hasPrefix("impute") else {
      return nil
    }
    switch meaning {
    case .array(var array) where array.side == .inputs && scaler.data === array.data:
      if let parts = scaler.parts, !scaler.keepsOthers {
        array.steps.append("select " + quoted(parts.flatMap(\.columns), of: array.data))
      }
      array.steps += lines(of: scaler, for: array.data)
      array.extents = nil
      return .array(array)
    case .table(var table) where scaler.data === table.data && table.steps.count < 50:
      if let parts = scaler.parts, !scaler.keepsOthers {
        table.steps.append(.select(parts.flatMap(\.columns)))
      }
      table.steps += lines(of: scaler, for: table.data).map { .line($0) }
      return .table(table)
    default:
      throw NotUnderstood("columns are prepared of a table that is read: `pd.read_csv(…)`")
    }
  }

  private func lines(of scaler: FittedScaler, for data: DataObject) -> [String] {
    guard let parts = scaler.parts else { return scaler.before + [scaler.step] }
    return parts.flatMap { part in
      part.steps.map { step in
        "\(step)\(step.hasPrefix("impute") ? "," : "") \(quoted(part.columns, of: data))"
      }
    }
  }
}
