import Support

/// A Transformer by its published figures: as many numbers as describe one, without its weights.
///
/// Counts follow from the shape alone, so that a model of 10¹² parameters costs nothing to describe. Checked against
/// GPT-2 and GPT-3 (Radford et al. 2019; Brown et al. 2020, table 2.1), BERT (Devlin et al. 2019), Llama
/// (Touvron et al. 2023), Mixtral (Jiang et al. 2024) and Chinchilla (Hoffmann et al. 2022, table 4).
package struct LanguageModelShape: Equatable, Sendable {
  /// How a model knows where a token stands.
  package enum Positions: String, CaseIterable, Sendable {
    /// A vector for each place: context · width parameters.
    case learned
    /// Turned queries and keys (Su et al. 2021): no parameters.
    case rotary
    /// Waves, or nothing: no parameters.
    case fixed
    /// Distances, projected in each layer (Dai et al. 2019): width · heads · head width, and two vectors.
    case relative
  }

  /// Blocks of attention and feed-forward.
  package var layers: Int
  /// Numbers for a token between blocks.
  package var width: Int
  /// Heads that ask.
  package var heads: Int
  /// Heads that are asked: fewer than `heads` share keys and values (Ainslie et al. 2023).
  package var keyValueHeads: Int
  /// Numbers in a head.
  package var headWidth: Int
  /// Hidden units of the feed-forward part.
  package var feedForward: Int
  /// Whether a third matrix gates it (Shazeer 2020).
  package var isGated: Bool
  /// Tokens that have a vector.
  package var vocabulary: Int
  /// Tokens that are seen at once.
  package var context: Int
  /// How places are known.
  package var positions: Positions
  /// Whether the answer is read with the vectors of the tokens.
  package var isTied: Bool
  /// Whether matrices have a bias and normalization an offset.
  package var hasBiases: Bool
  /// Kinds of token beside their words, as BERT has two.
  package var segments: Int
  /// Whether a dense layer of width · width stands behind the first token, as in BERT.
  package var hasPooler: Bool
  /// Feed-forward parts of a block, of which a router picks some for each token (Fedus et al. 2021); 1 is no mixture.
  package var experts = 1
  /// How many of them compute for one token.
  package var activeExperts = 1

  /// A shape by its figures; who reads them from a person checks that heads divide the width.
  package init(
    layers: Int, width: Int, heads: Int, keyValueHeads: Int, headWidth: Int, feedForward: Int,
    isGated: Bool, vocabulary: Int, context: Int, positions: Positions, isTied: Bool,
    hasBiases: Bool, segments: Int, hasPooler: Bool
  ) {
    (self.layers, self.width, self.heads) = (layers, width, heads)
    (self.keyValueHeads, self.headWidth) = (keyValueHeads, headWidth)
    (self.feedForward, self.isGated) = (feedForward, isGated)
    (self.vocabulary, self.context, self.positions) = (vocabulary, context, positions)
    (self.isTied, self.hasBiases) = (isTied, hasBiases)
    (self.segments, self.hasPooler) = (segments, hasPooler)
  }

  /// Parameters of the matrices of one block.
  package var blockMatrices: Int { blockMatrices(experts: experts) }

  /// Parameters of the matrices of one block that one token is multiplied with.
  package var activeMatrices: Int { blockMatrices(experts: activeExperts) }

  /// Parameters of the matrices of one block with so many experts; a router has a column for each that there is.
  private func blockMatrices(experts count: Int) -> Int {
    let asked = saturatingProduct(width, saturatingProduct(heads, headWidth))
    let shared = saturatingProduct(width, saturatingProduct(keyValueHeads, headWidth))
    let attention = saturatingSum(saturatingProduct(2, asked), saturatingProduct(2, shared))
    let distances = positions == .relative ? asked : 0
    let expert = saturatingProduct(isGated ? 3 : 2, saturatingProduct(width, feedForward))
    let router = experts > 1 ? saturatingProduct(width, experts) : 0
    return [attention, distances, saturatingProduct(count, expert), router]
      .reduce(0, saturatingSum)
  }

  /// Parameters of one block beside its matrices: biases, two normalizations, the vectors of relative positions.
  package var blockVectors: Int {
    let asked = saturatingProduct(heads, headWidth)
    var count = saturatingProduct(2, normalization)
    if hasBiases {
      let shared = saturatingProduct(2, saturatingProduct(keyValueHeads, headWidth))
      let forward = saturatingSum(saturatingProduct(isGated ? 2 : 1, feedForward), width)
      let each = saturatingProduct(experts, forward)
      count = [count, asked, shared, width, each].reduce(0, saturatingSum)
    }
    return positions == .relative ? saturatingSum(count, saturatingProduct(2, asked)) : count
  }

  /// Parameters of the tables of tokens, places and segments.
  package var embeddings: Int {
    let rows = [vocabulary, positions == .learned ? context : 0, segments, isTied ? 0 : vocabulary]
    return saturatingProduct(width, rows.reduce(0, saturatingSum))
  }

  /// Parameters that take part in the answer to one token: all but those of the experts that rest.
  package var activeParameters: Int {
    guard experts > activeExperts, parameters < .max else { return parameters }
    let resting = saturatingSum(blockMatrices, -activeMatrices)
    let unit = hasBiases ? saturatingSum(saturatingProduct(isGated ? 2 : 1, feedForward), width) : 0
    let vectors = saturatingProduct(experts - activeExperts, unit)
    return parameters - saturatingProduct(layers, saturatingSum(resting, vectors))
  }

  /// All parameters; saturates.
  package var parameters: Int {
    let block = saturatingSum(blockMatrices, blockVectors)
    let pooler = hasPooler ? saturatingProduct(width, saturatingSum(width, hasBiases ? 1 : 0)) : 0
    return [saturatingProduct(layers, block), embeddings, normalization, pooler]
      .reduce(0, saturatingSum)
  }

  /// A gain for each number, and an offset where there are biases.
  private var normalization: Int { saturatingProduct(hasBiases ? 2 : 1, width) }
}
