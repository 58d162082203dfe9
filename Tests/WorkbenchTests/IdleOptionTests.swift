import Catalog
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// Options that mean something only with another one, with some methods, or for some data.
@Suite("Options that do nothing")
struct IdleOptionTests {
  /// What no other option and no data take the meaning of, for each verb.
  private static let independent: [String: Set<String>] = [
    "train": training.union(["epochs", "batch_size", "validation", "checkpoint"]),
    "distill": training.union(["epochs", "batch_size", "validation", "checkpoint", "alpha"]),
    "prune": ["data", "epochs", "structured"],
    "step": ["optimizer"], "stop": ["interrupted"], "sweep": ["seeds", "by", "best", "search"],
    "resume": training.union([
      "epochs", "learning_rate", "validation", "checkpoint", "validation_split",
      "class_weight_mean", "local_epochs",
    ]),
    "cross_validate": training.union([
      "epochs", "batch_size", "folds", "seeds", "by", "class_weight_mean", "shuffle",
      "local_epochs",
    ]),
    "evaluate": ["metrics", "loss", "sample_weight"], "explain": ["method", "row"],
    "predict": ["samples"], "generate": ["prompt", "temperature", "source", "data"],
    "plot": ["values", "title", "to"], "cost": ["device"], "compare": ["device"],
    "print": ["values", "full"], "export": ["format", "only"],
    "resize": ["layer", "after", "without", "features"],
    "load": ["into"], "import": ["to"],
    "quantize": ["bits", "data", "aware"],
    "set": ["dtype", "compat", "strict", "memory"],
    "serve": ["port", "host", "token", "price", "ledger", "max_batch", "max_wait", "learn"],
  ]
  private static let training: Set<String> = [
    "optimizer", "loss", "metrics", "class_weight", "sample_weight", "early_stopping", "until",
    "freeze", "privacy", "clients", "log", "teacher",
  ]

  /// Nothing is trained without epochs.
  private static let pruning = [
    ("batch_size", "8"), ("optimizer", "sgd"), ("loss", "binary_crossentropy"),
    ("metrics", "accuracy"), ("validation", "e"), ("validation_split", "0.2"),
    ("class_weight", "balanced"), ("class_weight_mean", "true"),
    ("sample_weight", "[1]"), ("early_stopping", "3"), ("until", "loss < 1"), ("shuffle", "false"),
    ("freeze", "dense"), ("teacher", "m"), ("temperature", "2"), ("alpha", "0.5"),
    ("privacy", "dp(noise=1)"), ("clients", "2"), ("local_epochs", "2"), ("log", "\"a\""),
    ("log_every", "2"), ("schedule", "gradual"),
  ].map { option, value in
    (
      verb: "prune", option: option, line: "prune m, sparsity=0.5, data=d, \(option)=\(value)",
      code: "E0600"
    )
  }

  private static let llm = "llm(layers=1, width=4, heads=1, vocabulary=5, context=6)"

