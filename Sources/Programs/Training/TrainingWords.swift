import Catalog
import Exchange
import Learning

/// Optimizers, losses, metrics and schedules of Keras in the words here, which have its names.
enum TrainingWords {
  static func optimizer(_ layer: KerasLayer) throws(NotUnderstood) -> String {
    let word = layer.className.lowercased()
    var layer = layer
    if let decay = layer["decay"]?.number, decay > 0 {
      // rate / (1 + decay · step), as older versions had it.
      let rate = rate(of: layer) ?? 0.001
      layer.arguments.removeAll { ["decay", "learning_rate", "lr"].contains($0.name ?? "") }
      if let first = layer.arguments.first, first.name == nil { layer.arguments.removeFirst() }
      layer.arguments.insert(
        .init(
          "learning_rate",
          .call(
            KerasLayer(
              "InverseTimeDecay",
              [.init(nil, .float(rate)), .init(nil, .int(1)), .init(nil, .float(decay))]))),
        at: 0)
    }
    layer.arguments.removeAll { $0.name == "decay" }
    guard let signature = Optimizers.named(word)?.signature else {
      throw NotUnderstood(
        "there is no optimizer `\(layer.className)`: adam, sgd and rmsprop are near")
    }
    return try written(word, signature, layer)
  }

  /// The same with a schedule in place of its rate, `adam(reduce_on_plateau(0.01), beta_1=0.5)`; `nil` leaves its own.
  static func optimizer(_ layer: KerasLayer, rate: String?) throws(NotUnderstood) -> String {
    guard let rate else { return try optimizer(layer) }
    var layer = layer
    layer.arguments.removeAll { ["learning_rate", "lr", "decay"].contains($0.name ?? "") }
    // What stands behind it keeps its place.
    if let first = layer.arguments.first, first.name == nil {
      layer.arguments[0] = .init(nil, .none)
    }
    let text = try optimizer(layer)
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return "\(text)(\(rate))" }
    return text[..<open] + "(\(rate), \(text[text.index(after: open)...])"
  }

  /// The rate with which an optimizer begins, its schedule's first one among them; `nil` where nothing says it.
  static func rate(of optimizer: KerasLayer) -> Double? {
    switch given(rateOf: optimizer) {
    case nil: ["sgd": 0.01][optimizer.className.lowercased()]
    case .call(let schedule)?:
      (schedule["initial_learning_rate"] ?? schedule.arguments.first { $0.name == nil }?.value)?
        .number
    case let given?: given.number
    }
  }

  /// Whether a schedule gives its rate.
  static func isScheduled(_ optimizer: KerasLayer) -> Bool {
    if case .call? = given(rateOf: optimizer) { true } else { false }
  }

  private static func given(rateOf optimizer: KerasLayer) -> KerasValue? {
    optimizer["learning_rate"] ?? optimizer["lr"]
      ?? optimizer.arguments.first.flatMap { $0.name == nil ? $0.value : nil }
  }

  static func loss(_ layer: KerasLayer) throws(NotUnderstood) -> String {
    let word = lossWord(layer.className)
    guard let signature = Losses.named(word)?.signature else {
      throw NotUnderstood("there is no loss `\(layer.className)` here")
    }
    return try written(word, signature, layer)
  }

  /// Losses measure, too.
  static func metric(_ layer: KerasLayer) throws(NotUnderstood) -> String {
    let word = metricWord(layer.className)
    guard let signature = Metrics.named(word)?.signature ?? Losses.named(word)?.signature else {
      throw NotUnderstood("there is no metric `\(layer.className)` here")
    }
    return try written(word, signature, layer)
  }

  /// The field of a metric: its word.
  static func metricField(_ name: String) -> String {
    let word = metricWord(name)
    return Metrics.named(word) != nil || Losses.named(word) != nil ? word : ProgramNames.label(name)
  }

  private static func lossWord(_ name: String) -> String {
    let lower = name.lowercased()
    return shortLosses[lower] ?? KerasLayers.snakeCased(name)
  }

  private static let shortLosses = [
    "mse": "mean_squared_error", "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error", "bce": "binary_crossentropy", "kld": "kl_divergence",
    "kldivergence": "kl_divergence", "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "log_cosh": "log_cosh", "crossentropy": "categorical_crossentropy", "ctc": "ctc",
  ]

  private static func metricWord(_ name: String) -> String {
    let lower = name.lowercased()
    if let short = shortMetrics[lower] ?? shortLosses[lower] { return short }
    return KerasLayers.snakeCased(name)
  }

  private static let shortMetrics = [
    "acc": "accuracy", "auc": "auc", "f1score": "f1_score", "fbetascore": "fbeta",
    "r2score": "r2_score",
    "meaniou": "iou", "binaryiou": "iou", "rmse": "root_mean_squared_error",
    "topkcategoricalaccuracy": "top_k_accuracy", "sparsetopkcategoricalaccuracy": "top_k_accuracy",
    "top_k_categorical_accuracy": "top_k_accuracy",
    "sparse_top_k_categorical_accuracy": "top_k_accuracy",
  ]

  /// `adam(0.001, beta_1=0.5)`: arguments that say what holds anyway are left out.
  private static func written(
    _ word: String, _ signature: Signature, _ layer: KerasLayer
  ) throws(NotUnderstood) -> String {
    var texts: [String] = []
    for (place, argument) in layer.arguments.enumerated() {
      let given =
        argument.name
        ?? (signature.parameters.indices.contains(place) ? signature.parameters[place].name : "")
      let name = renamed[given] ?? given
      if argument.value == .none || ignored.contains(name) { continue }
      if let usual = usual[name], usual.contains(argument.value) { continue }
      guard let parameter = signature.parameter(named: name) else {
        if argument.value == .bool(false) || argument.value.number == 0 { continue }
        throw NotUnderstood("`\(layer.className)` has no `\(given)` here")
      }
      let text = try value(argument.value, of: layer)
      if parameter.fallback?.argument.described == text { continue }
      let isFlag = if case .bool = argument.value { true } else { false }
      let isFirst = signature.parameters.first?.name == name && texts.isEmpty && !isFlag
      texts.append(isFirst ? text : "\(name)=\(text)")
    }
    return texts.isEmpty ? word : "\(word)(\(texts.joined(separator: ", ")))"
  }

  private static let renamed = ["lr": "learning_rate", "epsilon_": "epsilon"]
  private static let ignored: Set = [
    "name", "dtype", "num_classes", "num_thresholds", "summation_method", "jit_compile",
    "ema_momentum",
    "sparse_y_true", "sparse_y_pred",
  ]
  /// What these say anyway; another value of them is not left out.
  private static let usual: [String: [KerasValue]] = [
    "reduction": [.text("sum_over_batch_size"), .text("auto"), .text("mean")],
    "curve": [.text("ROC")], "axis": [.int(-1)],
  ]

  private static func value(_ value: KerasValue, of layer: KerasLayer) throws(NotUnderstood)
    -> String
  {
    switch value {
    case .int(let number): return "\(number)"
    case .float(let number): return ProgramText.number(number)
    case .bool(let flag): return flag ? "true" : "false"
    case .text(let text): return text
    case .none: return "none"
    case .list(let items):
      var texts: [String] = []
      for item in items { texts.append(try self.value(item, of: layer)) }
      return "[\(texts.joined(separator: ", "))]"
    case .call(let inner): return try schedule(inner)
    }
  }

  private static func schedule(_ layer: KerasLayer) throws(NotUnderstood) -> String {
    let word = schedules[layer.className] ?? KerasLayers.snakeCased(layer.className)
    guard let signature = Schedules.named(word)?.signature else {
      throw NotUnderstood("there is no schedule `\(layer.className)` here")
    }
    return try written(word, signature, layer)
  }

  private static let schedules = ["PiecewiseConstantDecay": "piecewise"]
}
