import Learning
import Support

/// How it is worded that a metric cannot be computed.
extension Problems {
  /// The reason, and what to type instead; `word` is the metric's without options.
  static func words(of error: MetricError, word: String) -> (reason: String, mend: String) {
    let help = "`?\(word)` shows what it takes"
    switch error {
    case .refused(let refusal, let advice): return (text(of: refusal), text(of: advice))
    case .oneOutput(let targets, let isWhole, let highest):
      return (
        "the targets are \(targets), and the model has one output: they must be 0 or 1",
        isWhole
          ? "`relabel y -> y == \(NumberText.exact(highest))` asks yes or no"
          : "`metrics=mean_absolute_error` compares numbers"
      )
    case .nothingToCompare: return ("there is nothing to compare", help)
    case .otherShapes(let targets, let predictions):
      return (
        "\(targets) and \(predictions) do not fit",
        "`y[0:len(p)]` are as many targets as there are predictions"
      )
    case .noProbability(let number, let asksYesOrNo):
      return (
        "the predictions hold \(NumberText.exact(number)), which is no probability, 0 to 1",
        "`\(word)(y, \(asksYesOrNo ? "sigmoid" : "softmax")(p))` takes logits"
      )
    case .notOneHot(let number):
      return (
        "the targets hold \(NumberText.exact(number)), which is neither 0 nor 1",
        "`\(word)(argmax(y, axis=-1), p)` takes the class of the largest"
      )
    case .notZeroOrOne(let number, let isClass):
      let question = isClass ? "y == \(NumberText.exact(number))" : "y > 0.5"
      return (
        "the targets hold \(NumberText.exact(number)): with one score an entry they are 0 or 1",
        "`\(word)(\(question), p)` asks yes or no; several classes need a score for each"
      )
    case .classWithoutScore(let number, let classes, let startsAtOne):
      return (
        "the targets hold class \(NumberText.exact(number)), the predictions have classes 0 to "
          + "\(classes - 1)", scoreHint(word, startsAtOne)
      )
    case .targetWithoutScore(let number, let classes):
      return (
        "the targets hold \(NumberText.general(number)), the predictions have classes 0 to "
          + "\(classes - 1)", scoreHint(word, number == Double(classes))
      )
    case .noClass(let number, let limit, let inPredictions):
      let part = inPredictions ? "predictions" : "targets"
      return (
        "the \(part) hold \(NumberText.exact(number)), which is no class number, 0 to "
          + "\(limit - 1)", classHint(word, number, inPredictions)
      )
    case .textCounts(let references, let candidates):
      return ("there are \(references) true and \(candidates) predicted texts", help)
    case .texts:
      return (
        "it compares numbers, not texts",
        "`word_error_rate(\"a b\", \"a c\")` compares texts, and so do bleu and rouge_l"
      )
    case .boxes(let targets, let predictions):
      return ("boxes are [n, 6] and [m, 7], not \(targets) and \(predictions)", help)
    }
  }

  private static func text(of refusal: MetricRefusal) -> String {
    switch refusal {
    case .severalLabels: "the targets have several labels a sample, and it needs one class"
    case .noPairs: "it needs targets of the predictions' shape"
    case .noOneHotRows: "the targets are no one-hot rows"
    case .noClassNumbers: "the targets are no class numbers of several outputs"
    case .oneOutput: "it needs one output for each class"
    case .needsBoxes: "it compares two tensors of boxes: call it with them"
    }
  }

  private static func text(of advice: MetricError.Advice) -> String {
    switch advice {
    case .accuracyFits: "`metrics=accuracy` fits these targets"
    case .accuracyTakesLabels: "`accuracy(y, p)` takes several labels a sample"
    case .accuracyChooses: "`accuracy(y, p)` chooses by the shapes"
    }
  }

  private static func scoreHint(_ word: String, _ startsAtOne: Bool) -> String {
    startsAtOne
      ? "`\(word)(y - 1, p)` counts classes from 0"
      : "`max(y)` is the largest class, `shape(p)` shows how many have a score"
  }

  private static func classHint(_ word: String, _ number: Double, _ inPredictions: Bool) -> String {
    if inPredictions { return "`\(word)(y, p > 0)` makes classes of scores" }
    return number < 0
      ? "`keep = y >= 0; \(word)(y[keep], p[keep])` leaves those below 0 out"
      : "`\(word)(round(y), p)` makes whole numbers of them"
  }
}
