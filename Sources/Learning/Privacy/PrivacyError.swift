/// What a private training cannot be made of.
package enum PrivacyError: Equatable, Sendable {
  /// A layer that learns of the samples of a batch together, such as batch normalization.
  case mixesSamples(layer: String)
  /// A loss that compares the samples of a batch with one another.
  case comparesSamples(loss: String)
  /// Batches of more samples than there are, or than a client has: each step would see all.
  case batch(size: Int, samples: Int, client: String?)
}
