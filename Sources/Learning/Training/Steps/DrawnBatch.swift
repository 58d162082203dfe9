/// The samples of one step, and what follows from how they came.
struct DrawnBatch {
  /// Positions in the training data; of private steps as many as were drawn, 0 as well.
  let positions: ArraySlice<Int>
  /// Where the epoch stands afterwards; see `TrainingWorker.position`.
  let end: Int
  /// How the samples of a private step were drawn; `nil` for others.
  var sampling: PoissonSampling?
  /// What numbers the noise of a private step beside its own number; see `PrivateDraws`.
  var branch: UInt64 = 0
  /// Whose samples they are; 0 where nobody has a part of their own.
  var client = 0
}
