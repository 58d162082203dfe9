import Catalog
import Engine
import Learning
import Support
import Workbench

/// What a training is: its statement, its models as they were, its data, its seed.
///
/// The state that is kept of a run is found by this, never by a number or by the name of its value.
struct TrainingIdentity: Equatable {
  /// A fingerprint of all but the data.
  let run: String
  /// A fingerprint of the samples; empty where they are so many that somebody would wait for it.
  let data: String

  /// More weights, and larger data, are not looked through.
  private static let byteLimit = 64 << 20
  private static let dataLimit = 16 << 20

  /// The name of the run that this one goes on from stands for the weights.
  init(_ training: PlannedTraining) {
    let (setup, parent) = (training.setup, training.parent)
    let options = setup.options
    var hash = ContentHash()
    for text in [
      training.verb, training.statement.trimmed, "\(options.seed)", options.name,
      "\(options.occurrence)", options.dtype.name, options.compatibility.rawValue, parent ?? "",
    ] {
      hash.update(text)
    }
    if !training.place.isEmpty { hash.update(training.place) }
    var bytes = 0
    for model in setup.models {
      hash.update(model.name)
      for (path, variable) in model.parameters {
        hash.update("\(path) \(variable.type)")
        bytes += variable.type.byteCount
        // Those of a run that goes on come from that.
        if parent == nil, bytes <= Self.byteLimit {
          variable.value.withBytes { hash.update($0) }
        }
      }
    }
    run = hash.hexadecimal
    data = setup.training.fingerprint(limit: Self.dataLimit) ?? ""
  }
}

extension String {
  fileprivate var trimmed: String {
    split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }
}
