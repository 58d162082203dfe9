import Catalog

/// One word that may stand in `data … { }`: makes a data set of a data set.
package protocol DataStep: Sendable {
  /// The word with its parameters, for the checker, help and completion.
  static var signature: Signature { get }
  /// Whether it picks or orders rows and columns and learns nothing: such steps run before the others, unless
  /// `WrittenOrder` leaves them where they stand.
  var runsFirst: Bool { get }
  /// The step as written; throws for an argument that it cannot take.
  init(_ arguments: BoundArguments) throws(ArgumentError)
  /// Bytes that it takes beside the data that it is given; 0 where it copies nothing of their size,
  /// or asks for itself.
  func memory(for dataset: Dataset) -> Int
  /// Whether it acts on tensors: a table's columns must be numbers by then.
  var needsSamples: Bool { get }
  /// Whether it changes a table's columns, from which samples follow anew.
  var changesColumns: Bool { get }
  /// Whether rows are one after the other in time, so that no split may tear them apart.
  var keepsTime: Bool { get }
  /// What its line says of the columns that it takes and changes.
  var columnUse: ColumnUse { get }
  /// Another data set; the one that is given stays as it is.
  ///
  /// Throws where its shapes, types or targets do not suit the step.
  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset
}

extension DataStep {
  var runsFirst: Bool { false }
  var needsSamples: Bool { !runsFirst && !changesColumns }
  var changesColumns: Bool { false }
  var keepsTime: Bool { false }
  var columnUse: ColumnUse { ColumnUse() }
  func memory(for dataset: Dataset) -> Int { 0 }
}

/// All steps, in the order of help.
package enum DataSteps {
  /// In the order of lists.
  package static let all: [any DataStep.Type] = [
    Rescale.self, ReshapeSamples.self, FlattenSamples.self, Relabel.self, Take.self, Shuffle.self,
    Split.self, DropColumns.self, SelectColumns.self, TargetColumn.self,
    WeightColumn.self, KeepRows.self,
    ComputedColumn.self,
    FeatureColumns.self, DropMissing.self,
    DropDuplicates.self, Balance.self, LagColumns.self,
    DifferenceColumns.self, TimeWindows.self, Prepare.self, Impute.self,
    ClipColumns.self, CleanColumns.self, OneHot.self, OrdinalColumns.self, BinColumns.self,
    DateColumns.self,
    Standardize.self, MinMax.self, LogColumns.self, CharacterWindows.self, WordWindows.self,
    BytePairTokens.self,
    TokenPairs.self, MaskTokens.self, Augment.self, Views.self,
    SpectrogramStep.self, MelStep.self,
  ]

  /// What help, checker and completion know of them.
  package static var signatures: [Signature] { all.map { $0.signature } }
  static var names: [String] { all.map { $0.signature.name } }

  static func named(_ word: String) -> (any DataStep.Type)? {
    all.first { $0.signature.name == word }
  }
}
