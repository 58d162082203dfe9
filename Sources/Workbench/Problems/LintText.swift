import Data
import Language
import Learning
import Support

/// How warnings about a training read, by the names that the data have.
struct LintText {
  /// The classes in the order of their numbers; empty where they have no names.
  var classes: [String] = []
  /// The features in their order; empty where they have no names.
  var columns: [String] = []

  func diagnostic(_ lint: Lint) -> Diagnostic {
    let (message, hint) = words(of: lint)
    return Diagnostic(.warning, lint.code, message, at: nil, hint: hint)
  }

  /// `class "yes"`, or `class 1`.
  private func name(ofClass number: Int) -> String {
    classes.indices.contains(number) && classes[number] != "\(number)"
      ? "class " + Problems.quotedName(classes[number]) : "class \(number)"
  }

  /// `feature "age"`, or `feature 3`, counted from 1.
  private func name(ofFeature number: Int) -> String {
    columns.indices.contains(number - 1)
      ? "feature " + Problems.quotedName(columns[number - 1]) : "feature \(number)"
  }

  /// Class numbers, two of which may be meant, or numbers of any size.
  private static func unitRangeHint(_ low: Double, _ high: Double) -> String {
    guard low >= 0 else { return "yes or no? `relabel y -> y == \(NumberText.general(high))`" }
    guard low == low.rounded(), high == high.rounded(), high < 1000 else {
      return "bring them there: `relabel y -> y / \(NumberText.general(high))`"
    }
    let classes = NumberText.general(high + 1)
    let words = ["3": "three", "4": "four", "5": "five", "10": "ten"]
    return "\(words[classes] ?? classes) classes? `dense \(classes), activation=softmax`; "
      + "yes or no? `relabel y -> y == \(NumberText.general(low == 0 ? 0 : high))`"
  }

