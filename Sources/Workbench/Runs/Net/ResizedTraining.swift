import Learning

/// What is typed to train on with another number of units in a layer: the larger model, and its training.
package struct ResizedTraining: Equatable, Sendable {
  /// The inputs, in order.
  package let sources: [String]
  /// The name of the new run.
  package let name: String

  /// `nil` where the run, its model or its data have no names, or an option of the training has no words.
  package init?(
    _ run: TrainingRun, named name: String, _ layer: String, to count: Int,
    in session: Interpreter
  ) {
    let options = run.setup.options
    guard case .run(let known)? = session[name], known === run,
      let model = session.names.first(where: { $0.name == run.model.name })?.name,
      case .model(let found)? = session[model], found === run.model,
      case .dataset? = session[options.dataName],
      options.sources.allSatisfy({ !$0.text.isEmpty })
    else { return nil }
    let taken = Set(session.names.map(\.name))
    let newModel = Self.free(model, taken)
    self.name = Self.free(name, taken)
    let words = options.sources.map { ", \($0.name)=\($0.text)" }.joined()
    sources = [
      "\(newModel) = resize \(model), layer=\"\(layer)\", units=\(count)",
      "\(self.name) = train \(newModel), \(options.dataName)\(words) &",
    ]
  }

  /// `m_2` after `m`, `m_3` after `m_2`.
  private static func free(_ name: String, _ taken: Set<String>) -> String {
    var stem = name
    if let cut = name.lastIndex(of: "_"), Int(name[name.index(after: cut)...]) != nil {
      stem = String(name[..<cut])
    }
    return (2...).lazy.map { "\(stem)_\($0)" }.first { !taken.contains($0) } ?? name
  }
}
