import Engine
import Learning
import Workbench

/// What a cell did to the values of a session: enough to have the state before and after it again.
struct CellEffect {
  /// A name that got a value.
  struct Binding {
    let name: String
    var value: Value
    let definition: String?
    let fingerprint: ValueFingerprint
    /// Which run of the cell first gave this very value; tells readers whether it is still theirs.
    var stamp: Int
  }

  /// Weights that were changed.
  struct Change {
    let before: WeightState
    /// Those of a training that is still on are only the newest that were looked at.
    var after: WeightState
    var stamp: Int

    var variable: Variable { before.variable }
    var id: ObjectIdentifier { ObjectIdentifier(before.variable) }
  }

  /// Counts the runs of all cells.
  let run: Int
  var source: String
  var bound: [Binding] = []
  var changes: [Change] = []
  /// Draws of each kind, and what stands on the seed without being counted.
  var draws: [String: Int] = [:]
  /// Where the cell set the seed: the streams as they were at its end.
  var reseeded: RandomNames?
  /// The settings at its end, where it changed them.
  var settings: SessionSettings?
  /// What it stood on.
  var dependencies: [CellDependency] = []
  /// The settings under which it ran, and where its random streams began.
  var ranUnder: SessionSettings
  var drawBases: [String: Int] = [:]
  var result: Binding?
  /// What models had learnt beside weights, before the cell and after it.
  var lessons: [(before: ModelLesson, after: ModelLesson)] = []
  /// What a recovery could not have again of it.
  var lost = LostValues()
  /// Trainings that are on.
  var jobs: [Job] = []
  /// Trainings that may still be discarded.
  var trainings: [StartedTraining] = []

  init(run: Int, source: String, ranUnder: SessionSettings) {
    (self.run, self.source, self.ranUnder) = (run, source, ranUnder)
  }
}

/// Something that a cell read, and the cell that had given it.
struct CellDependency {
  enum Kind {
    case name
    /// The weights that a value reaches.
    case weights(Set<ObjectIdentifier>)
  }

  let name: String
  let kind: Kind
  /// Cell and stamp; `nil` where it came from no cell.
  var provider: Provider?

  struct Provider: Equatable {
    let cell: Int
    let stamp: Int
  }
}
