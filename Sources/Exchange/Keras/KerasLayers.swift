import Catalog
import Learning

/// Keras's layers and the words here: one row for each class, from which programs and files are read and files written.
///
/// The words have Keras's names and defaults, so that a row is the order of a constructor's arguments and the names
/// under which a layer keeps its weights.
package enum KerasLayers {
  /// The row of a class of Keras, by its name or one of its other names; `nil` where it has no counterpart.
  package static func row(of className: String) -> KerasRow? {
    let name = synonyms[className] ?? className
    return rows.first { $0.className == name }
  }

  /// The row of a word of this language; `nil` where Keras has no such layer.
  package static func row(ofWord word: String) -> KerasRow? { rows.first { $0.word == word } }

  /// Words that come near a class without a counterpart; may be empty.
  package static func near(_ className: String) -> [String] {
    if let known = neighbours[className] { return known }
    return DidYouMean.closest(to: className, among: rows.map(\.className)).compactMap {
      row(of: $0)?.word
    }
  }

  /// The layer with each argument under its name.
  ///
  /// Throws for an argument that the class does not have, and for one too many.
  package static func named(_ layer: KerasLayer) throws(KerasError) -> KerasLayer {
    guard let row = row(of: layer.className) else {
      throw .layer(className: layer.className, near: near(layer.className))
    }
    return try named(layer, order: row.order)
  }

  static func named(_ layer: KerasLayer, order: [String]) throws(KerasError) -> KerasLayer {
    var named = layer
    for index in named.arguments.indices where named.arguments[index].name == nil {
      guard index < order.count else {
        throw .unknownArgument(
          className: layer.className, argument: named.arguments[index].value.described)
      }
      named.arguments[index].name = order[index]
    }
    return named
  }

  private static let synonyms = [
    "Convolution1D": "Conv1D", "Convolution2D": "Conv2D",
    "Convolution2DTranspose": "Conv2DTranspose",
    "Deconvolution2D": "Conv2DTranspose", "SeparableConvolution2D": "SeparableConv2D",
    "DepthwiseConvolution2D": "DepthwiseConv2D", "MaxPool1D": "MaxPooling1D",
    "MaxPool2D": "MaxPooling2D", "AvgPool1D": "AveragePooling1D", "AvgPool2D": "AveragePooling2D",
    "GlobalAvgPool1D": "GlobalAveragePooling1D", "GlobalAvgPool2D": "GlobalAveragePooling2D",
    "GlobalMaxPool1D": "GlobalMaxPooling1D", "GlobalMaxPool2D": "GlobalMaxPooling2D",
  ]

  private static let neighbours: [String: [String]] = [
    "PReLU": ["leaky_relu"], "ThresholdedReLU": ["relu"], "SpatialDropout1D": ["dropout"],
    "SpatialDropout2D": ["dropout"], "AlphaDropout": ["dropout"], "GaussianDropout": ["dropout"],
    "Masking": ["embedding"], "Attention": ["multi_head_attention"],
    "AdditiveAttention": ["multi_head_attention"], "GroupQueryAttention": ["multi_head_attention"],
    "GroupedQueryAttention": ["multi_head_attention"], "Conv3D": ["conv2d"],
    "Conv1DTranspose": ["conv2d_transpose"], "SeparableConv1D": ["separable_conv2d"],
    "DepthwiseConv1D": ["depthwise_conv2d"], "ConvLSTM2D": ["lstm"],
    "RNN": ["simple_rnn", "lstm", "gru"],
    "EinsumDense": ["dense"], "UnitNormalization": ["rms_normalization"],
    "SpectralNormalization": ["layer_normalization"], "ZeroPadding1D": ["zero_padding2d"],
    "UpSampling1D": ["up_sampling2d"], "Cropping2D": [], "Subtract": ["add"], "Maximum": ["add"],
    "Minimum": ["add"], "Dot": ["multiply"], "Lambda": [],
  ]
}
