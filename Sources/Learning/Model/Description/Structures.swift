import Catalog

/// The words that arrange layers and are no layers themselves.
package enum Structures {
  static let times = Parameter<Int>("times", "How often, at least 1.", rule: "1 to 10000") {
    (1...Elaboration.layerLimit).contains($0)
  }
  static let repetition = Signature(
    "repeat", .structure, "Repeats its lines.", example: "model 4 { repeat 2 { dense 4 } }",
    [times.description])

  /// In the order of lists.
  package static let all: [Signature] =
    [
      repetition,
      Signature(
        "residual", .structure, "Adds the output of its lines to their input.",
        example: "model 4 { residual { dense 4 } }"),
      Signature(
        "add", .structure, "The sum of several paths.",
        example: "model 4 { add { path { dense 4 }; path { } } }"),
      Signature(
        "multiply", .structure, "The product of several paths.",
        example: "model 4 { multiply { path { dense 4 }; path { } } }"),
      Signature(
        "average", .structure, "The mean of several paths.",
        example: "model 4 { average { path { dense 4 }; path { } } }"),
      Merge.concatenation, Merge.combination,
      Signature(
        "path", .structure, "One way inside add, multiply, average, concatenate or combine.",
        example: "model 4 { add { path { dense 4 }; path { } } }"),
      Signature(
        "from", .structure, "Goes on with an input or the output of a labelled line.",
        example: "model 4 { h: dense 4; dense 2; from h; dense 3 }",
        [
          Parameter.label(
            "name", "An input or an earlier label.", expected: "a label", shown: nil
          ).description
        ]),
    ] + Wrappers.all.map { $0.signature }
}
