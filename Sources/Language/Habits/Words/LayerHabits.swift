/// Layers that Keras and PyTorch have and this language has not, with what does their work here.
package enum LayerHabits {
  /// A hint for the word of a layer that nobody knows; its arguments stand in `rest` as written.
  package static func hint(for word: String, _ rest: String) -> String? {
    if let line = LayerTranslation.bare(word) {
      return "write `\(rest.isEmpty ? line : "\(line) \(rest)")`"
    }
    let folded = PythonText.snakeCase(word).filter { $0 != "_" }
    return lines[folded].map { "write `\($0)`" } ?? remarks[folded]
  }

  /// Lines that do the same.
  private static let lines: [String: String] = [
    "attention": "multi_head_attention 1, 8", "additiveattention": "multi_head_attention 1, 8",
    "groupqueryattention": "multi_head_attention 4, 8", "rmsnorm": "rms_normalization",
    "instancenormalization": "group_normalization groups=-1",
    "instancenorm2d": "group_normalization groups=-1", "prelu": "leaky_relu",
    "spatialdropout1d": "dropout 0.2", "spatialdropout2d": "dropout 0.2",
    "gaussiandropout": "dropout 0.2", "alphadropout": "dropout 0.2", "hardtanh": "activation tanh",
    "globalaveragepool2d": "global_average_pooling2d", "globalavgpool": "global_average_pooling2d",
    "globalavgpool2d": "global_average_pooling2d", "maxpool2d": "max_pooling2d",
    "avgpool2d": "average_pooling2d", "maxpool1d": "max_pooling1d",
    "positionalencoding": "sinusoidal_positions",
    "positionalembedding": "position_embedding",
    "upsample": "up_sampling2d 2", "convtranspose2d": "conv2d_transpose 8, 3",
  ]

  private static let remarks: [String: String] = [
    "identity": "leave it out: a line that changes nothing needs no layer",
    "input": "leave it out: the size of a sample stands behind `model`, as in `model 784 { … }`",
    "inputlayer":
      "leave it out: the size of a sample stands behind `model`, as in `model 784 { … }`",
    "masking": "write `mask_zero=true` behind `embedding`: later layers leave out what it hides",
    "lambda": "write `activation x -> x^2`, or a function: `fn half(x) = x / 2`",
    "zeropadding1d": "write `padding=same` behind `conv1d`: it pads both ends",
    "cropping1d": "cut the data: `table(d.x[:, 1:], d.y)`",
    "cropping2d": "cut the data: `table(d.x[:, 2:-2, 2:-2], d.y)`",
    "centercrop": "cut the data: `table(d.x[:, 2:-2, 2:-2], d.y)`",
    "resizing": "make pictures smaller with `average_pooling2d 2`, larger with `up_sampling2d 2`",
    "randomflip": "pictures are varied by a step of data: `augment flip=horizontal`",
    "randomrotation": "pictures are varied by a step of data: `augment rotate=10`",
    "randomzoom": "pictures are varied by a step of data: `augment zoom=0.1`",
    "randomtranslation": "pictures are varied by a step of data: `augment shift=2`",
    "randomcrop": "pictures are varied by a step of data: `augment shift=2`",
    "textvectorization": "texts are cut by a step of data: `words 8`",
    "stringlookup": "categories of a table become numbers when it is read: `data csv(…)`",
    "categoryencoding": "classes become rows by a step of data: `one_hot`",
    "activityregularization": "write `kernel_regularizer=l2(0.01)` behind a layer",
    "spectralnormalization": "write `kernel_regularizer=l2(0.01)` behind a layer",
    "unitnormalization": "write `rms_normalization`: it divides by the root mean square",
    "timedistributed": "leave it out: `dense` works on each step of a sequence by itself",
    "convlstm2d": "pictures and sequences are not mixed: flatten each picture, then `lstm 32`",
    "conv3d": volumes, "conv3dtranspose": volumes, "maxpooling3d": volumes,
    "averagepooling3d": volumes, "zeropadding3d": volumes, "cropping3d": volumes,
    "upsampling3d": volumes, "globalaveragepooling3d": volumes, "globalmaxpooling3d": volumes,
    "conv1dtranspose":
      "write `reshape [8, 1, 1]` and `conv2d_transpose` on pictures one pixel wide",
    "upsampling1d": "write `reshape [8, 1, 1]` and `up_sampling2d [2, 1]`",
    "separableconv1d": "write `conv1d`: it has more weights and does the same",
    "depthwiseconv1d": "write `conv1d`: it has more weights and does the same",
  ]

  private static let volumes =
    "layers work on sequences and pictures; put the depth among the channels: `reshape [8, 8, 4]`"
}
