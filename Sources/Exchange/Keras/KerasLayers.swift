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
    "Convolution1DTranspose": "Conv1DTranspose", "Convolution2DTranspose": "Conv2DTranspose",
    "Deconvolution2D": "Conv2DTranspose", "SeparableConvolution1D": "SeparableConv1D",
    "SeparableConvolution2D": "SeparableConv2D",
    "DepthwiseConvolution1D": "DepthwiseConv1D", "DepthwiseConvolution2D": "DepthwiseConv2D",
    "MaxPool1D": "MaxPooling1D",
    "MaxPool2D": "MaxPooling2D", "AvgPool1D": "AveragePooling1D", "AvgPool2D": "AveragePooling2D",
    "GlobalAvgPool1D": "GlobalAveragePooling1D", "GlobalAvgPool2D": "GlobalAveragePooling2D",
    "GlobalMaxPool1D": "GlobalMaxPooling1D", "GlobalMaxPool2D": "GlobalMaxPooling2D",
  ]

  private static let neighbours: [String: [String]] = [
    "ThresholdedReLU": ["relu"], "SpatialDropout3D": ["dropout"],
    "GroupQueryAttention": ["multi_head_attention"],
    "GroupedQueryAttention": ["multi_head_attention"], "Conv3D": ["conv2d"],
    "ConvLSTM2D": ["lstm"], "RNN": ["simple_rnn", "lstm", "gru"], "EinsumDense": ["dense"],
    "SpectralNormalization": ["layer_normalization"], "Lambda": [],
  ]
}