  /// The others, each where it does nothing.
  private static let idle: [(verb: String, option: String, line: String, code: String)] =
    [
      ("compare", "data", "r = train m, d; compare [r, r], d", "E0600"),
      ("compare", "requests", "compare [m], d, requests=1M", "E0860"),
      ("compare", "price", "compare [m], d, price=1$", "E0860"),
      ("compare", "rival_price", "compare [m], d, rival_price=1$", "E0860"),
      ("compare", "rival_after", "compare [m], d, rival_after=1", "E0860"),
      ("compare", "fixed", "compare [m], d, fixed=1$", "E0860"),
      ("compare", "cash", "compare [m], d, cash=1$", "E0860"),
      ("cost", "batch_size", "cost \(llm), batch_size=3", "E0600"),
      ("cost", "optimizer", "cost \(llm), optimizer=sgd", "E0600"),
      ("cost", "samples", "cost m, samples=3", "E0600"),
      ("cost", "tokens", "cost m, tokens=3", "E0600"),
      ("quantize", "calibration", "quantize m, calibration=entropy", "E0600"),
      ("quantize", "calibration", "quantize m, bits=4, data=d, calibration=entropy", "E0600"),
      ("serve", "learning_rate", "serve m, port=0, learning_rate=0.1", "E0600"),
      ("cost", "workers", "cost m, workers=3", "E0600"),
      ("cost", "batch", "cost \(llm), batch=3", "E0600"),
      ("train", "local_epochs", "train m, d, local_epochs=3", "E0600"),
      ("train", "local_epochs", "train m, d, local_epochs=1", "E0600"),
      ("train", "local_epochs", "sweep k in [2, 3] { train m, d, local_epochs=k }", "E0567"),
      ("train", "local_epochs", "cross_validate m, d, folds=2, local_epochs=2", "E0600"),
      (
        "load", "input", "save m, \"m.safetensors\"; k = load \"m.safetensors\", input=[2]", "E0600"
      ),
      (
        "load", "output", "save m, \"m.safetensors\"; k = load \"m.safetensors\", output=\"price\"",
        "E0600"
      ),
      (
        "load", "output",
        "save m, \"m.safetensors\"; load \"m.safetensors\", into=m, output=\"price\"", "E0600"
      ),
      ("export", "raw", "export m, \"m.onnx\", raw=false", "E0600"),
      ("export", "data", "export m, \"m.onnx\", data=d", "E0600"),
      ("train", "log_every", "train m, d, log_every=2", "E0600"),
      ("resume", "log_every", "r = train m, d; resume r, epochs=1, log_every=2", "E0600"),
      ("cross_validate", "log_every", "cross_validate m, d, folds=2, log_every=1", "E0600"),
      ("export", "framework", "export m, \"m.py\", framework=jax", "E0600"),
      (
        "load", "classes",
        "save m, \"m.safetensors\"; load \"m.safetensors\", into=m, classes=[\"a\", \"b\"]", "E0600"
      ),
      ("load", "map", "save m, \"w.safetensors\"; load \"w.safetensors\", map=order", "E0600"),
      (
        "load", "layout", "save m, \"w.safetensors\"; load \"w.safetensors\", layout=channels_last",
        "E0600"
      ),
      ("train", "class_weight_mean", "train m, d, class_weight_mean=true", "E0600"),
      (
        "train", "class_weight_mean",
        "train m, d, class_weight=balanced, class_weight_mean=true, privacy=dp(noise=1)", "E0600"
      ),
      ("train", "validation_split", "train m, d, validation=e, validation_split=0.2", "E0600"),
      ("train", "validation_split", "train m, three, validation_split=0.2", "E0600"),
      ("train", "shuffle", "train m, d, shuffle=false, privacy=dp(noise=1)", "E0600"),
      ("resume", "model", "r = train m, d; resume r, m", "E0607"),
      ("resume", "data", "r = train m, d; resume r, m, d", "E0607"),
      ("resume", "from_step", "r = train m, d; resume r, from=0, from_step=1", "E0600"),
      (
        "resume", "from",
        "r = train m, d; save r, \"r.safetensors\"; resume \"r.safetensors\", m, d, from=0, epochs=1",
        "E0600"
      ),
      ("sweep", "budget", "sweep k in [1, 2], budget=2 { k }", "E0571"),
      ("evaluate", "positive", "evaluate p, n, positive=1", "E0541"),
      ("evaluate", "threshold", "evaluate p, n, threshold=0.3", "E0541"),
      (
        "evaluate", "intervals", "evaluate q, shares, loss=binary_crossentropy, intervals=true",
        "E0541"
      ),
      ("explain", "class", "explain m, d, class=1", "E0600"),
      ("explain", "class", "explain p, n, row=0, class=0", "E0576"),
      ("explain", "column", "explain m, d, method=permutation, column=\"x0\"", "E0600"),
      ("explain", "baseline", "explain m, d, baseline=3", "E0600"),
      ("explain", "baseline", "explain m, d, column=\"x0\", baseline=3", "E0600"),
      ("explain", "steps", "explain m, d, steps=20", "E0600"),
      ("explain", "steps", "explain m, d, row=0, method=saliency, steps=20", "E0600"),
      ("explain", "repeats", "explain m, d, row=0, repeats=3", "E0600"),
      ("audit", "bins", "audit t, people, by=\"town\", bins=[1]", "E0578"),
      ("audit", "threshold", "audit u, ages, by=\"town\", threshold=0.3", "E0541"),
      ("audit", "positive", "audit u, ages, by=\"town\", positive=\"yes\"", "E0576"),
      ("generate", "length", "generate g, prompt=\"a_b\", fill=\"_\", length=9", "E0600"),
      ("generate", "fill", "generate g, prompt=\"a\", fill=\"_\", source=\"b\"", "E0600"),
      ("generate", "top_k", "generate g, prompt=\"a\", temperature=0, top_k=5", "E0600"),
      ("generate", "top_p", "generate g, prompt=\"a_b\", fill=\"_\", top_p=0.5", "E0600"),
      ("plot", "kind", "r = train m, d; plot r, kind=bar", "E0407"),
      ("plot", "wrong", "plot m, d, wrong=true", "E0600"),
      ("plot", "wrong", "plot sigmoid, wrong=true", "E0600"),
      ("plot", "rate", "plot m, d, rate=8000", "E0600"),
      ("plot", "row_labels", "plot sigmoid, row_labels=[\"a\"]", "E0600"),
      ("plot", "row_labels", "plot [1, 2], row_labels=[\"a\", \"b\"]", "E0600"),
      ("plot", "column_labels", "plot [1, 2], kind=bar, column_labels=[\"a\"]", "E0600"),
      ("plot", "size", "plot sigmoid, size=[400, 300]", "E0407"),
      ("plot", "size", "plot sigmoid, to=\"x.csv\", size=[400, 300]", "E0600"),
      ("plot", "theme", "plot sigmoid, theme=dark", "E0600"),
      ("plot", "theme", "plot sigmoid, to=\"x.txt\", theme=dark", "E0600"),
      ("plot", "theme", "plot sigmoid, to=\"x.json\", theme=light", "E0600"),
      ("plot", "values", "e = evaluate m, d; plot e, [1, 2]", "E0407"),
      ("plot", "x_label", "plot [[1, 2], [3, 4]], x_label=\"a\"", "E0600"),
      ("plot", "y_label", "plot [[1, 2], [3, 4]], y_label=\"a\"", "E0600"),
      ("plot", "legend", "plot [[1, 2], [3, 4]], legend=false", "E0600"),
      ("plot", "log", "plot [[1, 2], [3, 4]], log=y", "E0600"),
      ("plot", "x_range", "plot [[1, 2], [3, 4]], x_range=0..1", "E0600"),
      ("plot", "y_range", "plot [[1, 2], [3, 4]], y_range=0..1", "E0600"),
      ("plot", "x_lines", "plot [[1, 2], [3, 4]], x_lines=1", "E0600"),
      ("plot", "y_lines", "plot [[1, 2], [3, 4]], y_lines=1", "E0600"),
      ("plot", "notes", "plot [[1, 2], [3, 4]], notes=[[1, 2, \"a\"]]", "E0600"),
      ("plot", "smoothing", "plot sigmoid, -1..1, smoothing=0.5", "E0600"),
      ("plot", "outliers", "plot [[1, 2], [3, 4]], outliers=fit", "E0600"),
      ("plot", "columns", "plot sigmoid, -1..1, columns=2", "E0600"),
      ("plot", "x", "plot sigmoid, -1..1, x=[1, 2]", "E0600"),
      ("plot", "y", "plot [1, 2], y=\"loss\"", "E0600"),
      ("plot", "by", "plot sigmoid, -1..1, by=[1, 2]", "E0600"),
      ("plot", "path", "plot [1, 2], path=[[1, 2]]", "E0600"),
      ("resize", "units", "resize m, without=\"dense\", units=3", "E0600"),
      ("prune", "scope", "prune w, sparsity=0.5, structured=units, scope=layer", "E0600"),
      (
        "prune", "schedule",
        "prune w, sparsity=0.5, structured=units, epochs=1, data=d, schedule=once", "E0600"
      ),
      ("train", "temperature", "train m, d, temperature=3", "E0600"),
      ("train", "alpha", "train m, d, alpha=0.5", "E0600"),
      (
        "resume", "temperature",
        "r = train m, d; save r, \"r.safetensors\"; resume \"r.safetensors\", m, d, epochs=1, temperature=3",
        "E0600"
      ),
      (
        "resume", "alpha",
        "r = train m, d; save r, \"r.safetensors\"; resume \"r.safetensors\", m, d, epochs=1, alpha=0.5",
        "E0600"
      ),
      ("cross_validate", "temperature", "cross_validate m, d, folds=2, temperature=3", "E0600"),
      ("cross_validate", "alpha", "cross_validate m, d, folds=2, alpha=0.5", "E0600"),
      ("distill", "temperature", "k = copy p; distill p, k, n, temperature=3", "E0600"),
      (
        "distill", "class_weight_mean", "k = copy m; distill m, k, d, class_weight_mean=true",
        "E0600"
      ),
      ("distill", "local_epochs", "k = copy m; distill m, k, d, local_epochs=2", "E0600"),
      ("distill", "log_every", "k = copy m; distill m, k, d, log_every=2", "E0600"),
      (
        "distill", "validation_split",
        "k = copy m; distill m, k, d, validation=e, validation_split=0.2", "E0600"
      ),
      (
        "distill", "shuffle", "k = copy m; distill m, k, d, shuffle=false, privacy=dp(noise=1)",
        "E0600"
      ),
      ("check", "loss", "check sigmoid, [1, 2], loss=mean_squared_error", "E0600"),
    ] + quantized

