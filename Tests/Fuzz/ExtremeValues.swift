/// Values at the ends of every type, as a program writes them.
///
/// Extents are small, too large for anything, or between: those make tensors that are refused in the little
/// memory that a call may take, or that take time until the call is interrupted.
enum ExtremeValues {
  static let numbers = [
    "0", "-0.0", "1", "-1", "2", "3", "-7", "0.5", "-0.5", "1e-300", "5e-324", "4", "6",
    "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9007199254740992",
    "9007199254740993", "-9007199254740992", "9223372036854775807", "-9223372036854775808", "4e9",
    "4e18", "1e19", "1.7e308", "-1.7e308", "inf", "-inf", "nan", "1e15", "80%", "true", "false",
    "10", "30", "100", "1000", "9999", "65536", "100000", "1e6", "1e7", "33554432", "1e8",
  ]

  static let tensors = [
    "[1]", "[1, 2, 3]", "[0, 1]", "[1, 0, 1, 1]", "[0.1, 0.7, 0.2]", "[[1, 2], [3, 4]]",
    "[[0.2, 0.8], [0.9, 0.1]]", "[[1, 2]]", "[[1], [2]]", "[nan, inf]", "[-1, 2]", "[-0.0, 0]",
    "[2147483648, -2147483649]", "[9007199254740993, 1]", "[1e19, 0]", "[1e300, -1e300]",
    "[[nan, 1], [2, 3]]", "[4e9, 4e9]", "[9223372036854775807]", "zeros([0])", "zeros([0, 3])",
    "zeros([2, 0, 2])", "zeros([3, 0])", "zeros([0, 9007199254740992, 4096])",
    "zeros([4e9, 0, 4e9])", "ones([2, 3, 4])", "ones([1, 1, 2, 2, 1])",
    "zeros([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])", "ones([4, 4, 3])",
    "argmax([1, 2])", "argmax([[1, 2], [4, 3]], axis=1)", "one_hot([0, 1], 2)", "range(5)",
    "range(40)", "range(3e6)", "normal([2e6])", "ones([1000, 1000])", "[1000, 1000]", "[1e6, 10]",
    "[1e8]", "zeros([2e6, 2])", "round(uniform([1e6]) * 9)", "linspace(-1, 1, 3)", "d.x", "d.y",
    "e.x", "t.x", "m.dense.kernel", "r.loss",
  ]

  static let functions = [
    "x -> x", "x -> x * x", "(x, y) -> x + y", "(x, y) -> mean((x - y)^2)", "x -> \"text\"",
    "x -> [1, 2]", "x -> none", "() -> 1", "x -> x[0]", "x -> grad(f)(x)", "x -> sum(x)", "f", "g",
    "m", "c", "relu", "mse", "sigmoid", "norm", "std", "max", "softmax", "huber(2)",
  ]

  static let others = [
    "none", "\"\"", "\"text\"", "\"a b c\"", "\"/none/such\"", "\"日本\\n\"", "[\"a\", \"b\"]",
    "[[1], [2, 3]]", "[1, [2, \"x\"], none]", "[none]", "[m, d]", "[[], []]", "[]",
    "x -> x", "x -> x * x", "(x, y) -> x + y", "(x, y) -> mean((x - y)^2)", "x -> \"text\"",
    "x -> [1, 2]", "x -> none", "() -> 1", "f", "g", "m", "c", "d", "e", "t", "r", "b", "m.dense",
    "relu", "adam", "l2", "mse", "accuracy", "he_normal", "adam(0.01)", "adam(nan)", "l1_l2(0.1)",
    "huber(2)", "constant(inf)", "exponential_decay(0.1, 10, 0.5)", "1..2", "0..1e19", "{}",
    "{a: 1}",
    "{a: {b: [1, \"x\"], \"c d\": none}, f: x -> x}", "[{a: 1, b: \"x\"}, {b: \"y\", a: 2}]",
    "[{a: 1}, {b: 2}, 3]", "{\"0\": 1, \"1\": 5}", "{m: m, r: r}", "s", "s.a", "s[\"a\"]",
    "-1..nan",
    "3..1", "3kWh", "1GB", "2ms", "same", "valid", "causal", "macro", "balanced", "sum", "mean",
    "test", "line", "histogram", "image", "keras", "float64",
  ]

  static func value(_ random: inout Generator) -> String {
    switch random.below(10) {
    case 0..<4: random.pick(numbers)
    case 4..<7: random.pick(tensors)
    default: random.pick(others)
    }
  }
}
