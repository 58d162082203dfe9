import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What somebody types who has never typed a program: the hint is the line to type.
@Suite("Hints for beginners")
struct BeginnerHintTests {
  private func hint(_ output: String) -> String {
    output.split(separator: "\n").last { $0.hasPrefix("hint: ") }.map(String.init) ?? output
  }

  @Test(arguments: [
    ("n.taxi.kernel = 5", "n.taxi.kernel", "[[5]]"),
    ("n.taxi.kernel = -1.5", "n.taxi.kernel", "[[-1.5]]"),
    ("n.taxi.bias = 3", "n.taxi.bias", "[3]"), ("n.taxi.kernel = [5]", "n.taxi.kernel", "[[5]]"),
    ("k.taxi.kernel = [1, 2]", "k.taxi.kernel", "[[1], [2]]"),
    ("k.taxi.kernel = 4", "k.taxi.kernel", "[[4], [4]]"),
  ])
  func `a weight of another shape is told with the brackets that it needs`(
    _ wrong: String, _ weight: String, _ numbers: String
  ) {
    let models = "n = model 1 { taxi: dense 1 }\nk = model 2 { taxi: dense 1 }\n"
    #expect(
      hint(printed(models + wrong)) == "hint: a weight keeps its shape, so write `\(numbers)`")
    #expect(!printed(models + "\(weight) = \(numbers)").contains("error"))
  }

  @Test(arguments: [
    ("w = 1,8", "1.8"), ("w = 1,8 * 2", "1.8"), ("w = 2; v = 0,25", "0.25"),
    ("x = [1,5] * 2,5", "2.5"), ("sgd(learning_rate=0,1)", "0.1"),
  ])
  func `a comma in a number is told with the point`(_ line: String, _ number: String) {
    #expect(hint(printed(line)) == "hint: decimals have a point: `\(number)`", "\(printed(line))")
  }

  @Test func `a measure of a model is told with the line that measures it`() {
    let output = printed(
      "d = data digits { take 20 }; m = model d { dense 10, activation=softmax }\nconfusion m, d")
    #expect(hint(output).contains("`evaluate m, d`"), "\(output)")
  }

  @Test func `commas between numbers of a list are no points`() {
    #expect(printed("[1,5]").contains("5"))
    #expect(printed("sigmoid(0,5)").contains("decimals have a point"))
    #expect(!printed("x = [1,5] [2,6]").contains("decimals"))
    #expect(!printed("w1,2").contains("decimals"))
  }

  @Test(arguments: [
    ("=A1*2", "leave it out"), ("A1 = 3; =A1*2", "leave it out"),
    ("x = 2; IF(x>0, x, x/10)", "where(x>0, x, x/10)"), ("AVERAGE(1,2)", "mean([1, 2])"),
    ("AVERAGE(1, 2, 3)", "mean([1, 2, 3])"), ("sum(1,2,3)", "sum([1, 2])"),
    ("mean(1,2)", "mean([1, 2])"), ("max(1,2,3)", "max([1, 2])"), ("SUM(A1:A3)", "in a list"),
    ("SUM(B2:BC10)", "in a list"), ("(3-2)²", "^2"),
    ("m = model 2 { dense 8; activation=tanh }", "dense 8, activation=tanh"),
  ])
  func `what a spreadsheet takes is told as it is written here`(_ line: String, _ told: String) {
    #expect(hint(printed(line)).contains(told), "\(printed(line))")
  }

  @Test func `a short name is no misspelling of any other short name`() {
    #expect(!printed("A1 = 3; B1 * 3").contains("did you mean `A1`"))
    #expect(printed("A1 = 3; a1 * 3").contains("did you mean `A1`"))
  }

  @Test(arguments: [
    ("people.csv", "d"), ("table(people.csv)", "d"), ("d = people.csv", "d"),
    ("open people.csv", "d"),
    (#"open "people.csv""#, "d"), ("p = table(data/people.csv)", "p"), ("csv(people.csv)", "d"),
  ])
  func `the file of a table alone is told with the line that reads it`(
    _ line: String, _ name: String
  ) {
    let file = line.contains("data/") ? "data/people.csv" : "people.csv"
    #expect(printed(line).contains("`\(name) = data csv(\"\(file)\")`"), "\(printed(line))")
  }

  @Test(arguments: [
    #"predict m, [[45, "Oslo"]]"#, "predict m, [45, 1]", "predict m, [[45, 2, 3, 4, 5]]",
    #"predict m, [[45, 1, "Oslo"], [30, 2, "Rome"]]"#, "predict m, 45",
    "predict m, [[45, 1], [30, 2]]",
  ])
  func `a row without names is told as a record of the model's columns`(_ line: String) throws {
    let people =
      "age,town,happy\n"
      + (0..<20).map {
        "\(20 + $0),\($0 % 3 == 0 ? "Rome" : "Oslo"),\($0 % 2 == 0 ? "yes" : "no")\n"
      }
      .joined()
    let training = """
      d = data csv("people.csv", target="happy") { split 80%, 20%; one_hot "town"; standardize }
      m = model d { dense 1, activation=sigmoid }

      """
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(people.utf8), to: folder + "/people.csv")
      let told = hint(Transcript(folder: folder).run(training + line))
      #expect(told.contains("predict m, {age: 45, town: \""), "\(told)")
      let typed = told.split(separator: "`").dropFirst().first.map(String.init) ?? ""
      #expect(!Transcript(folder: folder).run(training + typed).contains("error"), "\(typed)")
    }
  }

  @Test(arguments: ["macro", "support", "weighted", "auc", "f1_score"])
  func `words of reports are explained`(word: String) {
    #expect(HelpText().text(for: word) != nil)
  }

  @Test(arguments: ["e - 1", "max(e)", "-e", "e[0]", "argmax(e, axis=1)", "2 * e"])
  func `a report taken for numbers is told with the way to them`(line: String) {
    let told = Transcript().run(
      "m = model 2 { dense 1, activation=sigmoid }; e = evaluate m, generated(xor)\n" + line)
    #expect(told.contains("the numbers of a report stand behind a dot"), "\(told)")
  }

  @Test(arguments: [
    ("plot [1, 2], log=True", "true"), ("plot [1, 2], legend=False", "false"), ("x = None", "none"),
    ("train (model 2 { dense 1 }), generated(xor), epochs=1, shuffle=False", "false"),
    ("plot [1, 2] > 1, title=null", "none"), ("f = TRUE", "true"),
  ])
  func `truth and nothing of other languages are answered with the word`(line: String, word: String)
  {
    #expect(hint(Transcript().run(line)).contains("write `\(word)`"))
  }

  @Test(arguments: ["\"a\"", "true", "[]", "none"])
  func `what has no chart is answered with what has one`(value: String) {
    let told = Transcript().run("plot " + value)
    #expect(
      told.contains("E0407") && told.contains("`plot [3, 1, 2]`") || told.contains("`print "),
      "\(told)")
  }

  @Test func `lines of a notebook for the system are told as such`() {
    for (line, told) in [
      ("!pip install keras", "nabla needs no packages"), ("  !ls data", "type it in a terminal"),
    ] {
      let text = Transcript().run(line)
      #expect(text.contains(told) && !text.contains("write `not`"), "\(text)")
      #expect(!text.contains("E0212"), "\(text)")
    }
    #expect(Transcript().run("x = 1\n!x").contains("write `not`"))
  }
}
