import Engine

/// The names of what private steps draw: which samples, and what noise.
///
/// Noise that two trainings share is none to who sees both: it is gone in their difference. So all that makes a training
/// another one makes its draws others, too, under the same seed: the samples, the first weights, the lines of the model, the
/// optimizer, the loss, what hides them, and what was changed on the way. Equal trainings draw the same, and a run that goes
/// on draws what it would have drawn.
struct PrivateDraws: Sendable {
  /// What a checkpoint keeps of them.
  struct Key: Equatable, Sendable {
    /// What is learnt, from what and how.
    let training: UInt64
    /// Names the draws: it follows from the training and its first weights.
    let draws: UInt64
  }

  let key: Key
  private let order: String
  private let seed: UInt64
  private let occurrence: Int

  /// Those of a training that begins with these weights, or goes on from where a run stood that drew by `earlier`: on
  /// other samples or in another way it draws anew.
  init(_ setup: TrainingSetup, _ weights: [Tensor], from earlier: Key?) {
    let training = WeightHash.of(Self.text(of: setup), setup.training)
    if let earlier {
      key = Key(
        training: training,
        draws: earlier.training == training ? earlier.draws : mixed(earlier.draws, training))
    } else {
      key = Key(training: training, draws: mixed(training, WeightHash.of(weights)))
    }
    order = setup.drawnOrder
    (seed, occurrence) = (setup.options.seed, setup.options.occurrence)
  }

  private static func text(of setup: TrainingSetup) -> String {
    let options = setup.options
    var parts = setup.steps.map(\.optimizer.text) + setup.models.map(\.source)
    parts.append(setup.supervision?.loss.text ?? "")
    parts += [options.privacy.map { "\($0.noise) \($0.clip)" } ?? "", "\(options.localEpochs)"]
    parts.append(setup.classWeights.map { "\($0)" } ?? "")
    parts.append(setup.federation.map { "\($0.clients.map(\.rows.count))" } ?? "")
    // The place of a weight is its name: what it is known by goes with the process.
    parts.append("\(setup.variables.map { setup.frozen.contains(ObjectIdentifier($0.variable)) })")
    return parts.joined(separator: "\n")
  }

  /// The samples of each step, after these changes of the run.
  func samples(after changes: [RunChange]) -> RandomStream {
    RandomStream(
      seed: seed, purpose: .shuffle,
      name: "private batches, \(order), \(key.draws), \(Self.branch(changes))",
      occurrence: occurrence)
  }

  /// The noise on one weight in a step of the training.
  func noise(on weight: String, step: Int) -> RandomStream {
    RandomStream(
      seed: seed, purpose: .noise, name: "private step \(step), \(weight), \(order), \(key.draws)",
      occurrence: occurrence)
  }

  /// What numbers the noise of a run beside its steps, which have the lower half: 0 for one that nobody changed.
  ///
  /// When a run ends changes nothing that it draws.
  static func branch(_ changes: [RunChange]) -> UInt64 {
    var hash: UInt64 = 0
    for change in changes where !["epochs", "early_stopping"].contains(change.name) {
      for byte in change.text.utf8 { hash = mixed(hash, UInt64(byte)) }
    }
    return hash & ~0xFFFF_FFFF
  }
}

extension PrivateDraws.Key {
  /// As a checkpoint's file has it.
  var text: String { "\(training) \(draws)" }

  init?(text: String) {
    let numbers = text.split(separator: " ").compactMap { UInt64($0) }
    guard numbers.count == 2 else { return nil }
    (training, draws) = (numbers[0], numbers[1])
  }
}

/// Another number for other pairs of numbers (the finalizer of SplitMix64, Steele et al. 2014).
private func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var z = a &* 0x9E37_79B9_7F4A_7C15 &+ b &+ 1
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
