import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Rows that count more or less, that are hidden, and that belong to somebody.
@Suite("Weights, privacy and clients")
struct WeighedSamplesTests {
  private static let patients =
    "age,dose,hospital,w,ill\n"
    + (0..<60).map { row in
      "\(20 + row),\(row * 7 % 13),\(["A", "B", "C"][row * row % 7 % 3]),\(row % 4),"
        + "\(row * 7 % 13 > 6 ? "yes" : "no")\n"
    }.joined()

  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.patients.utf8), to: folder + "/patients.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  private static let data = """
    seed 3
    d = data csv("patients.csv") { weight "w"; split 80%, 20% }
    e = data csv("patients.csv") { drop "w"; split 80%, 20% }
    f = data csv("patients.csv") { split 80%, 20% }

    """

  private static let model =
    "m = model d { dense 4, activation=tanh; dense 1, activation=sigmoid }\n"

  @Test func `a column of weights is no feature and counts in every part`() throws {
    let said = try run(
      Self.data + Self.model + """
        print len(d.x[0])
        r = train m, d, epochs=2
        v = evaluate m, d.test
        print v
        u = evaluate m, f.test, sample_weight="w"
        """)
    // Age, dose, and a column for each of three hospitals.
    #expect(said.contains("\n5\n"), "\(said)")
    #expect(said.contains("12 samples of weight"), "\(said)")
  }

  @Test func `the step and the option say the same`() throws {
    let said = try run(
      Self.data + Self.model + """
        k = model e { dense 4, activation=tanh; dense 1, activation=sigmoid }
        r = train m, d, epochs=3
        n = model e { dense 4, activation=tanh; dense 1, activation=sigmoid }
        s = train n, e, epochs=3, sample_weight="w"
        print r.step_loss == s.step_loss
        a = evaluate m, d.test, metrics=[accuracy, auc]
        b = evaluate m, e.test, metrics=[accuracy, auc], sample_weight="w"
        print a.auc - b.auc, a.loss - b.loss
        """)
    #expect(said.contains("0 0") || said.contains("0, 0"), "\(said)")
  }

  @Test(arguments: [
    (#"data csv("patients.csv") { weight "hospital" }"#, "E0542"),
    (#"data csv("patients.csv") { weight "ill" }"#, "E0542"),
    (#"data csv("patients.csv") { weight "weights" }"#, "E0514"),
    ("x = train m, e, sample_weight=[1, 2]", "E0542"),
    ("x = train m, e, sample_weight=\"hospital\"", "E0542"),
    ("x = train m, e, clients=\"ward\"", "E0514"), ("x = train m, e, clients=100", "E0546"),
    ("x = train m, e, clients=0", "E0401"), ("x = train m, e, privacy=dp(noise=0)", "E04"),
    ("x = train m, e, privacy=dp(noise=1, clip=0)", "E04"),
    ("x = train m, e, privacy=dp(noise=1, delta=1)", "E04"),
    ("x = train m, e, privacy=dp", "E0"), ("x = train m, e, privacy=sgd(0.1)", "E0"),
    ("x = train m, e, privacy=dp(noise=1, delta=0.5)", "W0039"),
    ("x = train m, e, privacy=dp(noise=1), batch_size=49", "E0545"),
    ("x = evaluate m, e.test, sample_weight=\"w\", intervals=true", "E0547"),
  ])
  func `what cannot be is told`(statement: String, code: String) throws {
    let said = try run(
      Self.data + """
        m = model e { dense 4, activation=tanh; dense 1, activation=sigmoid }
        \(statement)
        """)
    #expect(said.contains(" \(code)"), "\(said)")
  }

  @Test func `a private run says its epsilon, whatever way it goes on`() throws {
    let said = try run(
      Self.data + Self.model + """
        r = train m, d, epochs=3, batch_size=12, privacy=dp(noise=1.5)
        print r.epsilon == r.epsilons[-1], len(r.epsilons), r.delta
        save r, "r.safetensors"
        s = resume r, epochs=2
        t = resume "r.safetensors", m, d, epochs=2
        print s.epsilon > r.epsilon, s.epsilon - t.epsilon
        u = resume r, from=1, epochs=2
        print u.epsilon - r.epsilon
        v = resume "r.safetensors", m, d, epochs=2, privacy=dp(noise=3)
        print v.epsilon > r.epsilon, v.epsilon < t.epsilon
        """)
    #expect(said.contains("privacy hides each training row in the weights"), "\(said)")
    #expect(said.contains("epsilon "), "\(said)")
    let lines = said.split(separator: "\n").map(String.init)
    for wanted in ["true 3 1e-05", "true 0", "0", "true true"] {
      #expect(lines.contains(wanted), "\(wanted) in \(said)")
    }
  }

  @Test func `clients are told by their names`() throws {
    let said = try run(
      Self.data + """
        m = model e { dense 4, activation=tanh; dense 1, activation=sigmoid }
        r = train m, e, epochs=2, batch_size=8, clients="hospital", local_epochs=2
        print r.clients.name
        print sum(r.clients.samples)
        """)
    #expect(said.contains("with 3 clients, 2 epochs"), "\(said)")
    #expect(said.contains("[A, B, C]"), "\(said)")
    #expect(said.contains("\n48"), "\(said)")
  }

  @Test func `a private run of clients says the largest epsilon`() throws {
    let said = try run(
      Self.data + Self.model + """
        r = train m, d, epochs=2, batch_size=4, clients="hospital", privacy=dp(noise=2)
        print r.epsilon == max(r.clients.epsilon)
        """)
    #expect(said.contains("\ntrue"), "\(said)")
  }

  @Test func `what runs together, and in part, keeps its epsilon`() throws {
    let said = try run(
      Self.data + Self.model + """
        r = train m, d, epochs=5, batch_size=12, privacy=dp(noise=1), until=epsilon > 5
        print r.epsilon > 5, len(r.epsilons) < 5
        compare [r, r]
        """)
    #expect(said.contains("the condition holds"), "\(said)")
  }
}
