import Testing
import WorkbenchTestSupport

@Suite struct TruthTensorTests {
  @Test(
    arguments: [
      ("t = [5, 6, 7, 8]; t[t > 6]", "[7, 8]"), ("[1, 5] > 2", "[0, 1]"),
      ("mean([1, 5, 7] > 2)", "0.666667"), ("sum([1, 5, 7] > 2)", "2"),
      ("([1, 5] > 2) + 1", "[1, 2]"), ("([1, 5] > 2) * [3, 4]", "[0, 4]"),
      ("not ([1, 5] > 2)", "[1, 0]"), ("x = [1, 5, 7]; x[(x > 2) and (x < 6)]", "[5]"),
      ("x = [1, 5, 7]; x[(x < 2) or not (x < 6)]", "[1, 7]"),
      ("any([1, 5] > 2)", "true"), ("all([1, 5] > 2)", "false"),
      ("any([[0, 1], [0, 0]] > 0, axis=0)", "[0, 1]"), ("all([[1, 1], [0, 1]], axis=1)", "[1, 0]"),
      ("all([])", "true"), ("any([])", "false"), ("any([nan])", "true"),
      ("where([1, 5] > 2, [1, 1], [2, 2])", "[2, 1]"),
      ("[true, false]", "[1, 0]"), ("([1, 5] > 2)[0]", "false"), ("([1, 5] > 2)[-1]", "true"),
      ("x = [7, 8]; m = [true, false]; x[m]", "[7]"),
      ("x = range(4); x[reshape([[true, false], [false, true]], [4])]", "[0, 3]"),
      ("x = range(4); x[concat([[true], [false, true], [true]])]", "[0, 2, 3]"),
      ("x = [[1, 2], [3, 4]]; x[stack([[true, false], [false, true]])]", "[1, 4]"),
      ("x = [[1, 2], [3, 4]]; x[[x[0] > 1, x[1] > 3]]", "[2, 4]"),
      ("x = [[1, 2], [3, 4]]; x[(x > 1).T]", "[2, 3, 4]"),
      ("x = range(3); x[([1, 0, 1] > 0)[0:3]]", "[0, 2]"),
      ("x = range(3); x[where([1, 0, 1], [true, true, true], [false, false, false])]", "[0, 2]"),
      ("x = [5, 6]; x[1 * (x > 5)]", "[5, 6]"),
      ("t = [5, 6, 7, 8]; t[(t > 5) * (t < 8)]", "[6, 7]"), ("[\"a\", \"b\"][[1, 2] > 1]", "b"),
      ("n = [\"a\", \"b\", \"c\"]; print n[[true, false, true]], n[[-1, 0]]", "[a, c] [c, a]"),
      ("(3 > 2) + (2 > 1)", "2"), ("-(3 > 2)", "-1"), ("true and ([1, 2] > 1)", "[0, 1]"),
      ("false or ([1, 2] > 1)", "[0, 1]"), ("if [3] > 2 { print \"yes\" }", "yes"),
      ("for hit in [1, 5] > 2 { print hit }", "false\ntrue"),
      ("a, b = [1, 5] > 2; print a, b", "false true"),
      ("f = m -> [7, 8][m]; f([false, true])", "[8]"),
      ("t = [5, 6, 7]; t[t > 5] = 0; t", "[5, 0, 0]"),
      ("t = [5, 6, 7]; t[t > 5] = [1, 2]; t", "[5, 1, 2]"),
      ("m = [1, 5] > 2; m[0] = true; [7, 8][m]", "[7, 8]"),
      ("m = [1, 5] > 2; m[0] = 1; [7, 8][m]", "[7, 8]"), ("t = [5, 6]; t[0] = true; t", "[1, 6]"),
      ("grad(x -> sum(x[x > 1]^2))([1, 2, 3])", "[0, 4, 6]"),
      ("grad(x -> sum(x[[0, 0, -1]]^2))([1, 2, 3])", "[4, 0, 6]"),
      ("grad(x -> sum(x[:, [1, 1]] * [[1, 2], [3, 4]]))([[5, 6], [7, 8]])[:, 1]", "[3, 7]"),
      ("d = table([[1, 2], [3, 4], [5, 6]], [0, 1, 1]); d.x[d.y == 1][:, 0]", "[3, 5]"),
      ("d = table([[1, 2], [3, 4], [5, 6]], [0, 1, 1]); d.x[d.y == 1, 1]", "[4, 6]"),
      (
        "seed 1; m = model 2 { dense 2 }; m.dense.kernel[m.dense.kernel > -9] = 3; sum(m.dense.kernel)",
        "12"
      ),
    ])
  func `comparisons count as 0 and 1 and select as an index`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("x = [1, 2, 3]; x[[true, false]]", "E0305: 2 truth values for axis 0, which has 3 entries"),
      ("x = [1, 2, 3]; x[[true, false]] = 0", "E0305: 2 truth values for axis 0"),
      (
        "x = [[1, 2], [3, 4]]; x[:, [true]]", "E0305: 1 truth value for axis 1, which has 2 entries"
      ),
      (
        "x = ones([2, 3]); x[ones([3, 2]) > 0]",
        "E0305: truth values of shape [3, 2] for axes of [2, 3]"
      ),
      ("[\"a\", \"b\"][[true]]", "E0305: 1 truth value for axis 0, which has 2 entries"),
      ("x = [1, 2]; x[true]", "E0118: an index must be"),
      ("x = [1, 2]; x[\"a\"]", "E0118: an index"),
      ("x = [1, 2]; x[0..1]", "E0118: an index must be"),
      ("m = [1, 2] > 1; m[0] = 5", "E0118: a tensor of truth values cannot hold 5"),
      ("x = [1, 2, 3]; x[x > 1] = [1, 2, 3]", "E0308: the place has shape [2], the new value [3]"),
      ("if [1, 2] > 0 { print 1 }", "E0306: a condition needs one truth value, not tensor[2]"),
      ("if [] > 0 { print 1 }", "E0306"),
    ])
  func `what selects nothing sensible is refused`(source: String, expected: String) {
    #expect(printed(source).contains("error \(expected)"), "\(printed(source))")
  }

  @Test(
    arguments: [
      ("x = [1, 2, 3]; x[[-1]] = 2; x", "[1, 2, 2]"), ("x = [1, 2, 3]; x[[-1]]", "[3]"),
      ("x = [1, 2, 3]; x[0:1e30]", "[1, 2, 3]"), ("x = [1, 2, 3]; x[-1e30:2]", "[1, 2]"),
      ("f = (y, p) -> sum(p[range(2), y]); f([1, 0], [[1, 2], [3, 4]])", "5"),
      ("jacobian(x -> x[[1, 0]])([4, 5])[0]", "[0, 1]"),
    ])
  func `positions count from both ends`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("x[[1.5]]", "E0118: an index into axis 0 must be a whole number, not 1.5"),
      ("x[[1.5]] = 3", "E0118: an index into axis 0 must be a whole number, not 1.5"),
      ("x[[nan]]", "E0118: an index into axis 0"), ("x[[inf]]", "E0118: an index into axis 0"),
      ("x[[7]]", "E0305: index 7 is outside axis 0, which has 3 entries"),
      ("x[[-4]] = 1", "E0305: index -4 is outside axis 0"), ("x[[1e30]]", "E0305: index 1e+30"),
      ("x[1e30]", "E0305: index 1e+30"), ("x[1e30] = 1", "E0305: index 1e+30"),
      ("x[1.5]", "E0118"), ("x[nan]", "E0118"), ("x[nan:]", "E0118"), ("x[:0.5]", "E0118"),
      ("x[inf:]", "E0118"), ("x[[0, 1], [0, 1]]", "E0305: 2 indices for 1 axis"),
      ("ones([2, 2])[[0, 1], [0, 1, 1]]", "E0303: the indices have different lengths"),
      ("one_hot([nan], 5)", "E0118: one_hot has no place for nan"),
      ("one_hot([1.5], 5)", "E0118: one_hot has no place for 1.5"),
      ("one_hot([7], 5)", "E0305: one_hot has no place for 7 among 5 classes"),
      ("topk(x, -1)", "E0118"), ("topk(x, 1e30)", "E0401"), ("topk(x, nan)", "E0118"),
      ("grad(x -> x^3, argument=1000)(2)", "E0401: `argument` of grad"),
      ("grad(x -> x^3, argument=5)(2)", "E0401"), ("jacobian(sin, argument=1e9)(2)", "E0401"),
      ("predict(model 2 { embedding 5, 2 }, [[7, 1]])", "E0419"),
      ("y = table(x, [0, 1, 2]).y; y[0] = 1.5", "E0118: a tensor of whole numbers cannot hold 1.5"),
      ("y = table(x, [0, 1, 2]).y; y[0] = 1e12", "E0118: a tensor of whole numbers"),
      ("m = model 2 { dense 2 }; m.dense.kernel[[5], 0] = 1", "E0305: index 5 is outside axis 0"),
      ("m = model 2 { dense 2 }; m.dense.kernel[0, nan] = 1", "E0118"),
      ("f = x -> { y = [1, 2]; y[0] = x; y }; grad(f)(2)", "E0"),
    ])
  func `what is no position is refused with its place`(source: String, expected: String) {
    let text = printed("x = [1, 2, 3]; " + source)
    #expect(text.contains("error \(expected)"), "\(text)")
    #expect(text.contains("\nhint: "))
  }

  @Test func `a refused assignment leaves the tensor as it was`() {
    let transcript = Transcript()
    _ = transcript.run("x = [1, 2, 3]")
    _ = transcript.run("x[[0, 1.5]] = 9")
    #expect(transcript.run("x") == "[1, 2, 3]")
  }

  @Test func `a loss picks classes by its targets, and reads nan for what is none`() {
    let text = printed(
      """
      seed 1
      d = table([[1, 0], [0, 1], [1, 1]], [0, 1, 1])
      m = model 2 { dense 2, activation=log_softmax }
      r = train m, d, epochs=2, loss=(y, p) -> -mean(p[range(3), y]), batch_size=3, shuffle=false
      """)
    #expect(text.contains("2 epochs"), "\(text)")
    #expect(!text.contains("error"))
  }
}
