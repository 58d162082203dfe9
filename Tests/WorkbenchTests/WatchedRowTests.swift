import Testing
import WorkbenchTestSupport

@testable import Data
@testable import Workbench

/// Early stopping in a fold watches rows of training, so that those held out only judge.
@Suite("Rows that a fold watches")
struct WatchedRowTests {
  private let places = (0..<60).map { $0 % 5 }

  @Test func `they are a tenth of those of training, with the classes in their shares`() {
    var rows = FoldRows(places, 2, nil)
    let all = rows.training
    let classes = (0..<60).map { $0 < 40 ? 0 : 1 }
    rows.watchSome(classes: classes, groups: nil, nil, seed: 3)
    #expect(rows.watched.count == 5 && rows.training.count == all.count - 5)
    #expect(Set(rows.watched).isDisjoint(with: rows.held))
    #expect(Set(rows.watched).union(rows.training) == Set(all))
    #expect(Set(rows.watched.map { classes[$0] }) == [0, 1])
    #expect(rows.measured == rows.held && rows.watching.measured == rows.watched)
    var again = FoldRows(places, 2, nil)
    again.watchSome(classes: classes, groups: nil, nil, seed: 3)
    #expect(again.watched == rows.watched)
  }

  @Test func `rows of one group are on one side`() {
    let groups = (0..<60).map { $0 / 6 }
    let places = groups.map { $0 % 5 }
    var rows = FoldRows(places, 1, nil)
    rows.watchSome(classes: nil, groups: groups, nil, seed: 3)
    #expect(!rows.watched.isEmpty)
    let watched = Set(rows.watched.map { groups[$0] })
    #expect(watched.isDisjoint(with: rows.training.map { groups[$0] }))
  }

  @Test func `of two rows of training one can be watched, of one none`() {
    var two = FoldRows([0, 1, 1], 0, nil)
    two.watchSome(classes: nil, groups: nil, nil, seed: 3)
    #expect(two.watched.count == 1 && two.training.count == 1)
    var one = FoldRows([0, 1], 0, nil)
    one.watchSome(classes: nil, groups: nil, nil, seed: 3)
    #expect(one.watched.isEmpty && one.training == [1])
  }

  private static let start = """
    seed 3
    d = data generated(moons, 83)
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }

    """

  @Test(arguments: [
    "early_stopping=2", "optimizer=adam(reduce_on_plateau(0.01, patience=1))",
    "until=val_loss < 0.3",
  ])
  func `the report says which rows a training watches`(option: String) {
    let output = printed(Self.start + "cross_validate m, d, folds=4, epochs=4, \(option)")
    #expect(
      output.contains("watches a tenth of the training rows, not those held out"), "\(output)")
    #expect(output.contains("\n  1       21 "), "\(output)")
  }

  @Test(arguments: [
    "epochs=4", "early_stopping=early_stopping(2, monitor=loss)", "until=loss < 0.3",
  ])
  func `without such a rule nothing is taken away`(option: String) {
    let output = printed(Self.start + "cross_validate m, d, folds=4, \(option)")
    #expect(!output.contains("watches"), "\(output)")
  }

  @Test func `of rows in order the last are watched, away from those learnt from`() {
    let order = Array(0..<60)
    let neighbours = FoldNeighbours(
      [FoldNeighbours.Chain(rows: order, reach: 3)], of: 60, areCutLater: false)
    var rows = FoldRows(Folds.blocks(of: order, 5), 0, neighbours)
    rows.watchSome(classes: nil, groups: nil, neighbours, seed: 1)
    #expect(rows.held == Array(0..<12))
    #expect(rows.watched == Array(56..<60))
    #expect(rows.training == Array(15..<53))
  }
}
