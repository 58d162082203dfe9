import Testing
import WorkbenchTestSupport

@Suite("Arithmetic")
struct ArithmeticTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", "7"), ("2^3^2", "512"), ("-2^2", "-4"), ("7 / 2", "3.5"),
      ("mod(7, 3)", "1"), ("80%", "0.8"), ("5k", "5000"), ("60_000", "60000"),
      ("1 < 2", "true"), ("not (1 < 2)", "false"), ("1 == 1 and 2 > 3", "false"),
      ("-6..6", "-6..6"), ("\"a\"", "a"), ("none", ""), ("1e-7", "1e-07"), ("-0", "0"),
      ("[1, 2, 3] * 2", "[2, 4, 6]"), ("[1, 2] @ [3, 4]", "11"),
      ("[[1, 2], [3, 4]] @ [1, 1]", "[3, 7]"), ("[1, 1] @ [[1, 2], [3, 4]]", "[4, 6]"),
      ("[1, 2] > [0, 5]", "[1, 0]"), ("[[1, 2], [3, 4]][1, 0]", "3"), ("[1, 2, 3][-1]", "3"),
      ("[1, 2, 3][0:2]", "[1, 2]"), ("sum([1, 2, 3])", "6"), ("mean([1, 2, 6])", "3"),
      ("max([3, 9, 4])", "9"), ("argmax([3, 9, 4])", "1"), ("var([1, 2, 3])", "0.666667"),
      ("sum([[1, 2], [3, 4]], axis=0)", "[4, 6]"), ("norm([3, 4])", "5"),
      ("where([1, 0], [5, 6], [7, 8])", "[5, 8]"), ("cumsum([1, 2, 3])", "[1, 3, 6]"),
      ("range(5)", "[0, 1, 2, 3, 4]"), ("linspace(0, 1, 5)", "[0, 0.25, 0.5, 0.75, 1]"),
      ("clip([-1, 0.5, 2], 0, 1)", "[0, 0.5, 1]"), ("sort([3, 1, 2])", "[1, 2, 3]"),
      ("len([4, 5])", "2"), ("shape([[1, 2, 3]])", "[1, 3]"), ("exp(0)", "1"),
      ("concat([[1, 2], [3]])", "[1, 2, 3]"),
    ])
  func `expressions print their values`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("0.85$ / 1h * 3min", "$0.0425"), ("0.85$ / 1h", "$0.85/h"), ("90min", "1.5h"),
      ("1kWh / 2h", "500W"), ("2GB / 1MB", "2000"), ("3h > 100min", "true"),
    ])
  func `quantities combine their units`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test func `numbers of different units cannot be added`() {
    #expect(
      printed("3h + 2$") == """
        error E0404: cannot add time and money
          1 | 3h + 2$
            | ^^^^^^^
        hint: both sides need the same unit
        """)
  }

  @Test(arguments: [
    ("[[0.5, 100000]]", "0.5"), ("[[1, 0.5], [1e5, 2]]", "0.5"), ("[[0.25, 1e5]]", "0.25"),
    ("[[0.456, 123456]]", "0.46"), ("[[0.001, 99999.5]]", "0.001"), ("[[0.05, 5e5]]", "0.05"),
    ("[[0.0002, 654321]]", "0.0002"), ("[[-0.5, 200000]]", "-0.5"),
  ])
  func `what is not 0 does not print as 0 beside a large number`(_ source: String, _ small: String)
  {
    let rows = printed(source).split(separator: "\n").dropFirst()
    #expect(rows.contains { $0.split(separator: " ").contains { $0.hasPrefix(small) } }, "\(rows)")
  }

  @Test func `a matrix prints aligned with one count of decimals`() {
    #expect(
      printed("[[1, 2.5], [3, -4]]") == """
        tensor[2, 2]
          1.0   2.5
          3.0  -4.0
        """)
  }

  @Test func `shapes that do not fit are shown both`() {
    #expect(
      printed("[1, 2] + [1, 2, 3]") == """
        error E0301: `+` cannot combine shapes [2] and [3]
          1 | [1, 2] + [1, 2, 3]
            | ^^^^^^^^^^^^^^^^^^
        hint: shapes are compared from the last axis; each pair must be equal or 1
        """)
  }
}
