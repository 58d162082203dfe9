import Data
import Engine
import Learning
import Support

/// Which of a model's numbers is explained, and how it is called: `probability of class "yes"`.
struct ExplainedAnswer {
  let output: ExplainedOutput
  /// `probability of class "yes"`, `price`, `output 3`.
  let words: String
  /// The class by its name; `nil` for numbers.
  let name: String?
  /// Whether it is one; else a score, or a number.
  let isProbability: Bool

  /// The answer that is asked for by name or number, else the one that the model gives for `outputs`, one sample's; of
  /// two classes "yes" where there is no sample.
  init(of model: Model, _ rows: ExplainedRows, asked: String?, outputs: [Double]?) throws {
    let all = try Self.all(of: model, rows)
    if let asked {
      guard all.count > 1 || all[0].name != nil else {
        throw ExplainProblem.noSuchClass(asked, known: [])
      }
      guard let found = Self.number(asked, all) else {
        throw ExplainProblem.noSuchClass(asked, known: all.map { $0.name ?? "\($0.output.index)" })
      }
      self = all[found]
      return
    }
    guard let outputs, all.count > 1, all[0].name != nil else {
      self = all.count == 2 && all[0].output.index == all[1].output.index ? all[1] : all[0]
      return
    }
    let worths = all.map { $0.output.value(outputs[$0.output.index]) }
    self = all[worths.indices.max { worths[$0] < worths[$1] } ?? 0]
  }

  private init(
    _ output: ExplainedOutput, _ words: String, _ name: String? = nil, isProbability: Bool = false
  ) {
    (self.output, self.words, self.name) = (output, words, name)
    self.isProbability = isProbability
  }

  /// Names come before numbers: of classes "2" and "1", 2 is the first.
  private static func number(_ asked: String, _ all: [ExplainedAnswer]) -> Int? {
    if let named = all.firstIndex(where: { $0.name == asked }) { return named }
    return Int(asked).flatMap { all.indices.contains($0) ? $0 : nil }
  }

  /// All answers that there are to choose from, in the order of classes or outputs.
  ///
  /// Throws for a model that gives more than one row of numbers for a sample.
  static func all(of model: Model, _ rows: ExplainedRows) throws -> [ExplainedAnswer] {
    let shape = model.outputShape
    guard shape.rank <= 1 || shape.count == 1, shape.count > 0 else {
      throw ExplainProblem.noSingleAnswer(model: model.name, output: "\(shape)")
    }
    let kind = model.outputActivation?.output
    let isProbability = kind == .probability || kind == .distribution || kind == .cutProbability
    let measure =
      isProbability ? "probability" : kind == .logDistribution ? "log-probability" : "score"
    let areClasses =
      !rows.classes.isEmpty || isProbability || kind == .logDistribution
      || [.classNumbers, .distributions].contains(model.trainedLoss?.expectation?.targets)
    func named(_ index: Int, _ output: ExplainedOutput) -> ExplainedAnswer {
      let name = rows.classes.indices.contains(index) ? rows.classes[index] : "\(index)"
      return ExplainedAnswer(
        output, "\(measure) of class \"\(Sanitizer.visibleLine(name))\"", name,
        isProbability: isProbability)
    }
    if shape.count == 1 {
      guard areClasses, rows.classes.isEmpty || rows.classes.count == 2 else {
        let target = rows.recipe?.target
        let scaled = ExplainedOutput(
          index: 0, factor: target?.scale ?? 1, offset: target?.offset ?? 0)
        return [
          ExplainedAnswer(scaled, target.map { Sanitizer.visibleLine($0.column) } ?? "answer")
        ]
      }
      let no = ExplainedOutput(index: 0, factor: -1, offset: isProbability ? 1 : 0)
      return [named(0, no), named(1, ExplainedOutput(index: 0))]
    }
    guard areClasses else {
      return (0..<shape.count).map {
        ExplainedAnswer(ExplainedOutput(index: $0), "output \($0)")
      }
    }
    return (0..<shape.count).map { named($0, ExplainedOutput(index: $0)) }
  }
}
