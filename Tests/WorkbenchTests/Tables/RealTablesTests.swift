import Support
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Files as people have them: one line loads each, one makes a model, one trains, one judges.
@Suite("Real tables", .enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
struct RealTablesTests {
  /// The last number that a report gives for a measure, in the mean over seeds.
  private func mean(
    _ measure: String, seeds: ClosedRange<Int>, _ program: String
  ) throws -> Double {
    var sum = 0.0
    for seed in seeds {
      let said = Transcript(folder: try #require(Environment.value("NABLA_DATA")))
        .run("seed \(seed)\n" + program)
      #expect(!said.contains("error E"), "\(said)")
      let rows = said.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      let row = try #require(rows.last { $0.first == measure && $0.count > 1 }, "\(said)")
      sum += try #require(Double(row[1]))
    }
    return sum / Double(seeds.count)
  }

  private static let yesOrNo = "dense 32, activation=relu; dropout 0.3; dense 1, activation=sigmoid"

  @Test func `people of the Titanic, with gaps and words, without the answer in other words`()
    throws
  {
    let accuracy = try mean(
      "accuracy", seeds: 1...5,
      """
      d = data csv("tabular-dev/titanic.csv", target="survived") { drop "alive"; split 80%, 20% }
      m = model d { \(Self.yesOrNo) }
      train m, d, epochs=30
      evaluate m, d.test
      """)
    #expect(accuracy >= 0.79)
  }

  @Test func `cells of tumours, without names of columns`() throws {
    let accuracy = try mean(
      "accuracy", seeds: 1...5,
      """
      d = data csv("tabular-dev/wdbc.data", target="column_2") { drop "column_1"; split 80%, 20% }
      m = model d { dense 16, activation=relu; dense 1, activation=sigmoid }
      train m, d, epochs=20
      evaluate m, d.test
      """)
    #expect(accuracy >= 0.96)
  }

  @Test func `irises with and without a header`() throws {
    for file in ["iris", "iris-header"] {
      let accuracy = try mean(
        "accuracy", seeds: 1...10,
        """
        d = data csv("tabular-dev/\(file).csv") { split 80%, 20% }
        m = model d { dense 3, activation=softmax }
        train m, d, epochs=200, optimizer=adam(0.02)
        evaluate m, d.test
        """)
      #expect(accuracy >= 0.95, "\(file)")
    }
  }

  @Test func `penguins`() throws {
    let accuracy = try mean(
      "accuracy", seeds: 1...3,
      """
      d = data csv("tabular-dev/penguins.csv", target="species") { split 80%, 20% }
      m = model d { dense 16, activation=relu; dense 3, activation=softmax }
      train m, d, epochs=60
      evaluate m, d.test
      """)
    #expect(accuracy >= 0.98)
  }

  @Test func `houses of California, in dollars`() throws {
    let score = try mean(
      "r2_score", seeds: 1...2,
      """
      d = data csv("tabular-dev/california-housing.csv", target="median_house_value") { split 80%, 20% }
      m = model d { dense 64, activation=relu; dense 64, activation=relu; dense 1 }
      train m, d, epochs=20
      evaluate m, d.test, metrics=r2_score
      """)
    #expect(score >= 0.78)
  }

  @Test func `messages between tabs, most of them no spam`() throws {
    let score = try mean(
      "f1_score", seeds: 1...3,
      """
      d = data csv("sms-spam/sms.tsv", target="column_1") { split 80%, 20% }
      m = model d { embedding 10000, 32; global_average_pooling1d; dense 16, activation=relu; dense 1, activation=sigmoid }
      train m, d, epochs=12
      evaluate m, d.test, metrics=f1_score
      """)
    #expect(score >= 0.95)
  }

  @Test func `sentences of two files, one a class`() throws {
    let accuracy = try mean(
      "accuracy", seeds: 1...3,
      """
      d = data lines("rt-polarity/rt-polarity.pos", "rt-polarity/rt-polarity.neg") { split 80%, 20% }
      m = model d { embedding 10000, 32; global_average_pooling1d; dense 16, activation=relu; dense 1, activation=sigmoid }
      train m, d, epochs=8
      evaluate m, d.test
      """)
    #expect(accuracy >= 0.75)
  }

  @Test func `reviews in a language without blanks`() throws {
    let accuracy = try mean(
      "accuracy", seeds: 1...1,
      """
      d = data csv("zh-waimai10k/waimai_10k.csv", target="label") { split 80%, 20% }
      m = model d { embedding 10000, 32; global_average_pooling1d; dense 16, activation=relu; dense 1, activation=sigmoid }
      train m, d, epochs=6
      evaluate m, d.test
      """)
    #expect(accuracy >= 0.84)
  }

  @Test func `passengers in time, better than those of a year before`() throws {
    let program = """
      d = data csv("timeseries-dev/airline-passengers.csv") { split 70%, 30%; windows 12 }
      m = model d { flatten; dense 1 }
      train m, d, epochs=400, batch_size=16, optimizer=adam(0.005)
      p = reshape(predict(m, d.test), [-1])
      """
    // The first target of the test part is 12 rows behind its first row: what was then is the naive forecast.
    let said = Transcript(folder: try #require(Environment.value("NABLA_DATA"))).run(
      "seed 1\n" + program + """

        all = d["Passengers"]
        t = csv("timeseries-dev/airline-passengers.csv")["Passengers"]
        truth = t[113:144]
        naive = t[101:132]
        print mean(abs(p - truth)) < mean(abs(naive - truth))
        """)
    #expect(said.hasSuffix("true") && !said.contains("error E"), "\(said)")
  }

  @Test(
    arguments: [
      ("horse-colic.csv", "column_24", "1, activation=sigmoid", "accuracy", 0.65, 30),
      ("mpg.csv", "mpg", "1", "r2_score", 0.75, 100),
      ("tips.csv", "tip", "1", "r2_score", 0.2, 30),
      ("auto-insurance.csv", "column_2", "1", "r2_score", 0.5, 100),
      ("boston-housing.csv", "column_14", "1", "r2_score", 0.7, 100),
      ("winequality-red.csv", "column_12", "6, activation=softmax", "accuracy", 0.5, 50),
      ("pima-indians-diabetes.csv", "column_9", "1, activation=sigmoid", "accuracy", 0.68, 30),
      ("sonar.csv", "column_61", "1, activation=sigmoid", "accuracy", 0.65, 60),
      ("banknote_authentication.csv", "column_5", "1, activation=sigmoid", "accuracy", 0.98, 60),
    ])
  func `every other table loads, trains and is judged without work by hand`(
    file: String, target: String, output: String, measure: String, least: Double, epochs: Int
  ) throws {
    let found = try mean(
      measure, seeds: 1...5,
      """
      d = data csv("tabular-dev/\(file)", target="\(target)") { split 80%, 20% }
      m = model d { dense 16, activation=relu; dense \(output) }
      train m, d, epochs=\(epochs), optimizer=adam(0.005)
      evaluate m, d.test, metrics=\(measure)
      """)
    #expect(found >= least, "\(file): \(found)")
  }
}
