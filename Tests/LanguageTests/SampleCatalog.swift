import Catalog
import Language

/// A small catalogue with every kind of entry, independent of what the engine has.
enum SampleCatalog {
  static let catalog = Catalog(
    Keywords.signatures + verbs + layers + choices + functions + data)

  /// With kinds of files, and words whose arguments name some.
  static let withFiles: Catalog = {
    func kind(
      _ suffixes: [String], others: [String] = [], _ content: FileSignature.Content,
      source: String? = nil
    ) -> FileSignature {
      FileSignature(
        suffixes[0], "a sample", suffixes: suffixes, otherSuffixes: others, holds: [content],
        source: source, advice: { $0 })
    }
    func path(_ name: String, _ content: FileSignature.Content) -> ParameterDescription {
      ParameterDescription(name, "A file.", expected: "a file", files: [content])
    }
    return Catalog(
      [
        entry("load", .verb, [path("file", .model)]),
        entry("save", .verb, [parameter("value"), path("file", .model)]),
        entry("plot", .verb, [parameter("values"), parameter("title"), path("to", .figure)]),
        entry("print", .verb, [parameter("values", isVariadic: true)]),
        entry("rows", .source, [path("file", .data)]),
      ],
      files: FileSignatures([
        kind([".bin"], .model), kind([".pic"], others: [".picture"], .figure),
        kind([".rows"], .data, source: "rows"), kind([".cells"], .data, source: "cells"),
      ]))
  }()

  private static let verbs = [
    entry(
      "train", .verb,
      [
        parameter("model"), parameter("data"), parameter("epochs"), parameter("batch_size"),
        parameter("optimizer", kinds: [.optimizer]), parameter("loss", kinds: [.loss]),
        parameter("metrics", kinds: [.metric]), parameter("validation"),
        parameter("until", isCondition: true),
        parameter("shuffle"),
      ], effects: [.trains, .takesSteps]),
    entry(
      "evaluate", .verb,
      [parameter("model"), parameter("data"), parameter("metrics", kinds: [.metric])]),
    entry("predict", .verb, [parameter("model"), parameter("x")]),
    entry("plot", .verb, [parameter("values", isVariadic: true), parameter("title")]),
    entry("print", .verb, [parameter("values", isVariadic: true)]),
    entry("summary", .verb, [parameter("model")]),
    entry(
      "step", .verb,
      [
        parameter("model"), parameter("optimizer", kinds: [.optimizer]),
        parameter("loss", kinds: [.loss]),
      ], effects: .isTrainingStep),
    entry("seed", .verb, [parameter("value", words: ["random"])]),
    entry("set", .verb, [parameter("dtype", words: ["float32", "float64"]), parameter("strict")]),
    entry("save", .verb, [parameter("value"), parameter("path")]),
    entry("sweep", .verb, [parameter("seeds")]),
  ]

  private static let layers = [
    entry(
      "dense", .layer,
      [
        parameter("units"), parameter("activation", kinds: [.activation]), parameter("use_bias"),
        parameter("kernel_initializer", kinds: [.initializer]), parameter("kernel_regularizer"),
      ]),
    entry("dropout", .layer, [parameter("rate")]),
    entry("activation", .layer, [parameter("activation", kinds: [.activation])]),
    entry("flatten", .layer, []),
    entry("batch_normalization", .layer, [parameter("momentum")]),
    entry("residual", .structure, []), entry("add", .structure, []),
    entry("path", .structure, []), entry("from", .structure, [parameter("layer")]),
  ]

  private static let choices = [
    entry("relu", .activation, []), entry("tanh", .activation, []),
    entry("sigmoid", .activation, []), entry("softmax", .activation, []),
    entry("binary_crossentropy", .loss, [parameter("from_logits")]),
    entry("sparse_categorical_crossentropy", .loss, [parameter("from_logits")]),
    entry("mean_squared_error", .loss, []),
    entry("accuracy", .metric, []),
    entry("f1_score", .metric, [parameter("average", words: ["macro", "micro"])]),
    entry("adam", .optimizer, [parameter("learning_rate"), parameter("beta_1")]),
    entry("sgd", .optimizer, [parameter("learning_rate"), parameter("momentum")]),
    entry("zeros", .initializer, []), entry("glorot_uniform", .initializer, []),
  ]

  private static let functions = [
    entry("mean", .function, [parameter("x"), parameter("axis")]),
    entry("sum", .function, [parameter("x"), parameter("axis")]),
    entry("exp", .function, [parameter("x")]), entry("grad", .function, [parameter("f")]),
    entry("normal", .function, [parameter("shape")]), entry("len", .function, [parameter("x")]),
    entry("pi", .constant, []),
  ]

  private static let data = [
    entry("digits", .source, []), entry("mnist", .source, []),
    entry("generated", .source, [parameter("kind", words: ["xor", "moons"]), parameter("n")]),
    entry("table", .source, [parameter("x"), parameter("y")]),
    entry("rescale", .step, [parameter("factor")]), entry("reshape", .step, [parameter("shape")]),
    entry("flatten", .step, []),
    entry("split", .step, [parameter("parts", isVariadic: true), parameter("stratify")]),
    entry("relabel", .step, [parameter("function")]),
  ]

  private static func entry(
    _ name: String, _ kind: Signature.Kind, _ parameters: [ParameterDescription],
    effects: Effects = []
  ) -> Signature {
    Signature(name, kind, "Sample \(name).", example: "", parameters, effects: effects)
  }

  private static func parameter(
    _ name: String, words: [String] = [], kinds: [Signature.Kind] = [], isVariadic: Bool = false,
    isCondition: Bool = false
  ) -> ParameterDescription {
    ParameterDescription(
      name, "The \(name).", expected: "a value", words: words, kinds: kinds,
      isVariadic: isVariadic, isCondition: isCondition)
  }
}
