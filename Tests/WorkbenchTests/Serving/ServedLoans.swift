/// A table of loans and a model of it, which several suites serve.
enum ServedLoans {
  /// Loans: numbers with gaps, words, a day, a truth.
  static let table: String = {
    var text = "age,income,purpose,since,owner,risk\n"
    for row in 0..<120 {
      let purpose = ["car", "home", "study"][row % 3]
      let income = row % 7 == 0 ? "" : "\(1000 + row * 37 % 900)"
      let day = "2023-0\(1 + row % 9)-1\(row % 10)"
      text +=
        "\(20 + row % 50),\(income),\(purpose),\(day),\(row % 4 == 0),\(row % 5 < 2 ? "bad" : "good")\n"
    }
    return text
  }()

  static let trained = """
    seed 1
    d = data csv("loans.csv", target="risk")
    m = model d { dense 8, activation=relu; dense 2, activation=softmax }
    train m, d, epochs=3
    """

  /// One loan as the prompt takes it.
  static let written =
    #"{age: 41, income: 1200, purpose: "car", since: "2023-03-25", owner: true}"#

  /// A session with that model.
  static func use(_ body: (ServedSession) throws -> Void) throws {
    try ServedSession.use(["loans.csv": table], trained, body)
  }
}
