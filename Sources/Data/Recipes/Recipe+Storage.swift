import Engine
import Formats
import Support

extension Recipe {
  /// The recipe as JSON, for a model's file.
  package var stored: JSON {
    var members: [JSON.Member] = [
      .init("columns", .list(columns.map(\.stored))), .init("steps", .list(steps.map(\.stored))),
      .init("texts", .list(texts.map(\.stored))), .init("target", target?.stored ?? .null),
      .init("ranges", .list(ranges.map { [.number($0.lowerBound), .number($0.upperBound)] })),
      .init("window", window.map { [.whole($0.length), .whole($0.horizon)] } ?? .null),
      .init("shape", shape.map { .list($0.extents.map { .whole($0) }) } ?? .null),
    ]
    if let relabelled {
      members.append(
        .init("relabelled", [.text(relabelled.column), .text(relabelled.function)]))
    }
    if let raw { members.append(.init("raw", raw.stored)) }
    if !tensorSteps.isEmpty {
      members.append(.init("tensors", .list(tensorSteps.map(\.stored))))
    }
    if !reading.isEmpty { members.append(.init("reading", reading.stored)) }
    return .object(members)
  }

  /// Reads what `stored` wrote; `nil` for anything else. Nothing in it is run, and what it names are only texts.
  package init?(stored: JSON) {
    guard let columns = stored["columns"]?.items({ ColumnSchema($0) }),
      let steps = stored["steps"]?.items({ FittedStep($0) }),
      let texts = stored["texts"]?.items({ TextEncoder($0) })
    else { return nil }
    self.init(columns: columns)
    (self.steps, self.texts) = (steps, texts)
    if let target = stored["target"], target != .null {
      guard let read = TargetRecipe(stored: target) else { return nil }
      self.target = read
    }
    if let stored = stored["relabelled"] {
      guard let texts = stored.items({ $0.string }), texts.count == 2,
        texts[1].count <= Relabelling.longest
      else { return nil }
      relabelled = Relabelling(column: texts[0], function: texts[1])
    }
    if let shape = stored["shape"], shape != .null {
      guard let extents = shape.items({ $0.wholeNumber }), extents.allSatisfy({ $0 >= 1 }),
        extents.count < Shape.maximumRank, Shape(extents).count == featureNames.count
      else { return nil }
      self.shape = Shape(extents)
    }
    if let stored = stored["window"], stored != .null {
      guard let sizes = stored.items({ $0.wholeNumber }), sizes.count == 2,
        sizes.allSatisfy({ (1...65_536).contains($0) })
      else { return nil }
      window = Window(length: sizes[0], horizon: sizes[1])
    }
    let ranges = stored["ranges"]?.items { range -> ClosedRange<Double>? in
      guard let ends = range.items({ $0.double }), ends.count == 2, ends[0] <= ends[1] else {
        return nil
      }
      return ends[0]...ends[1]
    }
    guard let ranges else { return nil }
    self.ranges = ranges
    guard Set(columns.map(\.name)).count == columns.count else { return nil }
    if let stored = stored["raw"] {
      guard let raw = RawInput(stored: stored) else { return nil }
      self.raw = raw
    }
    if let stored = stored["tensors"] {
      guard let steps = stored.items({ TensorStep(stored: $0) }), steps.count <= 1_000,
        steps.allSatisfy({ raw != nil || $0.isScale })
      else { return nil }
      tensorSteps = steps
    }
    if let stored = stored["reading"] {
      guard let reading = DelimitedHabits(stored: stored) else { return nil }
      self.reading = reading
    }
    let start = raw?.shape ?? self.shape ?? [max(featureNames.count, 1)]
    guard tensorSteps.isEmpty || sampleShape(of: start) != nil else { return nil }
  }

}

extension ColumnSchema {
  fileprivate var stored: JSON {
    [
      "name": .text(name), "kind": .text(kind.rawValue), "words": .list(words.map { .text($0) }),
    ]
  }

  fileprivate init?(_ stored: JSON) {
    guard let name = stored["name"]?.string,
      let kind = stored["kind"]?.string.flatMap(ColumnKind.init(rawValue:)),
      let words = stored["words"]?.items({ $0.string }), Set(words).count == words.count
    else { return nil }
    self.init(name, kind, words: words)
  }
}

extension FittedStep {
  fileprivate var stored: JSON {
    if let computed {
      return ["name": .text(computed.name), "formula": computed.formula.stored]
    }
    if let lags { return ["lags": lags.stored] }
    return [
      "word": .text(word), "options": .text(options), "remark": .text(remark),
      "changes": .list(
        changes.map { ["column": .text($0.column), "change": $0.change.stored] }),
    ]
  }

  fileprivate init?(_ stored: JSON) {
    if let name = stored["name"]?.string {
      guard let formula = stored["formula"].flatMap({ Formula(stored: $0) }) else { return nil }
      self.init(column: name, formula)
      return
    }
    if let written = stored["lags"] {
      guard let lags = RowLags(stored: written) else { return nil }
      self.init(lags)
      return
    }
    guard let word = stored["word"]?.string, let options = stored["options"]?.string,
      let remark = stored["remark"]?.string,
      let changes = stored["changes"]?.items({ item -> Change? in
        guard let column = item["column"]?.string,
          let change = item["change"].flatMap(ColumnChange.init(stored:))
        else { return nil }
        return Change(column, change)
      })
    else { return nil }
    self.init(word, options: options, remark: remark, changes)
  }
}

extension TextEncoder {
  fileprivate var stored: JSON {
    [
      "column": .text(column), "length": .whole(length), "lowered": .bool(isLowered),
      "vocabulary": .text(vocabulary.stored),
    ]
  }

  fileprivate init?(_ stored: JSON) {
    guard let column = stored["column"]?.string, let length = stored["length"]?.wholeNumber,
      (1...65_536).contains(length), case .bool(let isLowered)? = stored["lowered"],
      let vocabulary = stored["vocabulary"]?.string.flatMap(TokenVocabulary.init(stored:))
    else { return nil }
    self.init(column: column, length: length, isLowered: isLowered, vocabulary: vocabulary)
  }
}

extension TargetRecipe {
  fileprivate var stored: JSON {
    var members: [JSON.Member] = [
      .init("column", .text(column)), .init("classes", .list(classes.map { .text($0) })),
      .init("offset", .number(offset)), .init("scale", .number(scale)),
    ]
    if isCleaned { members.append(.init("cleaned", true)) }
    if let formula { members.append(.init("formula", formula.stored)) }
    return .object(members)
  }

  fileprivate init?(stored: JSON) {
    guard let column = stored["column"]?.string,
      let classes = stored["classes"]?.items({ $0.string }),
      Set(classes).count == classes.count, let offset = stored["offset"]?.double,
      let scale = stored["scale"]?.double, scale > 0
    else { return nil }
    self.init(column: column, classes: classes, offset: offset, scale: scale)
    isCleaned = stored["cleaned"] == .bool(true)
    if let written = stored["formula"] {
      guard let formula = Formula(stored: written) else { return nil }
      self.formula = formula
    }
  }
}
