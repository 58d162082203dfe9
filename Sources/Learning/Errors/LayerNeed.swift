/// What a layer needs of its input, or of the samples that it makes.
package enum LayerNeed: Equatable, Sendable {
  /// [batch × features].
  case features
  /// [batch × time × features].
  case sequence
  /// The same, of so many positions at most.
  case sequenceUpTo(Int)
  /// [batch × time × …].
  case timeFirst
  /// Samples with so many axes that windows move along, and one of channels.
  case windowAxes(Int)
  /// So many entries at least along each axis that a window moves along.
  case window(atLeast: [Int])
  /// More entries along each axis than are cut off.
  case longer(than: [Int])
  /// A number of channels that so many groups of a convolution divide.
  case convolutionGroups(Int)
  /// A number of channels that so many groups of a normalization divide.
  case normalizationGroups(Int)
  /// [batch × … × features].
  case lastAxis
  /// Axes with these numbers.
  case axes([Int])
  /// So many features, for which numbers are written down.
  case featureCount(Int)
  /// So many numbers in a sample.
  case elements(Int)
  /// So many axes in a sample.
  case rank(Int)
  /// One recurrent layer inside the braces.
  case recurrentLine
  /// A layer with a kernel inside the braces.
  case linesWithKernel
  /// [batch × places × features] of what stands behind `value=`.
  case attended(label: String)
  /// So many pairs of places at most, one for each score of attention.
  case pairsUpTo(Int)
  /// So many numbers in a sample at most, one for each of a table.
  case tableUpTo(Int)
  /// So many steps at most, of a cell that is computed step by step.
  case unrolledUpTo(Int)
  /// So many numbers at most in a sample of the output.
  case outputUpTo(Int)
  /// What an operation says that it needs.
  case operation(String)
}
