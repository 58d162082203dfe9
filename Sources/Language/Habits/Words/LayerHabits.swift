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
    "groupqueryattention": "multi_head_attention 4, 8", "rmsnorm": "rms_normalization",
    "instancenormalization": "group_normalization groups=-1",
    "instancenorm2d": "group_normalization groups=-1",
    "spatialdropout1d": "dropout 0.2", "spatialdropout2d": "dropout 0.2",
    "gaussiandropout": "dropout 0.2", "alphadropout": "dropout 0.2", "hardtanh": "activation tanh",
    "globalaveragepool2d": "global_average_pooling2d", "globalavgpool": "global_average_pooling2d",
    "globalavgpool2d": "global_average_pooling2d", "maxpool2d": "max_pooling2d",
    "avgpool2d": "average_pooling2d", "maxpool1d": "max_pooling1d",
    "positionalencoding": "sinusoidal_positions",
    "positionalembedding": "position_embedding",
    "upsample": "up_sampling2d 2", "convtranspose2d": "conv2d_transpose 8, 3",
    "convtranspose1d": "conv1d_transpose 8, 3", "zeropad1d": "zero_padding1d",
    "zeropad2d": "zero_padding2d", "groupedqueryattention": "multi_head_attention 4, 8",
    "spatialdropout3d": "dropout 0.2", "thresholdedrelu": "activation x -> where(x > 1, x, 0)",
    "adaptiveaveragepooling1d": "global_average_pooling1d",
    "adaptiveaveragepooling2d": "global_average_pooling2d",
    "adaptivemaxpooling1d": "global_max_pooling1d", "adaptivemaxpooling2d": "global_max_pooling2d",
    "adaptiveavgpool2d": "global_average_pooling2d", "subtract": "combine (a, b) -> a - b",
    "maximum": "combine (a, b) -> maximum(a, b)", "minimum": "combine (a, b) -> minimum(a, b)",
    "dot": "combine (a, b) -> sum(a * b, axis=1, keepdims=true)",
    "reversibleembedding": "embedding 20, 4",
  ]

  private static let remarks: [String: String] = [
    "identity": "leave it out: a line that changes nothing needs no layer",
    "input": "leave it out: the size of a sample stands behind `model`, as in `model 784 { … }`",
    "inputlayer":
      "leave it out: the size of a sample stands behind `model`, as in `model 784 { … }`",
    "lambda": "write `activation x -> x^2`, or a function: `fn half(x) = x / 2`",
    "centercrop": "write `cropping2d 2`: so many rows and columns are cut off each side",
    "resizing": "make pictures smaller with `average_pooling2d 2`, larger with `up_sampling2d 2`",
    "randomflip": "pictures are varied by a step of data: `augment flip=horizontal`",
    "randomrotation":
      "pictures are varied by a step of data: `augment rotate=36`, in degrees (0.1 of a turn)",
    "randomzoom": "pictures are varied by a step of data: `augment zoom=0.1`",
    "randomtranslation": "pictures are varied by a step of data: `augment shift=2`",
    "randomcrop": "pictures are varied by a step of data: `augment shift=2`",
    "randombrightness": varied, "randomcontrast": varied, "randomshear": varied,
    "randomerasing": varied, "randomhue": varied,
    "randomsaturation": varied, "randomsharpness": varied, "randomperspective": varied,
    "randomposterization": varied, "randomgrayscale": varied, "randominvert": varied,
    "randomgaussianblur": varied, "randomelastictransform": varied, "randomcolorjitter": varied,
    "randomcolordegeneration": varied, "randaugment": varied, "augmix": varied, "mixup": varied,
    "cutmix": varied, "autocontrast": prepared, "equalization": prepared, "solarization": prepared,
    "contrastlimitedadaptivehistogramequalization": prepared,
    "maxnumboundingboxes": "boxes stand beside pictures: `data images(\"…\", boxes=\"…\")`",
    "textvectorization": "texts are cut by a step of data: `words 8`",
    "stringlookup": "words of a table become numbers by a step of data: `ordinal`, or `one_hot`",
    "integerlookup": "numbers that stand for something become rows by a step of data: `one_hot`",
    "categoryencoding": "classes become rows by a step of data: `one_hot`",
    "discretization": "numbers become the parts that they are in by a step of data: `bins 4`",
    "hashing": "words of a table become numbers by a step of data: `ordinal`, or `one_hot`",
    "hashedcrossing":
      "two columns become one by a step of data, `column both = …`, then `one_hot \"both\"`",
    "melspectrogram": "sounds become loudness in bands of pitch by steps of data: `stft; mel`",
    "stftspectrogram": "sounds become magnitudes of frequencies by a step of data: `stft`",
    "einsumdense": "write `dense 8`: it multiplies the last axis by a kernel",
    "rnn": "write the cell as a layer: `lstm 8`, `gru 8` or `simple_rnn 8`",
    "lstmcell": "write the cell as a layer: `lstm 8`",
    "grucell": "write the cell as a layer: `gru 8`",
    "simplernncell": "write the cell as a layer: `simple_rnn 8`",
    "stackedrnncells":
      "write each cell as a line: `lstm 8, return_sequences=true`, then `lstm 8`",
    "layer": ownClass, "wrapper": ownClass,
    "pipeline": "write its layers one line behind the other",
    "tfsmlayer": program, "jaxlayer": program, "flaxlayer": program, "torchmodulewrapper": program,
    "activityregularization": "write `kernel_regularizer=l2(0.01)` behind a layer",
    "spectralnormalization": "write `kernel_regularizer=l2(0.01)` behind a layer",
    "unitnormalization": "write `rms_normalization`: it divides by the root mean square",
    "timedistributed": "leave it out: `dense` works on each step of a sequence by itself",
    "convlstm1d": mixed, "convlstm2d": mixed, "convlstm3d": mixed,
    "conv3d": volumes, "conv3dtranspose": volumes, "maxpooling3d": volumes,
    "averagepooling3d": volumes, "zeropadding3d": volumes, "cropping3d": volumes,
    "upsampling3d": volumes, "globalaveragepooling3d": volumes, "globalmaxpooling3d": volumes,
    "convolution3d": volumes, "convolution3dtranspose": volumes, "maxpool3d": volumes,
    "avgpool3d": volumes, "globalavgpool3d": volumes, "globalmaxpool3d": volumes,
    "adaptiveaveragepooling3d": volumes, "adaptivemaxpooling3d": volumes,
  ]

  private static let varied =
    "pictures are varied by a step of data: `augment flip=horizontal, noise=0.1`"
  private static let prepared =
    "change the pictures before they are read; `rescale 1/255` scales them in nabla"
  private static let mixed =
    "pictures and sequences are not mixed: flatten each picture, `time_distributed { flatten }`, then `lstm 32`"
  private static let ownClass =
    "a class of one's own is a program: write its layers as lines of a model"
  private static let program =
    "it is a program of another library: export that model as ONNX, and `load \"m.onnx\"` it"

  private static let volumes =
    "layers work on sequences and pictures; put the depth among the channels: `reshape [8, 8, 4]`"
}
