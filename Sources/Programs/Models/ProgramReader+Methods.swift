import Exchange
import Learning

// Methods of models, data, tables and trainings.
extension ProgramReader {
  func call(
    _ method: String, of receiver: Meaning, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    switch receiver {
    case .model(let model): return try call(method, of: model, given)
    case .layer(let layer):
      if method == "adapt", layer.keras.className == "Normalization" {
        given.markAllRead()
        change("`normalization` learns mean and variance in `train`")
        return .none
      }
      _ = try known(layer)
    case .array(let array): return try call(method, of: array, given)
    case .table(let table): return try call(method, of: table, given)
    case .column(let column): return try call(method, of: column, given)
    case .scaler(let scaler): return try call(method, of: scaler, given)
    case .fitted(let scaler): return try call(method, of: scaler, given)
    case .value(let value): return try call(method, of: value, given)
    case .unneeded: return try callCharts(method, given)
    case .constructed("augment", let generator): return try augmented(generator, method, given)
    case .samples(let pair)
    where ["cache", "prefetch", "shuffle", "batch", "repeat", "with_options"].contains(method):
      guard method == "batch" else {
        given.markAllRead()
        return receiver
      }
      guard let size = given.whole("batch_size", at: 0) else {
        throw NotUnderstood("how many samples a batch has is not known here")
      }
      _ = given.value("drop_remainder")
      return .samples(pair.prefix(2) + [.integer(size)])
    case .text(let text) where method == "format": return .text(try Self.formatted(text, given))
    case .items(var items) where method == "append" && given.count == 1:
      items += given.positional
      throw NotUnderstood("lists that grow are not read: write the layers out")
    default: break
    }
    throw NotUnderstood("`.\(method)` is not read here")
  }

  private func call(
    _ method: String, of model: ModelObject, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    switch method {
    case "add":
      guard let item = given.value("layer", at: 0) else { throw NotUnderstood("nothing is added") }
      do throws(NotUnderstood) {
        try append(item, to: model)
      } catch {
        model.brokenAt = line
        throw error
      }
    case "build":
      if let shape = given.value("input_shape", at: 0)?.openExtents, model.extents == nil {
        model.extents = Array(shape.dropFirst())
      }
    case "compile": try compile(model, given)
    case "fit", "fit_generator": return try fit(model, given)
    case "evaluate": return try evaluate(model, given)
    case "predict", "predict_on_batch", "call": return try predict(model, given)
    case "summary":
      if model.extents == nil, model.isSizedByData, !model.isLoaded, model.data == nil {
        skip()
      } else {
        use(model)
        write(["summary \(model.name)"])
      }
    case "count_params":
      throw NotUnderstood("`summary \(model.name)` shows how many there are")
    case "save", "save_weights", "export":
      guard let path = given.text("filepath", at: 0) else {
        throw NotUnderstood("its name is not known here")
      }
      use(model)
      if method == "save_weights", path.hasSuffix(".weights.h5") {
        write(["export \(model.name), \(ProgramText.quoted(path))"])
        break
      }
      writtenFiles[path] = (Self.ownFile(path), line)
      write(["save \(model.name), \(ProgramText.quoted(Self.ownFile(path)))"])
      change(
        "saved as nabla's own file; `export \(model.name), \(ProgramText.quoted(path))` writes one for others"
      )
    case "load_weights":
      if let path = given.text("filepath", at: 0), path.hasSuffix(".h5"),
        writtenFiles[path] == nil
      {
        use(model)
        write(["load \(ProgramText.quoted(path)), into=\(model.name)"])
        break
      }
      throw NotUnderstood("weights come with their model: `\(model.name) = load \"….keras\"`")
    case "get_layer", "layers", "get_weights", "set_weights":
      throw NotUnderstood("weights have names here: `\(model.name).dense.kernel`")
    default: throw NotUnderstood("`.\(method)` of a model is not read here")
    }
    return .none
  }

  /// A name of Keras's file as one of nabla's.
  static func ownFile(_ path: String) -> String {
    for suffix in [".weights.h5", ".keras", ".h5", ".hdf5", ".tf", ".ckpt"]
    where path.hasSuffix(suffix) {
      return path.dropLast(suffix.count) + ".safetensors"
    }
    return path.hasSuffix(".safetensors") ? path : path + ".safetensors"
  }

  /// From here on the model keeps its name.
  func use(_ model: ModelObject) { model.isUsed = true }

