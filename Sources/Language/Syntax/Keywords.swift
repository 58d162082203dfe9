import Catalog

/// The 16 words of the grammar, as entries of the catalogue: help and completion read them.
package enum Keywords {
  /// One for each `Keyword`, in the same order.
  package static let signatures: [Signature] = [
    keyword(
      "fn", "Defines a function: `fn f(x, k=1) = …` or with a body in braces.", "fn f(x) = x^2"),
    keyword(
      "for",
      "Runs a body, or computes a value in `[ ]`, once for each item of a list, tensor or range.",
      "for i in 1..3 { print i }",
      """
      `[x^2 for x in 1..3]` is the list of the values, of numbers a tensor; `[x for x in xs if x > 0]` leaves items
      out. Several names take an item apart: `[a * b for a, b in zip(x, y)]`.
      """),
    keyword(
      "in", "Stands between the name and the values of `for`.", "for i in [2, 4] { print i }"),
    keyword("if", "Runs a body when a condition holds.", "if 2 > 1 { print \"yes\" }"),
    keyword(
      "else", "Starts what runs when the condition of `if` does not hold.",
      "if 2 < 1 { 1 } else { 2 }"),
    keyword(
      "repeat", "Runs a body, or stacks layers, a fixed number of times.", "repeat 2 { print 1 }"),
    keyword(
      "at", "Changes a run at one step or epoch, also when it is replayed.",
      "at r, step=100 { r.learning_rate = 0.001 }"),
    keyword(
      "model", "Builds a network from lines of layers, behind the size of its input.",
      "m = model 2 { dense 3, activation=tanh; dense 1 }",
      """
      The size is a number, a list of extents such as [28, 28, 1], or a data set, whose samples it takes.
      Several inputs have a name each, and `from` goes on with one:
        m = model num=4, cat=3 {
          from num; a: dense 8, activation=relu
          from cat; dense 8, activation=relu
          concatenate { path { }; path { from a } }
          dense 1
        }
        predict m, num=[1, 2, 3, 4], cat=[1, 0, 0]
      `predict m, [x, z]` takes them in this order, `predict m, {num: x, cat: z}` by name. A table trains it in a
      step that cuts its columns: train d { step m, loss=(x, y) -> mean((y - m(x[:, :4], x[:, 4:]))^2) }
      """),
    keyword(
      "block", "Lines of layers without an input, to be used inside models.",
      "fn two(n) = block { dense n; dense n }"),
    keyword(
      "data", "Loads or makes a data set and puts it through steps.",
      "d = data generated(xor, 200) { split 80%, 20% }"),
    keyword("and", "True when both sides are.", "1 < 2 and 2 < 3"),
    keyword("or", "True when at least one side is.", "1 > 2 or 2 < 3"),
    keyword("not", "True when the other side is false.", "not false"),
    keyword("true", "The truth value that comparisons give when they hold.", "true"),
    keyword("false", "The truth value that comparisons give when they do not hold.", "false"),
    keyword("none", "No value: an option that is left out.", "none"),
  ]

  private static func keyword(
    _ name: String, _ summary: String, _ example: String, _ details: String = ""
  ) -> Signature {
    Signature(name, .keyword, summary, example: example, details: details)
  }
}
