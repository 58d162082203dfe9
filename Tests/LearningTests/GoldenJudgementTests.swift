import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// What scikit-learn says of the same answers.
@Suite("Judging as scikit-learn does") struct GoldenJudgementTests {
  static let cases = Result { try GoldenFile(named: "judging").cases }

  @Test func `there are sixty problems`() throws {
    #expect(try Self.cases.get().count == 60)
  }

  @Test(arguments: try cases.get().filter { !$0.name.hasPrefix("numbers") })
  func `classes have the scores of scikit-learn`(golden: GoldenCase) throws {
    let evaluation = try evaluate(golden)
    guard case .classes(let found)? = evaluation.judgement else {
      Issue.record("classes are judged as classes")
      return
    }
    func shown(_ numbers: [Double]) -> [Double] { numbers.map { $0.isNaN ? -1 : $0 } }
    let own =
      shown(found.scores.map(\.precision)) + shown(found.scores.map(\.recall))
      + shown(found.scores.map(\.f1)) + found.scores.map { Double($0.support) }
    #expect(isClose(own, try golden["scores"].numbers, within: 1e-9))
    #expect(found.means.allSatisfy { golden.names.contains($0.name) })
    for mean in found.means {
      let wanted = try golden[mean.name].numbers
      #expect(isClose([mean.precision, mean.recall, mean.f1], wanted, within: 1e-9))
    }
    guard case .number(let accuracy)? = evaluation.value("accuracy") else {
      Issue.record("accuracy is a number")
      return
    }
    #expect(isClose([accuracy], try golden["accuracy"].numbers, within: 1e-9))
    if golden.names.contains("confusion") {
      let table = try #require(evaluation.confusion).flatMap { $0.map(Double.init) }
      #expect(table == (try golden["confusion"].numbers))
    }
    #expect(found.majority.map { [$0.share] } == golden.tensors["baseline"]?.numbers)
    let rank = [("auc", found.areaUnderCurve), ("average_precision", found.averagePrecision)]
    for (name, number) in rank {
      guard let wanted = golden.tensors[name] else { continue }
      #expect(isClose([try #require(number)], wanted.numbers, within: 1e-9), "\(name)")
    }
    if !golden.names.contains("auc") { #expect(found.areaUnderCurve == nil) }
  }

  @Test(arguments: try cases.get().filter { $0.name.hasPrefix("numbers") })
  func `numbers have the errors of scikit-learn in their own units`(golden: GoldenCase) throws {
    guard case .numbers(let found)? = try evaluate(golden).judgement else {
      Issue.record("numbers are judged as numbers")
      return
    }
    for (name, own) in [("errors", found.errors), ("baseline", found.baseline)] {
      let wanted = try golden[name].numbers
      let numbers = [own.meanSquared, own.rootMeanSquared, own.meanAbsolute, own.r2]
      for (a, b) in zip(numbers, wanted) {
        #expect(abs(a - b) <= 1e-9 * max(1, abs(b)), "\(name) \(a) \(b)")
      }
    }
  }

  /// A model that passes the case's numbers on, as probabilities where they are classes.
  private func evaluate(_ golden: GoldenCase) throws -> Evaluation {
    let kind = golden.name.prefix { $0 != "/" }
    let inputs = try golden["y_pred"].tensor(.float64)
    let width = inputs.shape.rank == 1 ? 1 : inputs.shape[1]
    let activation =
      switch kind {
      // Shares pass as they are: of equal ones the last bits must stay equal.
      case "numbers", "classes": "linear"
      default: "sigmoid"
      }
    let m = try model(
      [width],
      [
        LayerDescription(
          "dense",
          Arguments([.number(Double(width))], named: [("activation", .word(activation))]))
      ], dtype: .float64)
    var kernel = [Double](repeating: 0, count: width * width)
    for index in 0..<width { kernel[index * width + index] = 1 }
    try m.set("dense.kernel", to: Tensor(kernel, [width, width], .float64))
    let truth = try golden["y_true"]
    var judging = Judging()
    judging.positive = golden.options["positive"].flatMap { Int($0) }
    judging.threshold = golden.options["threshold"].flatMap { Double($0) }.map { .fixed($0) }
    var units: TargetUnits?
    if let offset = golden.options["offset"].flatMap({ Double($0) }),
      let scale = golden.options["scale"].flatMap({ Double($0) })
    {
      units = TargetUnits(offset: offset, scale: scale)
    }
    return try Evaluation(
      of: m,
      on: Samples(
        x: Tensor(inputs.doubles, [inputs.shape[0], width], .float64),
        y: truth.tensor(truth.dtype == "int32" ? .int32 : .float64)),
      loss: kind == "classes"
        ? LossChoice(try #require(Losses.named("sparse_categorical_crossentropy")).make()) : nil,
      units: units, judging: judging)
  }
}