  /// What a quantization takes only to train.
  private static let quantized: [(verb: String, option: String, line: String, code: String)] = [
    "epochs=2", "batch_size=8", "optimizer=sgd", "loss=mean_squared_error", "metrics=[accuracy]",
    "validation=e", "validation_split=0.2", "class_weight=balanced", "class_weight_mean=true",
    "sample_weight=[1, 2]", "early_stopping=3", "until=loss < 0.1", "shuffle=false", "freeze=dense",
    "privacy=dp(noise=1)", "clients=2", "local_epochs=2", "log=\"runs/a\"", "log_every=2",
    "teacher=m", "temperature=2", "alpha=0.5",
  ].map { written in
    ("quantize", String(written.prefix { $0 != "=" }), "quantize m, \(written)", "E0600")
  }

  private static let names = """
    d = data generated(gauss, 40)
    e = data generated(xor, 20)
    three = data generated(gauss, 60) { split 60%, 20%, 20% }
    m = model 2 { dense 1, activation=sigmoid }
    n = table([1, 2, 3, 4], [1.5, 2, 3, 5])
    p = model 1 { dense 1 }
    w = model 2 { dense 4; dense 1, activation=sigmoid }
    shares = table([1, 2, 3], [[0.3, 0.7], [0.5, 0.5], [0.1, 0.9]])
    q = model 1 { dense 2, activation=sigmoid }
    people = data csv("people.csv", target="happy")
    t = model people { dense 1, activation=sigmoid }
    ages = data csv("people.csv", target="age")
    u = model ages { dense 1 }
    poem = data text("zen.txt") { chars 4 }
    g = model 4 { embedding poem.vocab, 4; dense poem.vocab }

    """