  private func compile(_ model: ModelObject, _ given: CallArguments) throws(NotUnderstood) {
    if let weights = given.value("weighted_metrics"), !weights.isNone {
      change("`weighted_metrics` are measured without weights")
    }
    var settings = CompiledSettings(line: line)
    settings.optimizer = try own(given.value("optimizer", at: 0), "optimizer", &settings)
    if let optimizer = settings.optimizer { _ = try TrainingWords.optimizer(optimizer) }
    settings.loss = try own(given.value("loss", at: 1), "loss", &settings)
    if let loss = settings.loss { _ = try TrainingWords.loss(loss) }
    if let weights = given.value("loss_weights"), !weights.isNone {
      throw NotUnderstood("there is one loss here, without weights")
    }
    for name in ["metrics", "weighted_metrics"] {
      switch given.value(name, at: name == "metrics" ? 2 : nil) {
      case nil, Meaning.none?: break
      case .items(let items)?:
        for item in items {
          guard Self.ownName(item) == nil else {
            leaveOut(Self.leftMetric(item))
            continue
          }
          let metric = try chosen(item, "metric")
          if let metric {
            do throws(NotUnderstood) {
              _ = try TrainingWords.metric(metric)
              settings.metrics.append(metric)
            } catch { change(error.reason) }
          }
        }
      case let single? where Self.ownName(single) != nil:
        leaveOut(Self.leftMetric(single))
      case let single?:
        if let metric = try chosen(single, "metric") { settings.metrics.append(metric) }
      }
    }
    model.compiled = settings
  }

  /// What a function of the program is called, or an argument that is not understood.
  private static func ownName(_ meaning: Meaning) -> String? {
    switch meaning {
    case .function(let function): function.name
    case .unread(let name, _): name ?? "…"
    case .code: "…"
    default: nil
    }
  }

  private static func leftMetric(_ meaning: Meaning) -> String {
    if case .unread(_, let why) = meaning { return "a metric is left out: \(why)" }
    return "the metric `\(ownName(meaning) ?? "…")` is a function of its own and is left out"
  }

  /// A loss or an optimizer; one that is a program of its own is a comment, and what trains with it is one, too.
  private func own(
    _ meaning: Meaning?, _ what: String, _ settings: inout CompiledSettings
  ) throws(NotUnderstood) -> KerasLayer? {
    guard let meaning, let name = Self.ownName(meaning) else { return try chosen(meaning, what) }
    var reason = "the \(what) `\(name)` is a function of its own: write it with `fn`"
    if case .unread(_, let why) = meaning { reason = "the \(what) is not understood: \(why)" }
    leaveOut(reason)
    settings.unread.append((what, name == "…" ? name : ProgramNames.label(name)))
    return nil
  }

  /// Why a model is not trained whose loss is not known: another one would give another model.
  static func untrained(_ unread: (what: String, name: String), _ line: String?) -> NotUnderstood {
    NotUnderstood(
      "the \(unread.what) `\(unread.name)` of its model is not known here, and another one would give another model",
      instead: line)
  }

  /// An optimizer, a loss or a metric by its name, its class or its function.
  private func chosen(_ meaning: Meaning?, _ what: String) throws(NotUnderstood) -> KerasLayer? {
    switch meaning {
    case nil, Meaning.none?: return nil
    case .text(let name)?: return KerasLayer(name)
    case .constructed(_, let call)?: return call
    case .library(let path)? where LibraryPath.root(path) == "keras":
      return KerasLayer(LibraryPath.last(path))
    case .dictionary?, .items?: throw NotUnderstood("there is one \(what) here")
    default: throw NotUnderstood("the \(what) is a function of its own: write it with `fn`")
    }
  }

  /// `optimizer=…, loss=…, metrics=[…]`
  func trainingOptions(of model: ModelObject, rate: String? = nil) throws(NotUnderstood) -> [String]
  {
    var options: [String] = []
    if let optimizer = model.compiled.optimizer {
      options.append("optimizer=\(try TrainingWords.optimizer(optimizer, rate: rate))")
    } else if let rate {
      options.append("optimizer=rmsprop(\(rate))")
    }
    if let loss = model.compiled.loss { options.append("loss=\(try TrainingWords.loss(loss))") }
    for (what, name) in model.compiled.unread { options.append("\(what)=\(name)") }
    let metrics = try metricTexts(of: model)
    if !metrics.isEmpty { options.append("metrics=[\(metrics.joined(separator: ", "))]") }
    return options
  }

  func metricTexts(of model: ModelObject) throws(NotUnderstood) -> [String] {
    var texts: [String] = []
    for metric in model.compiled.metrics { texts.append(try TrainingWords.metric(metric)) }
    return texts
  }
}

extension Meaning {
  var isNone: Bool { if case .none = self { true } else { false } }
}
