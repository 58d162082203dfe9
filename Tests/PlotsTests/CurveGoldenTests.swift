import Plots
import TestSupport
import Testing

/// Curves over thresholds, calibration and quartiles against scikit-learn and NumPy.
@Suite struct CurveGoldenTests {
  static let cases = Result { try GoldenFile(named: "curves").cases }

  /// Sums of at most 40 numbers, in another order.
  private static let tolerance = 1e-12

  @Test func `rates, precision and areas are those of scikit-learn`() throws {
    let cases = try Self.cases.get()
    #expect(cases.count == 12)
    for one in cases {
      let curve = try ScoreCurve(
        "", scores: one["score"].numbers, truths: one["truth"].numbers.map { $0 == 1 },
        weights: one["weight"].numbers)
      let alarms = try one["alarms"].difference(from: curve.cuts.map(\.alarms))
      let recall = try one["recall"].difference(from: curve.cuts.map(\.recall))
      let cuts = try one["cuts"].difference(from: curve.cuts.dropFirst().map(\.threshold))
      #expect(max(alarms, recall, cuts) < Self.tolerance, "\(one)")
      // scikit-learn ends where all are found, nabla goes on to the lowest score.
      let wanted = try one["precision"].numbers
      let precision = curve.cuts.dropFirst().map(\.precision)
      #expect(precision.count >= wanted.count)
      for (ours, theirs) in zip(precision, wanted) { #expect(abs(ours - theirs) < Self.tolerance) }
      let area = try one["auc"].numbers[0]
      let average = try one["average_precision"].numbers[0]
      #expect(abs(curve.area - area) < Self.tolerance, "\(one)")
      #expect(abs(curve.averagePrecision - average) < Self.tolerance, "\(one)")
    }
  }

  @Test func `bins of calibration are those of scikit-learn`() throws {
    for one in try Self.cases.get() where one.names.contains("rates") {
      let curve = try CalibrationCurve(
        "", shares: one["score"].numbers, truths: one["truth"].numbers.map { $0 == 1 })
      let filled = curve.bins.filter { $0.count > 0 }
      #expect(try one["rates"].difference(from: filled.map(\.rate)) < Self.tolerance, "\(one)")
      #expect(try one["means"].difference(from: filled.map(\.mean)) < Self.tolerance, "\(one)")
    }
  }

  @Test func `quartiles are those of NumPy`() throws {
    for one in try Self.cases.get() {
      let box = try BoxSummary(one["score"].numbers)
      let quartiles = [box.lower, box.median, box.upper]
      #expect(try one["quartiles"].difference(from: quartiles) < Self.tolerance, "\(one)")
    }
  }

  @Test func `whiskers end at values, and what lies beyond is an outlier`() {
    let box = BoxSummary([1, 2, 3, 4, 5, 6, 7, 8, 30, -20, .nan])
    #expect(box.count == 10)
    #expect(box.low == 1 && box.high == 8)
    #expect(box.outliers == [-20, 30])
  }

  @Test func `what answers are worth above a share follows from the scores`() {
    let curve = ScoreCurve(
      "", scores: [0.9, 0.8, 0.4, 0.2], truths: [true, false, true, false],
      answers: [true, true, false, false], threshold: 0.5)
    #expect(curve.cut(from: 0.5).recall == 0.5)
    #expect(curve.cut(from: 0.5).alarms == 0.5)
    #expect(curve.cut(from: 0.9).recall == 0.5)
    #expect(curve.cut(from: 0.91).recall == 0)
    #expect(curve.cut(from: 0).alarms == 1)
    #expect(curve.answered?.precision == 0.5)
    #expect(curve.best?.threshold == 0.4)
  }

  @Test func `very many scores leave a curve that a picture can show`() {
    let count = 100_000
    let scores = (0..<count).map { Double($0) / Double(count) }
    let curve = ScoreCurve("", scores: scores, truths: scores.map { $0 > 0.5 })
    #expect(curve.cuts.count == 2_048)
    #expect(curve.area == 1)
    #expect(curve.cuts.last?.recall == 1)
  }
}
