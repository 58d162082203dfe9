import Data
import Engine
import Formats
import Learning
import Plots
import Support

/// Rows with their groups and what a model says of them.
struct AuditedRows {
  let model: Model
  let samples: Samples
  let recipe: Recipe?
  let table: TypedTable
  let target: String?
  let classes: [String]
  let groups: RowGroups
  let column: String
  let data: String
  let threshold: Double
  let isThresholdGiven: Bool
  let threads: Int

  /// Groups of fewer rows hardly say anything.
  static let small = 30

  func report(positive asked: String?) throws -> ReportValue {
    let rows = ExplainedRows(samples, recipe, classes: classes)
    let answers = try ExplainedAnswer.all(of: model, rows)
    var bare = samples
    bare.targets = nil
    let outputs = try model.predict(bare, threads: threads).doubles
    if let place = outputs.firstIndex(where: \.isNaN) {
      throw LearningError.input(
        .notFinite(
          part: "the prediction of \(model.name)",
          row: place * samples.count / max(outputs.count, 1)))
    }
    if isThresholdGiven, !hasLabels, answers.count != 2 || !answers[0].isProbability {
      throw LearningError.training(
        .judging(
          .notTwoClasses(
            option: "threshold", classes: answers[0].name == nil ? 0 : answers.count)))
    }
    guard answers[0].name != nil else {
      if let asked { throw ExplainProblem.noSuchClass(asked, known: []) }
      return try GroupErrorReport(self, outputs, answers[0]).value
    }
    let positive = try number(ofPositive: asked, answers)
    return try GroupRateReport(
      self, rates(outputs, answers, positive), positive: answers[positive]
    ).value
  }

  /// Whether a sample has several labels, each a yes or no of its own.
  private var hasLabels: Bool {
    model.outputShape.count > 1 && model.outputActivation?.output == .probability
  }

  private func number(ofPositive asked: String?, _ answers: [ExplainedAnswer]) throws -> Int {
    let names = answers.map { $0.name ?? "\($0.output.index)" }
    guard let asked else {
      guard answers.count == 2 else { throw ExplainProblem.whichPositive(classes: names) }
      return 1
    }
    if let place = names.firstIndex(of: asked) { return place }
    guard let place = Int(asked), names.indices.contains(place) else {
      throw ExplainProblem.noSuchClass(asked, known: names)
    }
    return place
  }

  private func rates(
    _ outputs: [Double], _ answers: [ExplainedAnswer], _ positive: Int
  ) throws -> [GroupRates] {
    let width = outputs.count / max(samples.count, 1)
    let isProbability = answers[positive].isProbability
    let truths = positives(positive)
    var rates = [GroupRates](repeating: GroupRates(), count: groups.names.count)
    for row in (0..<samples.count).untilInterrupted {
      let own = outputs[row * width..<(row + 1) * width]
      let score = answers[positive].output.value(
        own[own.startIndex + answers[positive].output.index])
      let isPositive: Bool
      if hasLabels {
        isPositive = score > threshold
      } else if answers.count == 2 {
        let yes = answers[1].output.value(own[own.startIndex + answers[1].output.index])
        let no = answers[0].output.value(own[own.startIndex])
        // A score without a scale of its own is compared with the other one.
        isPositive =
          isProbability
          ? score > threshold : positive == 1 ? yes > no : no >= yes
      } else {
        let best = own.indices.reduce(own.startIndex) { own[$1] > own[$0] ? $1 : $0 }
        isPositive = best - own.startIndex == positive
      }
      rates[groups.numbers[row]].add(
        truth: truths[row], answer: isPositive,
        score: isProbability ? score : .nan)
    }
    try Interrupt.check()
    return rates
  }

  /// Whether each row is of the class: class numbers, one-hot rows or labels.
  private func positives(_ positive: Int) -> [Bool] {
    let targets = samples.y.doubles
    let width = targets.count / max(samples.count, 1)
    guard width > 1 else { return targets.map { $0 == Double(positive) } }
    return (0..<samples.count).map { row in
      positive < width && targets[row * width + positive] > 0.5
    }
  }

  // What stands beside the groups.

  /// `n < 30`, for groups that say little.
  func remarks(_ counts: [Int]) -> [Report.Block] {
    let small = zip(groups.names, counts).filter { $0.1 < Self.small }
    guard !small.isEmpty else { return [] }
    let names = small.prefix(5).map { "\(Sanitizer.visibleLine($0.0)) (n = \($0.1))" }
    let more = small.count > 5 ? " and \(small.count - 5) more" : ""
    return [
      .note(
        "fewer than \(Self.small) rows, so its rates hardly say anything: \(names.joined(separator: ", "))\(more)"
      )
    ]
  }

  /// Which columns that the model sees tell the groups apart, most first.
  var associations: [(name: String, value: Double)] {
    let seen = recipe?.columns.map(\.name) ?? table.names.filter { $0 != target }
    return seen.filter { $0 != column }.compactMap { name in
      guard let other = table.column(named: name), other.kind != .text else { return nil }
      return (name, groups.association(with: RowGroups(of: other)))
    }.enumerated().sorted {
      $0.element.value == $1.element.value
        ? $0.offset < $1.offset : $0.element.value > $1.element.value
    }.map(\.element)
  }

  /// The same in one line.
  func associationLine(_ found: [(name: String, value: Double)]) -> Report.Block? {
    let isSeen = recipe?.columns.contains { $0.name == column } == true
    let head = isSeen ? "\(Sanitizer.visibleLine(column)) is itself a feature; " : ""
    guard let first = found.first else { return isSeen ? .note(String(head.dropLast(2))) : nil }
    func text(_ one: (name: String, value: Double)) -> String {
      "\(Sanitizer.visibleLine(one.name)) \(NumberText.fixed(one.value, decimals: 2))"
    }
    let telling = found.filter { $0.value >= 0.3 }.prefix(3)
    guard !telling.isEmpty else {
      return .note(
        head + "no other feature tells the groups apart (largest Cramér's V: \(text(first)))")
    }
    return .note(
      head + "features that tell the groups apart (Cramér's V): "
        + telling.map(text).joined(separator: ", "))
  }
}

extension ExplainedRows {
  /// Rows of which only the classes and the recipe are asked.
  init(_ samples: Samples, _ recipe: Recipe?, classes: [String]) {
    self.init(samples: samples, table: nil, recipe: recipe, classes: classes)
  }
}
