extension FrontMatter {
  /// Gives the keys their meaning; unknown and repeated ones become warnings.
  ///
  /// In a newer version a value that looks wrong may be right there, so it is only ignored.
  init(
    _ entries: [FrontMatterEntry], warnings: inout [SessionWarning]
  ) throws(LocatedProblem) {
    self.init()
    var seen: Set<String> = []
    if let entry = entries.first(where: { $0.key == "nabla" }) {
      version = try located(entry) { () throws(FrontMatterProblem) in
        try entry.wholeNumber(from: 1)
      }
    }
    for entry in entries {
      guard seen.insert(entry.key).inserted else {
        warnings.append(SessionWarning(line: entry.line, kind: .repeatedKey(entry.key)))
        continue
      }
      do {
        let isKnown = try set(entry)
        if !isKnown {
          warnings.append(SessionWarning(line: entry.line, kind: .unknownKey(entry.key)))
        }
      } catch let problem {
        guard case .badValue(let key, _, let found) = problem,
          let version, version > SessionLimits.formatVersion
        else { throw LocatedProblem(line: entry.line, problem: problem) }
        warnings.append(
          SessionWarning(line: entry.line, kind: .ignoredValue(key: key, found: found)))
      }
    }
  }

  private mutating func set(_ entry: FrontMatterEntry) throws(FrontMatterProblem) -> Bool {
    switch entry.key {
    case "nabla": break
    case "title": title = try entry.text()
    case "kind": kind = try entry.word()
    case "minutes": minutes = try entry.wholeNumber(from: 0)
    case "needs": needs = try entry.texts()
    case "pace":
      guard let number = stepsPerSecond(try entry.text()) else {
        throw entry.bad("steps a second, such as 20")
      }
      pace = number
    case "live": live = try entry.word()
    case "language": language = try entry.text()
    case "author": author = try entry.text()
    case "licence", "license": licence = try entry.text()
    case "seed":
      guard let number = UInt64(try entry.text()) else {
        throw entry.bad("a whole number from 0")
      }
      seed = number
    case "rng":
      guard try entry.text() == "philox4x32-10" else { throw entry.bad("philox4x32-10") }
    case "dtype": floatType = try entry.word()
    case "verify": verification = try VerificationDefaults(entry.map())
    case "recorded": recorded = try entry.map()
    case "data": data = try entry.dataEntries()
    default: return false
    }
    return true
  }
}

private func located<Value>(
  _ entry: FrontMatterEntry, _ body: () throws(FrontMatterProblem) -> Value
) throws(LocatedProblem) -> Value {
  do { return try body() } catch { throw LocatedProblem(line: entry.line, problem: error) }
}

extension FrontMatter.VerificationDefaults {
  fileprivate init(_ entries: [FrontMatterEntry]) throws(FrontMatterProblem) {
    self.init()
    for entry in entries {
      switch entry.key {
      case "mode": mode = try entry.word()
      case "rtol": relative = try entry.tolerance()
      case "atol": absolute = try entry.tolerance()
      case let key where ColumnTolerance.isKey(key): columns.set(key, try entry.tolerance())
      default: throw entry.bad("one of mode, rtol, atol, rtol.COLUMN", found: entry.key)
      }
    }
  }
}

extension FrontMatterEntry {
  fileprivate func bad(_ expected: String, found: String? = nil) -> FrontMatterProblem {
    .badValue(key: key, expected: expected, found: found ?? value.described)
  }

  fileprivate func text() throws(FrontMatterProblem) -> String {
    guard case .text(let text) = value else { throw bad("a text") }
    return text
  }

  fileprivate func texts() throws(FrontMatterProblem) -> [String] {
    guard case .list(let items) = value else { return [try text()].filter { !$0.isEmpty } }
    var result: [String] = []
    for item in items {
      guard case .text(let text) = item else { throw bad("a list of texts") }
      result.append(text)
    }
    return result
  }

  fileprivate func map() throws(FrontMatterProblem) -> [FrontMatterEntry] {
    guard case .map(let entries) = value else { throw bad("{key: value, …}") }
    return entries
  }

  fileprivate func wholeNumber(from lowest: Int) throws(FrontMatterProblem) -> Int {
    guard let number = Int(try text()), number >= lowest else {
      throw bad("a whole number from \(lowest)")
    }
    return number
  }

  fileprivate func tolerance() throws(FrontMatterProblem) -> Double {
    guard let number = Double(try text()), number >= 0, number.isFinite else {
      throw bad("a number from 0")
    }
    return number
  }

  fileprivate func word<Word: RawRepresentable<String> & CaseIterable>()
    throws(FrontMatterProblem) -> Word
  {
    guard let word = Word(rawValue: try text()) else {
      throw bad(Word.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return word
  }

  fileprivate func dataEntries() throws(FrontMatterProblem) -> [FrontMatter.DataEntry] {
    guard case .list(let items) = value else { throw bad("a list of {name: …, path: …}") }
    var result: [FrontMatter.DataEntry] = []
    for item in items {
      guard case .map(let entries) = item else { throw bad("a list of {name: …, path: …}") }
      var data = FrontMatter.DataEntry(name: "", path: nil, source: nil, rows: nil, sha256: nil)
      for entry in entries {
        switch entry.key {
        case "name": data.name = try entry.text()
        case "path": data.path = try entry.text()
        case "source": data.source = try entry.text()
        case "rows": data.rows = try entry.wholeNumber(from: 0)
        case "sha256": data.sha256 = try entry.text()
        default: throw entry.bad("one of name, path, source, rows, sha256", found: entry.key)
        }
      }
      result.append(data)
    }
    return result
  }
}

extension FrontMatterValue {
  /// The value as a user would recognise it in a message.
  var described: String {
    switch self {
    case .text(let text): text
    case .list(let items): "[" + items.map(\.described).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \($0.value.described)" }.joined(separator: ", ") + "}"
    }
  }
}
