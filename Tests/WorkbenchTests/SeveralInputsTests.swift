import Testing
import WorkbenchTestSupport

@Suite("Models of several inputs")
struct SeveralInputsTests {
  private let model = """
    m = model num=2, cat=3 { from num; a: dense 1; from cat; dense 1; add { path { }; path { from a } } }
    a = [[1, 2], [3, 4]]
    b = [[1, 2, 3], [4, 5, 6]]
    named = predict m, num=a, cat=b

    """

  @Test(arguments: [
    "[a, b]", "{num: a, cat: b}", "{cat: b, num: a}",
    "[{num: [1, 2], cat: [1, 2, 3]}, {num: [3, 4], cat: [4, 5, 6]}]",
  ])
  func `a list in the model's order and records give what names give`(given: String) {
    #expect(printed(model + "p = predict m, \(given)\nall(p == named)") == "true")
  }

  @Test func `a list of equal shapes is one tensor for each`() {
    let program = """
      m = model a=2, b=2 { add { path { from a }; path { from b } } }
      x = [[1, 2], [3, 4]]
      predict m, [x, 10 * x]
      both = [x, 10 * x]
      predict m, both
      predict m, [[1, 2], [3, 4]]
      """
    #expect(
      printed(program)
        == "tensor[2, 2]\n  11  22\n  33  44\ntensor[2, 2]\n  11  22\n  33  44\ntensor[1, 2]\n  4  6"
    )
  }

  @Test func `rows that are typed are an input, by name as in a record`() {
    let rows = "[[1, 2], [3, 4]]"
    let others = "[[1, 2, 3], [4, 5, 6]]"
    for given in ["num=\(rows), cat=\(others)", "{num: \(rows), cat: \(others)}"] {
      #expect(printed(model + "p = predict m, \(given)\nall(p == named)") == "true", "\(given)")
    }
    let ragged = printed(model + "predict m, num=[[1, 2], [3]], cat=b")
    #expect(ragged.contains("error E"), "\(ragged)")
  }

  @Test func `a name that is nearly one of the inputs is told as that`() {
    let said = printed(model + "predict m, {num: a, kat: b}")
    #expect(said.contains("did you mean `cat` for `kat`?"), "\(said)")
    #expect(!said.contains("`model num=[…]"), "\(said)")
  }

  @Test func `what cannot be each input says what to type`() {
    for given in ["a, b", "a", "a[:1]", "num=a", "[a]"] {
      let output = printed(model + "predict m, \(given)")
      #expect(output.contains("m takes 2 inputs: num and cat"), "\(given): \(output)")
      #expect(output.contains("`predict m, num=x_num, cat=x_cat`"), "\(given): \(output)")
    }
    #expect(
      printed(model + "predict m, {nm: a, cat: b}").contains(
        "m takes `num` and `cat` but the data have `nm` and `cat`"))
    #expect(
      printed(model + "predict m, {num: \"x\", cat: b}").contains(
        "the input num needs numbers, not"))
    #expect(
      printed(model + "predict m, [a, b[:1]]").contains(
        "the inputs of m have not as many samples: `num` 2 and `cat` 1"))
    #expect(
      printed(model + "train m, table(b, [1, 2])").contains("`?model` shows a step that trains it"))
  }

  @Test(arguments: ["[b, a]", "{num: b, cat: a}", "num=b, cat=a"])
  func `exchanged inputs are told to be so`(given: String) {
    let output = printed(model + "predict m, \(given)")
    #expect(output.contains("the inputs of m are exchanged: it takes `num` and `cat`"), "\(output)")
    #expect(output.contains("these fit `cat` and `num`"), "\(output)")
    let other = printed(model + "predict m, [a, zeros([2, 5])]")
    #expect(other.contains("E0309") && !other.contains("exchanged"), "\(other)")
  }

  @Test func `a model of one input still wants equally long rows`() {
    #expect(
      printed("m = model 2 { dense 1 }\npredict m, [[1, 2], [3]]").contains(
        "the rows have different lengths: 2 and 1"))
  }

  @Test(arguments: [
    ("model 4, 3 { dense 2 }", "write `model a=4, b=3 { … }`, or `model [4, 3] { … }` for one"),
    ("model num=4, 3 { dense 2 }", "write `model num=4, a=3 { … }`"),
    ("model a=4, 3, [2, 2] { dense 2 }", "write `model a=4, b=3, c=[2, 2] { … }`"),
  ])
  func `each of several inputs has a name`(program: String, hint: String) {
    let output = printed("m = \(program)")
    #expect(
      output.hasPrefix("error E0694: a model of several inputs has a name for each"), "\(output)")
    #expect(output.hasSuffix(hint), "\(output)")
  }

  @Test func `no two inputs have one name`() {
    let output = printed("m = model a=4, a=3 { dense 2 }")
    #expect(output.hasPrefix("error E0694: two inputs of the model are called `a`"), "\(output)")
    #expect(output.hasSuffix("write `model a=4, b=3 { … }`"), "\(output)")
  }

  @Test(arguments: [
    ("add { dense 5; dense 5 }", "add", "dense", "add { path { dense 5 }; path { dense 5 } }"),
    (
      "concatenate axis=1 { path { dense 5 }; flatten }", "concatenate", "flatten",
      "concatenate axis=1 { path { dense 5 }; path { flatten } }"
    ),
    (
      "multiply { residual { dense 4 }; path { } }", "multiply", "residual",
      "multiply { path { residual { dense 4 } }; path { } }"
    ),
    ("average { relu; dense 4 }", "average", "relu", "average { path { relu }; path { dense 4 } }"),
    (
      "combine ((a, b) -> a - b) { dense 4; dense 4 }", "combine", "dense",
      "combine ((a, b) -> a - b) { path { dense 8 }; path { dense 8 } }"
    ),
    (
      "add { dense 4, activation=relu, kernel_initializer=zeros; dense 4, activation=relu, kernel_initializer=ones }",
      "add", "dense", "add { path { dense 8 }; path { dense 8 } }"
    ),
  ])
  func `what joins paths names them`(line: String, word: String, other: String, hint: String) {
    let output = printed("m = model 4 { \(line) }")
    #expect(
      output.hasPrefix("error E0695: `\(word)` joins paths, and `\(other)` is none"), "\(output)")
    #expect(output.hasSuffix("put each way into a path: `\(hint)`"), "\(output)")
  }
}