  private func ran(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      let people = "age,town,happy\n30,Rome,no\n40,Oslo,yes\n50,Rome,no\n20,Oslo,yes\n"
      try AtomicFile.write(Array(people.utf8), to: folder + "/people.csv")
      try AtomicFile.write(
        Array(String(repeating: "a b c d e f\n", count: 20).utf8), to: folder + "/zen.txt")
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.names)
      return transcript.run(line)
    }
  }

  @Test(arguments: idle + pruning)
  func `it is refused with what to type`(
    one: (verb: String, option: String, line: String, code: String)
  ) throws {
    let output = try ran(one.line)
    #expect(output.contains("error \(one.code): "), "\(one.line): \(output)")
    #expect(output.contains("hint: "), "\(output)")
    if one.code == "E0600" {
      #expect(output.contains("error E0600: `\(one.option)` "), "\(output)")
      #expect(output.contains("leave it out") || output.contains("leave `"), "\(output)")
    }
  }

  /// Who adds an option says here what it depends on.
  @Test func `of every option it is known whether it can do nothing`() {
    for signature in Vocabulary.standard.catalog.signatures where signature.kind == .verb {
      let tried = (Self.idle + Self.pruning).filter { $0.verb == signature.name }.map(\.option)
      let known = (Self.independent[signature.name] ?? []).union(tried)
      for parameter in signature.parameters where parameter.fallback != nil {
        #expect(known.contains(parameter.name), "\(signature.name) \(parameter.name)=")
      }
    }
  }

  @Test(arguments: [
    "train m, d, clients=2, local_epochs=3", "train m, d, class_weight=balanced",
    "train m, d, validation_split=0.2", "train m, three, validation_split=0",
    "explain m, d, steps=20, row=0", "explain m, d, class=1, row=0",
    "explain m, d, class=0, column=\"x0\"", "explain m, d, repeats=2",
    "r = train m, d, clients=2, local_epochs=2; save r, \"r.safetensors\"; resume \"r.safetensors\", m, d, epochs=1",
    "check m, d, loss=binary_crossentropy",
  ])
  func `where it does something it is taken`(line: String) throws {
    let output = try ran(line)
    #expect(!output.contains("error E"), "\(line): \(output)")
  }
}
