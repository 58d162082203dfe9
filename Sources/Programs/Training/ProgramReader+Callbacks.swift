import Exchange

// Callbacks of `fit` as options of `train`.
extension ProgramReader {
  struct Callbacks {
    var options: [String] = []
    /// A schedule in place of the rate.
    var rate: String?
  }

  /// Callbacks that have a counterpart; all others are left out.
  static let knownCallbacks: Set = [
    "EarlyStopping", "ReduceLROnPlateau", "ModelCheckpoint", "TerminateOnNaN", "ProgbarLogger",
    "History", "TensorBoard",
  ]

  func callbacks(_ meaning: Meaning?, of model: ModelObject) throws(NotUnderstood) -> Callbacks {
    var found = Callbacks()
    let items: [Meaning]
    switch meaning {
    case nil, Meaning.none?: return found
    case .items(let several)?: items = several
    case let single?: items = [single]
    }
    for item in items {
      guard case .constructed("callbacks", let call) = item else {
        var shown = "a callback"
        if case .unread(let name?, _) = item { shown = "the callback `\(name)`" }
        leaveOut("\(shown) is a program of its own and is left out")
        continue
      }
      read(call, of: model, into: &found)
    }
    return found
  }

  private func read(_ call: KerasLayer, of model: ModelObject, into found: inout Callbacks) {
    func value(_ name: String, at place: Int) -> KerasValue? {
      if let named = call[name] { return named }
      guard call.arguments.indices.contains(place), call.arguments[place].name == nil else {
        return nil
      }
      return call.arguments[place].value
    }
    switch call.className {
    case "EarlyStopping":
      found.options.append("early_stopping=\(stopping(call, value))")
    case "ReduceLROnPlateau":
      if case .text(let mode)? = value("mode", at: 4), mode != "auto" {
        change("`mode=\(mode)` is left out: the series says which way is better")
      }
      let rate = model.compiled.optimizer.flatMap(TrainingWords.rate) ?? 0.001
      if model.compiled.optimizer.map(TrainingWords.isScheduled) == true {
        change("the schedule is left out: `ReduceLROnPlateau` sets the rate")
      }
      var texts = [ProgramText.number(rate)]
      for (place, name) in ["factor", "patience", "min_delta", "cooldown", "min_lr"].enumerated() {
        let index = [1, 2, 5, 6, 7][place]
        if let number = value(name, at: index)?.number {
          texts.append("\(name)=\(ProgramText.number(number))")
        }
      }
      if case .text(let series)? = value("monitor", at: 0), series != "val_loss" {
        texts.append("monitor=\(seriesName(series))")
      }
      found.rate = "reduce_on_plateau(\(texts.joined(separator: ", ")))"
    case "ModelCheckpoint":
      guard case .text(let path)? = value("filepath", at: 0) else {
        return change("the name of the checkpoint is not known here")
      }
      let name = Self.ownFile(String(path.prefix { $0 != "{" }))
      writtenFiles[path] = (nil, line)
      found.options.append("checkpoint=\(ProgramText.quoted(name))")
      change(
        "the checkpoint holds the whole run, for `resume`; the best epoch is kept with `early_stopping`"
      )
    case "TerminateOnNaN", "ProgbarLogger", "History": break
    case "TensorBoard":
      let path =
        if case .text(let path)? = value("log_dir", at: 0) { path } else { "logs" }
      found.options.append("log=\(ProgramText.quoted(path))")
    case "LearningRateScheduler":
      leaveOut(
        "the callback `LearningRateScheduler` is left out: the rate is a schedule of the optimizer, `adam(cosine_decay(…))`"
      )
    default: leaveOut("the callback `\(call.className)` is left out")
    }
  }

  /// `3`, or `early_stopping(3, monitor=accuracy, min_delta=0.01)`; what has no counterpart is told.
  private func stopping(
    _ call: KerasLayer, _ value: (_ name: String, _ place: Int) -> KerasValue?
  ) -> String {
    let patience = ProgramText.number(max(value("patience", 2)?.number ?? 0, 0).rounded())
    var options: [String] = []
    if case .text(let series)? = value("monitor", 0), series != "val_loss" {
      options.append("monitor=\(seriesName(series))")
    }
    if let delta = value("min_delta", 1)?.number, delta != 0 {
      options.append("min_delta=\(ProgramText.number(abs(delta)))")
    }
    if case .text(let mode)? = value("mode", 4), mode != "auto" {
      change("`mode=\(mode)` of `EarlyStopping` is left out: the series says which way is better")
    }
    for (name, place) in [("baseline", 5), ("start_from_epoch", 7)] {
      guard let given = value(name, place), given != .none, given.number != 0 || name == "baseline"
      else { continue }
      change(
        "`\(name)` of `EarlyStopping` is left out: it watches from the first epoch, without a bound"
      )
    }
    if value("restore_best_weights", 6) != .bool(true) {
      change("`early_stopping` restores the best epoch here; Keras keeps the last one")
    }
    return options.isEmpty
      ? patience : "early_stopping(\(([patience] + options).joined(separator: ", ")))"
  }
}