  private func words(of lint: Lint) -> (message: String, hint: String) {
    switch lint {
    case .targetsOutsideUnitRange(let loss, let low, let high):
      (
        "labels go from \(NumberText.general(low)) to \(NumberText.general(high)), but `\(loss)` wants 0..1",
        Self.unitRangeHint(low, high)
      )
    case .classNumbersForOneHotLoss(let loss):
      (
        "the targets are class numbers, but `\(loss)` wants rows of shares",
        "use sparse_categorical_crossentropy, or `one_hot` in the data"
      )
    case .softmaxOverOneUnit(let layer):
      (
        "softmax over the one unit of `\(layer)` is always 1", "use sigmoid for one unit"
      )
    case .reluForYesNo(let layer):
      (
        "`\(layer)` ends with relu, which has no slope below 0: it may answer 0 for every sample and stay there",
        "yes or no? `dense 1, activation=sigmoid`"
      )
    case .sigmoidWithClasses(let layer, let loss):
      (
        "`\(layer)` ends with sigmoid, but `\(loss)` wants shares that add up to 1",
        "use softmax for several classes"
      )
    case .logitsForProbabilityLoss(let layer, let loss):
      (
        "`\(layer)` gives logits, but `\(loss)` wants probabilities",
        "add activation=sigmoid or softmax, or write \(loss)(from_logits=true)"
      )
    case .probabilitiesForLogitLoss(let layer, let activation, let loss):
      (
        "`\(layer)` ends with \(activation), but `\(loss)` wants logits",
        "leave the activation out, or from_logits"
      )
    case .distanceOnClassNumbers(let loss, let high):
      (
        "\(loss) on class numbers up to \(NumberText.general(high)) treats class 3 as closer to 4 than to 9",
        "use sparse_categorical_crossentropy with softmax"
      )
    case .validationIsTest:
      (
        "validation is the same data as the test set: no clean test remains",
        "validation_split=0.1 keeps a part of the training data"
      )
    case .unscaledInputs(let mean, let deviation, let data):
      (
        "inputs have mean \(NumberText.significant(mean, digits: 3)) and deviation \(NumberText.significant(deviation, digits: 3)): training will be slow",
        "type \(Self.line(data, "standardize")), or `rescale 1/255` there for pictures"
      )
    case .zeroKernel(let layer):
      (
        "the kernel of `\(layer)` starts at zero: its units stay equal for ever",
        "leave kernel_initializer out; zeros are right for biases"
      )
    case .dropoutAtTheEnd(let layer):
      (
        "`\(layer)` drops outputs of the model itself", "put dropout before the last dense layer"
      )
    case .largeLearningRate(let optimizer, let rate):
      (
        "a learning rate of \(NumberText.general(rate)) is large for \(optimizer)",
        "start with 0.001"
      )
    case .classImbalance(let ratio, let frequent, let rare):
      (
        "\(name(ofClass: frequent)) is \(NumberText.significant(ratio, digits: 2)) times as frequent as \(name(ofClass: rare))",
        "class_weight=balanced makes them count alike"
      )
    case .paddingCounts(let loss, let number):
      (
        "\(loss) counts the padding \(number) as if it were text",
        "leave it out: sparse_categorical_crossentropy(…, ignore_class=\(number))"
      )
    case .hitsOfNumbers(let metric, let high):
      (
        "\(metric) counts hits, but the targets are numbers up to \(NumberText.general(high))",
        "mean_absolute_error and r2_score say how near they come"
      )
    case .largeDelta(let delta, let samples):
      (
        "delta \(NumberText.general(delta)) of \(Problems.count(samples, "sample")): one of them may be given away as it is",
        "`delta=\(NumberText.general(0.1 / Double(max(samples, 1))))` is a tenth of a sample"
      )
    case .tokensAsAmounts(let layer):
      (
        "`\(layer)` takes numbers of words for amounts: word 7 is not more than word 3",
        "put `embedding 10000, 16; global_average_pooling1d` before it"
      )
    case .batchBeyondData(let batch, let samples):
      (
        "a batch of \(NumberText.grouped(batch)) holds all \(Problems.count(samples, "sample"))",
        "each epoch is one step; batch_size=\(samples) says so"
      )
    case .batchOfOne(let layer):
      (
        "`\(layer)` normalizes a batch by its own mean, and a batch of one sample is its mean",
        "batch_size=32, or `layer_normalization`, which looks at one sample alone"
      )
    case .targetAmongFeatures(let feature):
      (
        "\(name(ofFeature: feature)) is the target: the model has only to copy it",
        "leave that column out of x"
      )
    case .sortedWithoutShuffle(let classes):
      (
        "the rows stand class by class, \(classes) classes one after the other, and are not shuffled",
        "leave shuffle=false out: each epoch then draws another order"
      )
    case .rowsInBothParts(let part, let count, let total):
      (
        "\(NumberText.grouped(count)) of \(Problems.count(total, "row")) of \(part.rawValue) are rows of train, too: what is known by heart is measured",
        "`drop_duplicates` before `split`"
      )
    case .partsDiffer(let part, let difference, let cut, let data):
      (
        text(of: difference, part.rawValue),
        cut == .lastRows
          ? "validation_split takes the last rows: type \(Self.line(data, "shuffle"))"
          : cut == .inTime
            ? "rows in time keep their order, and the last ones measure: a series that grows goes beyond what was learnt, which is as it must be; numbers are on the scale of training"
            : "`split 80%, 20%` draws rows at random; in time series this is as it must be"
      )
    }
  }
}

extension LintText {
  /// `d = data d { shuffle }`: the line that puts a step behind the data.
  private static func line(_ data: String, _ step: String) -> String {
    let isName = data.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && data != "data"
    let made = "data \(data) { \(step) }"
    return isName ? "`\(data) = \(made)`" : "`\(made)` in place of the data"
  }

