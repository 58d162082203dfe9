import Catalog
import Language
import Learning

/// `sweep lr in [0.1, 0.01], seeds=3 { … }`: the body for each combination of values, on all cores.
enum SweepVerb: Verb {
  /// How combinations are chosen.
  enum Search: String, CaseIterable {
    case grid, random, halving
  }

  static let seeds = Parameter<Int>(
    "seeds", "How often each combination runs, with the seeds s, s + 1, … .", default: 1,
    rule: "1 to 1,000"
  ) { (1...1_000).contains($0) }
  static let by = Parameter<String>.value(
    "by", "The measure that counts; a validation measure if there is one, if left out.",
    expected: "the name of a measure, such as val_loss", shown: .nothing, isLabel: true
  ) { value, _ in
    switch value {
    case .text(let name): name
    case .spec(let spec, _): spec.name
    default: nil
    }
  }
  static let best = Parameter<Bool>.value(
    "best", "Which value is best; follows from the measure if left out.",
    expected: "largest or smallest", shown: .nothing, words: ["largest", "smallest"]
  ) { value, _ in
    guard case .spec(let spec, _) = value, ["largest", "smallest"].contains(spec.name) else {
      return nil
    }
    return spec.name == "largest"
  }
  static let search = Parameter<Search>.value(
    "search", "How combinations are chosen: all of them, drawn, or ever fewer that go on.",
    expected: "grid, random or halving", shown: .word("grid"),
    words: Search.allCases.map(\.rawValue)
  ) { value, _ in
    guard case .spec(let spec, _) = value else { return nil }
    return Search(rawValue: spec.name)
  }
  static let budget = Parameter<Int>.optional(
    "budget", "How many combinations are drawn, for random and halving.", rule: "at least 1"
  ) { $0 >= 1 }

  static let signature = Signature(
    "sweep", .verb, "trains for each combination of values, and says which is best",
    example: """
      sweep lr in [0.1, 0.01], h in [2, 4], seeds=2 {
        train model 2 { dense h, activation=tanh; dense 1, activation=sigmoid }, d, epochs=2, optimizer=sgd(lr)
      }
      """,
    [
      seeds.description, by.description, best.description, search.description, budget.description,
    ],
    details: """
      sweep lr in [0.1, 0.01], act in [relu, tanh], seeds=3 { train mlp(lr, act), d, epochs=5 }
      s = sweep n in [100, 300, 1000] { train m, data d { take n }, epochs=9 }; plot s
      sweep lr in 0.0001..0.1, search=random, budget=20 { … }

      Each combination begins with the seed in force, as if its body were typed behind `seed`; models from outside
      are trained on copies. Trainings run side by side, one on each core, which changes no bit. What counts is the
      last training of the body: a validation measure if there is one, otherwise one of the training rows, which the
      table says; a body that ends in `evaluate …` or in a number counts with that. ± is the standard deviation over
      the seeds. search=random draws budget= combinations from lists and ranges: log-uniformly where the ends
      of a range differ by 100 times or more, whole numbers between whole ends. search=halving begins with
      few epochs and lets the better third go on, three times as long.

      s.best is the best run: `resume s.best`, `s.best.model`. s.runs, s.value, s.values, s.spread, and the values of
      each axis such as s.lr have the order of the table. Ctrl-C keeps what is finished.
      """, effects: [.trains, .givesValue])

  /// `sweep` is read by a form of its own: see `Evaluator.sweep`.
  static func perform(_ call: VerbCall) throws -> Value { .none }
}

/// What stands with `=` in the head of a sweep.
struct SweepOptions {
  let seeds: Int
  let by: String?
  let prefersLarger: Bool?
  let search: SweepVerb.Search
  let budget: Int?

  init(_ arguments: BoundArguments) throws {
    seeds = try arguments[SweepVerb.seeds]
    by = try arguments.optional(SweepVerb.by)
    prefersLarger = try arguments.optional(SweepVerb.best)
    search = try arguments.optional(SweepVerb.search) ?? .grid
    budget = try arguments.optional(SweepVerb.budget)
    if search == .grid, budget != nil { throw SweepProblem.budgetWithoutSearch }
    if search == .random, budget == nil { throw SweepProblem.noBudget }
  }
}

extension Evaluator {
  /// Trains for each combination; the report is its value.
  func sweep(_ syntax: SweepSyntax, at span: SourceSpan) throws -> Value {
    let word = SourceSpan(span.start, span.start + SweepVerb.signature.name.utf8.count)
    if context.looking?.admits(SweepVerb.effects) == false {
      try refuseWhileLooking("`\(SweepVerb.signature.name)`", at: word)
    }
    let arguments = try evaluate(syntax.options, for: SweepVerb.signature, wordSpan: word)
    return try Problems.located(arguments) {
      guard context.pooled == nil else { throw SweepProblem.nested }
      let options = try SweepOptions(arguments.bound(to: SweepVerb.signature))
      var axes: [SweepAxis] = []
      for axis in syntax.axes {
        let value = try evaluate(axis.values)
        try Problems.located(at: axis.values.span) {
          axes.append(
            try SweepAxis(
              axis.name.text, value, written: text(of: axis.values.span), options, after: axes))
        }
      }
      return try Sweep(self, syntax.body, axes, options).run()
    }
  }
}
