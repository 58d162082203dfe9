import Catalog
import Engine

/// One step of a model: appends nodes, and names the weights that it needs.
package protocol Layer: CatalogueEntry {
  /// Appends the layer to a batch; the first axis of `input` counts samples.
  func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node

  /// What is applied last; `nil` for a layer that only rearranges or masks.
  var activation: ActivationChoice? { get }

  /// Whether what is masked in its input is masked in its output: elements of a sequence keep
  /// their places.
  var passesMask: Bool { get }

  /// What it makes of the size of its input's numbers.
  static var magnitude: LayerMagnitude { get }

  /// How far it looks along a sequence; decides whether text can be generated step by step.
  var reach: SequenceReach { get }
}

extension Layer {
  package var reach: SequenceReach { .all }
  package var passesMask: Bool { false }
  package static var magnitude: LayerMagnitude { .follows }
}

/// What a layer makes of the size of its input's numbers.
package enum LayerMagnitude: Sendable {
  /// It only arranges them anew.
  case kept
  /// They are brought near 0, multiplied, or looked up in a table.
  case own
  /// Large numbers make large outputs.
  case follows
}

/// All layers, in the order in which help lists them; activations are layer words as well.
package enum Layers {
  /// In the order of lists.
  package static let all: [any Layer.Type] = [
    Dense.self, ActivationLayer.self, PReLU.self, Dropout.self, GaussianNoise.self, Flatten.self,
    ReshapeLayer.self, Permute.self, RepeatVector.self, Rescaling.self, BatchNormalization.self,
    LayerNormalization.self, GroupNormalization.self, RMSNormalization.self,
    Normalization.self, Embedding.self,
    Masking.self, PositionEmbedding.self, SinusoidalPositions.self, MultiHeadAttention.self,
    DotAttention.self, AdditiveAttention.self,
    SimpleRNN.self, LSTM.self, GRU.self,
    Conv1D.self, Conv2D.self, Conv1DTranspose.self, Conv2DTranspose.self, DepthwiseConv1D.self,
    DepthwiseConv2D.self, SeparableConv1D.self, SeparableConv2D.self,
    MaxPooling1D.self, MaxPooling2D.self, AveragePooling1D.self, AveragePooling2D.self,
    GlobalAveragePooling1D.self, GlobalAveragePooling2D.self, GlobalMaxPooling1D.self,
    GlobalMaxPooling2D.self, UpSampling1D.self, UpSampling2D.self, ZeroPadding1D.self,
    ZeroPadding2D.self, Cropping1D.self, Cropping2D.self,
  ]

  /// The layer of this word; `nil` where there is none, as for activations.
  package static func named(_ name: String) -> (any Layer.Type)? {
    all.first { $0.signature.name == name }
  }

  /// Every word that may begin a line of a model.
  package static var words: [String] {
    all.map { $0.signature.name } + Activations.all.map { $0.signature.name }
      + Structures.all.map(\.name).filter { $0 != "path" }
  }
}