  private func text(of difference: PartDifference, _ part: String) -> String {
    func span(_ range: ClosedRange<Double>) -> String {
      "\(NumberText.significant(range.lowerBound, digits: 3)) to "
        + NumberText.significant(range.upperBound, digits: 3)
    }
    func share(_ number: Double) -> String {
      "\(NumberText.significant(100 * number, digits: 2)) %"
    }
    switch difference {
    case .unknownClass(let label):
      return "\(part) has \(name(ofClass: label)), which training has not"
    case .missingClass(let label): return "\(part) has no sample of \(name(ofClass: label))"
    case .shares(let label, let here, let training):
      return "\(name(ofClass: label)) is \(share(here)) of \(part), "
        + "but \(share(training)) of training"
    case .range(let feature, let here, let training):
      return
        "\(name(ofFeature: feature)) of \(part) goes from \(span(here)), in training from \(span(training))"
    case .targets(let here, let training):
      return "targets of \(part) go from \(span(here)), in training from \(span(training))"
    }
  }
}

extension Problems {
  /// Monte-Carlo prediction without anything random.
  /// Data in which there is nothing to tell apart.
  static func oneClass(_ name: String, of target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning, "W0033",
      "every training row has the same \"\(Sanitizer.visible(target))\", \"\(Sanitizer.visible(name))\": there is nothing to tell apart",
      at: span, hint: "check the file, its target and the rows that are kept")
  }

  /// A feature that gives the target by itself.
  static func leak(_ leak: Leak, of target: String, at span: SourceSpan) -> Diagnostic {
    let share =
      leak.share == 1
      ? "every row" : "\(NumberText.fixed(leak.share * 100, decimals: 1)) % of the rows"
    return Diagnostic(
      .warning, "W0030",
      "\"\(Sanitizer.visible(leak.column))\" alone gives \"\(Sanitizer.visible(target))\" (\(share)): it is the answer in other words",
      at: span, hint: "drop " + Sanitizer.visible(QuotedText.of(leak.column)))
  }

  /// A feature that nobody has before the answer is known.
  static func fromTarget(
    _ column: String, target: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning, "W0071",
      "\(quotedName(column)) and \(quotedName(target)) are computed from one another: it is not known when "
        + "\(quotedName(target)) is asked for",
      at: span, hint: "drop " + Sanitizer.visible(QuotedText.of(column)))
  }

  /// Rows of one owner on both sides of a split.
  static func sharedGroup(_ group: SharedGroup, at span: SourceSpan) -> Diagnostic {
    let name = Sanitizer.visible(group.column)
    return Diagnostic(
      .warning, "W0049",
      "\(NumberText.grouped(group.shared)) of \(NumberText.grouped(group.total)) values of \"\(name)\" in \(group.part.rawValue) stand in train, too: the same \"\(name)\" is learnt and measured",
      at: span,
      hint:
        "`split 80%, 20%, by=\(Sanitizer.visible(QuotedText.of(group.column)))` keeps the rows of each together"
    )
  }

  /// A prepared row with a number that training never came near.
  static func outsideTraining(
    _ feature: String, _ number: Double, _ range: ClosedRange<Double>, at span: SourceSpan
  ) -> Diagnostic {
    let ends = "\(NumberText.general(range.lowerBound)) to \(NumberText.general(range.upperBound))"
    return Diagnostic(
      .warning, "W0031",
      "\"\(Sanitizer.visible(feature))\" is \(NumberText.general(number)) in this prepared row, and was \(ends) in training",
      at: span, hint: "a row as the file has it goes in by name: `predict m, {…}`")
  }

  /// A text that a model of texts was asked about, and that could be the name of a file.
  static func textLikeFile(_ name: String, exists: Bool, at span: SourceSpan) -> Diagnostic {
    let shown = quotedName(name)
    return Diagnostic(
      .warning, "W0075",
      exists
        ? "\(shown) is answered as a text, not the file of that name"
        : "\(shown) is answered as a text: there is no file of that name",
      at: span,
      hint: exists
        ? "the model reads tables: `predict m, \"texts.csv\"`"
        : "of a file its name is given as it lies there: `predict m, \"texts.csv\"`")
  }

  static func drawsNothing(_ model: Model, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning, "W0015", "\(model.name) has no layer that draws: all passes are equal, std is 0",
      at: span, hint: "put `dropout 0.2` into the model, or leave samples= out")
  }
}
