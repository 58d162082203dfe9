import Learning
import Support

/// How mistakes about a training are worded: its options, and what it came to.
extension Problems {
  private static func words(of error: JudgingError) -> Words {
    switch error {
    case .noSuchClass(let name, let known):
      let shown = known.map { "\"\(Sanitizer.visible($0))\"" }
      return (
        "E0540",
        "`positive` speaks of \"\(Sanitizer.visible(name))\", which is no class of the data",
        "there is \(list(first: 8, of: shown))"
      )
    case .nothingScored:
      return (
        "E0541",
        "`intervals` are of scores, and these targets are neither classes nor predicted numbers",
        "leave `intervals` out"
      )
    case .nothingScored:
      return (
        "E0541",
        "`intervals` are of scores, and these targets are neither classes nor predicted numbers",
        "leave `intervals` out"
      )
    case .weightedIntervals:
      return (
        "E0547", "intervals are of samples that all count alike, and these have weights",
        "leave `intervals` out, or `sample_weight` and `weight`"
      )
    case .notTwoClasses(let option, let classes):
      let found =
        classes == 0
        ? "these targets are no classes" : "there are \(count(classes, "class", "classes"))"
      return (
        "E0541", "`\(option)` is about two classes, but \(found)",
        classes == 0
          ? "leave `\(option)` out"
          : "leave `\(option)` out: `e.precision`, `e.recall` and `e.f1_score` have a number for each"
      )
    }
  }

  private static func words(of error: PrivacyError) -> Words {
    switch error {
    case .mixesSamples(let layer):
      return (
        "E0544",
        "`\(layer)` learns of all samples of a batch together, which hides none of them",
        "write `layer_normalization` or `group_normalization` in its place"
      )
    case .comparesSamples(let loss):
      return (
        "E0544",
        "\(loss) compares the samples of a batch with one another, which hides none of them",
        "choose a loss of single samples, such as mean_squared_error"
      )
    case .batch(let size, let samples, let client):
      return (
        "E0545",
        "a private step of \(NumberText.grouped(size)) samples would see all "
          + "\(NumberText.grouped(samples))\(client.map { " of \(clientName($0))" } ?? "") each time",
        "`batch_size=\(max(1, samples / 10))` draws a tenth of them"
      )
    }
  }

  /// `client 3`, or `client "north"` of one that has a name.
  static func clientName(_ name: String) -> String {
    name.hasPrefix("client ") ? Sanitizer.visible(name) : "client \(quotedName(name))"
  }

  private static func words(of error: ClientsError) -> Words {
    switch error {
    case .tooMany(let clients, let samples):
      return (
        "E0546",
        "\(count(clients, "client")) cannot share \(count(samples, "sample"))",
        "`clients=\(max(1, min(samples, 5)))` gives each of them some"
      )
    case .missing(let column, let row):
      return (
        "E0546",
        "\(quotedName(column)) says nothing of whose row \(NumberText.grouped(row + 1)) is",
        "`drop_missing \(quotedName(column))` in the data leaves such rows out"
      )
    case .otherRows(let column, let rows, let samples):
      return (
        "E0546",
        "\(quotedName(column)) has \(count(rows, "row")) for \(count(samples, "sample"))",
        "clients are rows of a table; windows and pictures have none"
      )
    }
  }

  static func words(of error: TrainingError) -> Words {
    switch error {
    case .noSteps:
      return (
        "E0606", "this training has no steps", "write `train d { step m, loss=x -> … }`"
      )
    case .monitor(let series, let known):
      return (
        "E0114",
        series.isEmpty
          ? "early_stopping does not say what it watches" : "the run has no series `\(series)`",
        "write early_stopping=early_stopping(3, monitor=\(known.first ?? "loss")); there is \(list(known, "and"))"
      )
    case .metric(let name, let error):
      let (reason, mend) = words(of: error, word: String(name.prefix { $0 != "(" }))
      return ("E0603", "\(name) cannot be computed: \(reason)", mend)
    case .judging(let error): return words(of: error)
    case .privacy(let error): return words(of: error)
    case .distillation(let error): return words(of: error)
    case .clients(let error): return words(of: error)
    case .option(let name, let rule, let found):
      return (
        "E0401", "`\(name)` must be \(rule), not \(found)", "type `?train` to see the options"
      )
    case .setting(let name, let known):
      return (
        "E0621", "a run has no setting `\(name)` that can be changed",
        "it has \(list(known, "and"))"
      )
    case .settingFixed(let name, let optimizer):
      return (
        "E0622", "`\(name)` of \(optimizer) decides what is kept for each weight: it stays",
        "train again with another optimizer"
      )
    case .busy(let model):
      return (
        "E0604", "\(model) is being trained already", "wait for the run to end, or stop it"
      )
    case .checkpoint(let misfit): return words(of: misfit)
    case .scoresNotFinite(let model):
      return (
        "E0608", "\(model) gives values that are not finite: no token can be chosen",
        "train it again with a smaller learning rate"
      )
    }
  }
}
