import Language
import Learning
import Support

/// What a reader of a live net wants of it that makes it another training.
package enum NetChange: Equatable, Sendable {
  /// Another number of units in the layer of that label.
  case units(layer: String, Int)
  /// A layer more behind that one, `input` for the inputs.
  case added(after: String)
  /// A layer fewer.
  case removed(String)
  /// Which columns stand beside the inputs.
  case features(Set<NetFeature>)
  /// How much the points of the data are disturbed.
  case noise(Double)
}

/// Why a training cannot be begun again with a change; data, worded in `Problems`.
package enum NetChangeProblem: Error, Equatable {
  /// Its model, its data or itself has no name.
  case noNames
  /// An option of the training that cannot be written again.
  case noWords(option: String)
  /// The data are no generated points: noise means nothing.
  case noNoise(data: String)
  /// Columns are for nets of two inputs.
  case notTwoInputs
}

/// What is typed to train on with a change: the other model or the other data, and the training.
package struct ChangedTraining: Equatable, Sendable {
  /// The inputs, in order.
  package let sources: [String]
  /// The name of the new run.
  package let name: String

  /// The inputs for a run of that name, whose model and data have names as well.
  package init(
    _ run: TrainingRun, named name: String, _ change: NetChange, in session: Interpreter
  ) throws(NetChangeProblem) {
    let options = run.setup.options
    guard case .run(let known)? = session[name], known === run,
      let model = session.names.first(where: { $0.name == run.model.name })?.name,
      case .model(let found)? = session[model], found === run.model,
      case .dataset? = session[options.dataName]
    else { throw .noNames }
    let taken = Set(session.names.map(\.name))
    var (newModel, data) = (Self.free(model, taken), options.dataName)
    self.name = Self.free(name, taken)
    var sources: [String]
    switch change {
    case .units(let layer, let count):
      sources = ["\(newModel) = resize \(model), layer=\"\(layer)\", units=\(count)"]
    case .added(let layer): sources = ["\(newModel) = resize \(model), after=\"\(layer)\""]
    case .removed(let layer): sources = ["\(newModel) = resize \(model), without=\"\(layer)\""]
    case .features(let features):
      guard run.model.inputs.count == 1, run.model.inputs[0].shape == [2] else {
        throw .notTwoInputs
      }
      let function = Self.free("features", taken)
      sources =
        features.isEmpty
        ? ["\(newModel) = resize \(model), without=\"\(ModelChange.columnsLabel)\""]
        : [
          "fn \(function)(x) = \(NetFeature.formula(features))",
          "\(newModel) = resize \(model), features=\(function)",
        ]
    case .noise(let noise):
      guard let text = session.definition(of: data), let generated = GeneratedText(text) else {
        throw .noNoise(data: data)
      }
      data = Self.free(data, taken)
      newModel = model
      sources = ["\(data) = " + generated.with(noise: noise)]
    }
    sources.append("\(self.name) = train \(newModel), \(data)\(try Self.words(of: run)) &")
    if let rate = run.changes.last(where: { $0.name == "learning_rate" }) {
      sources.append("\(self.name).learning_rate = \(NumberText.exact(rate.value))")
    }
    self.sources = sources
  }

  /// How much the points of a run's data are disturbed; `nil` where that means nothing.
  package static func noise(of run: TrainingRun, in session: Interpreter) -> Double? {
    session.definition(of: run.setup.options.dataName).flatMap { GeneratedText($0)?.noise }
  }

  /// The options of a training as they are typed.
  private static func words(of run: TrainingRun) throws(NetChangeProblem) -> String {
    let options = run.setup.options
    var words = [("epochs", "\(run.progress.epochs)"), ("batch_size", "\(options.batchSize)")]
    if !options.shuffles { words.append(("shuffle", "false")) }
    if options.until != nil { words.append(("until", options.untilText)) }
    words += options.sources.map { ($0.name, $0.text) }
    if let open = words.first(where: { $0.1.isEmpty }) { throw .noWords(option: open.0) }
    return words.map { ", \($0.0)=\($0.1)" }.joined()
  }

  /// `m_2` after `m`, `m_3` after `m_2`.
  private static func free(_ name: String, _ taken: Set<String>) -> String {
    var stem = name
    if let cut = name.lastIndex(of: "_"), Int(name[name.index(after: cut)...]) != nil {
      stem = String(name[..<cut])
    }
    if stem == name, !taken.contains(name) { return name }
    return (2...).lazy.map { "\(stem)_\($0)" }.first { !taken.contains($0) } ?? name
  }
}
