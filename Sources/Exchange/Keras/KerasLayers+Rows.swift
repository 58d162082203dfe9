extension KerasLayers {
  /// In the order of `Layers.all`, then what arranges layers.
  package static let rows: [KerasRow] =
    [
      KerasRow(
        "Dense", "dense",
        "units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer "
          + "activity_regularizer kernel_constraint bias_constraint lora_rank lora_alpha quantization_config",
        KerasWeight.dense),
      KerasRow("Activation", "activation", "activation"),
      KerasRow("Dropout", "dropout", "rate noise_shape seed"),
      KerasRow("GaussianNoise", "gaussian_noise", "stddev seed"),
      KerasRow("Flatten", "flatten", "data_format"),
      KerasRow("Reshape", "reshape", "target_shape"),
      KerasRow("Permute", "permute", "dims"),
      KerasRow("RepeatVector", "repeat_vector", "n"),
      KerasRow("Rescaling", "rescaling", "scale offset"),
      KerasRow(
        "Embedding", "embedding",
        "input_dim output_dim embeddings_initializer embeddings_regularizer embeddings_constraint mask_zero weights "
          + "lora_rank lora_alpha quantization_config",
        [KerasWeight("embeddings")]),
      KerasRow(
        "MultiHeadAttention", "multi_head_attention",
        "num_heads key_dim value_dim dropout use_bias output_shape attention_axes sliding_window flash_attention "
          + "kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer "
          + "kernel_constraint bias_constraint use_gate seed",
        KerasWeight.attention),
      KerasRow(
        "Attention", "attention", "use_scale score_mode dropout seed",
        [
          KerasWeight("scale", if: "scales"),
          KerasWeight("concat_score_weight", if: "concatenates"),
        ]),
      KerasRow(
        "AdditiveAttention", "additive_attention", "use_scale dropout seed",
        [KerasWeight("scale", if: "use_scale")]),
      KerasRow("Masking", "masking", "mask_value"),
      KerasRow("UpSampling1D", "up_sampling1d", "size"),
      KerasRow("UpSampling2D", "up_sampling2d", "size data_format interpolation"),
      KerasRow("ZeroPadding1D", "zero_padding1d", "padding data_format"),
      KerasRow("ZeroPadding2D", "zero_padding2d", "padding data_format"),
      KerasRow("Cropping1D", "cropping1d", "cropping"),
      KerasRow("Cropping2D", "cropping2d", "cropping data_format"),
      KerasRow(
        "PReLU", "prelu", "alpha_initializer alpha_regularizer alpha_constraint shared_axes",
        [KerasWeight("alpha")]),
      KerasRow("ReLU", "relu", "max_value negative_slope threshold"),
      KerasRow("LeakyReLU", "leaky_relu", "negative_slope"),
      KerasRow("ELU", "elu", "alpha"),
      KerasRow("Softmax", "softmax", "axis"),
      KerasRow("Identity", "linear", ""),
      KerasRow("Add", "add", ""), KerasRow("Multiply", "multiply", ""),
      KerasRow("Average", "average", ""), KerasRow("Concatenate", "concatenate", "axis"),
      KerasRow("TimeDistributed", "time_distributed", "layer"),
      KerasRow("Bidirectional", "bidirectional", "layer merge_mode weights backward_layer"),
    ] + normalizations + convolutions + pools + recurrent

  private static let affineOrder =
    "epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer "
    + "beta_constraint gamma_constraint"

  private static let normalizations = [
    KerasRow(
      "BatchNormalization", "batch_normalization",
      "axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer "
        + "moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint "
        + "renorm renorm_clipping renorm_momentum synchronized",
      KerasWeight.affine + [KerasWeight("moving_mean"), KerasWeight("moving_variance")]),
    KerasRow(
      "LayerNormalization", "layer_normalization", "axis " + affineOrder, KerasWeight.affine),
    KerasRow(
      "GroupNormalization", "group_normalization", "groups axis " + affineOrder,
      KerasWeight.affine),
    KerasRow("RMSNormalization", "rms_normalization", "axis epsilon", [KerasWeight("scale")]),
    KerasRow(
      "Normalization", "normalization", "axis mean variance invert",
      ["mean", "variance", "count"].map { KerasWeight($0, if: "learns") }),
  ]

  private static let plainEnd =
    "activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer "
    + "activity_regularizer kernel_constraint bias_constraint"

  private static let transposedOrder =
    "filters kernel_size strides padding output_padding data_format dilation_rate " + plainEnd
  private static let depthwiseOrder =
    "kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias "
    + "depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer activity_regularizer "
    + "depthwise_constraint bias_constraint"
  private static let separableOrder =
    "filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias "
    + "depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer "
    + "pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint "
    + "bias_constraint"
  private static let separableWeights = [
    KerasWeight("depthwise_kernel"), KerasWeight("pointwise_kernel"), KerasWeight.bias,
  ]

  private static let convolutions = [
    KerasRow(
      "Conv1D", "conv1d",
      "filters kernel_size strides padding data_format dilation_rate groups " + plainEnd,
      KerasWeight.dense),
    KerasRow(
      "Conv2D", "conv2d",
      "filters kernel_size strides padding data_format dilation_rate groups " + plainEnd,
      KerasWeight.dense),
    KerasRow("Conv1DTranspose", "conv1d_transpose", transposedOrder, KerasWeight.dense),
    KerasRow("Conv2DTranspose", "conv2d_transpose", transposedOrder, KerasWeight.dense),
    KerasRow("DepthwiseConv1D", "depthwise_conv1d", depthwiseOrder, KerasWeight.dense),
    KerasRow("DepthwiseConv2D", "depthwise_conv2d", depthwiseOrder, KerasWeight.dense),
    KerasRow("SeparableConv1D", "separable_conv1d", separableOrder, separableWeights),
    KerasRow("SeparableConv2D", "separable_conv2d", separableOrder, separableWeights),
  ]

  private static let pools =
    ["MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D"].map {
      KerasRow($0, snakeCased($0), "pool_size strides padding data_format")
    }
    + [
      "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D",
      "GlobalMaxPooling2D",
    ].map { KerasRow($0, snakeCased($0), "data_format keepdims") }

  private static let recurrentStart =
    "use_bias kernel_initializer recurrent_initializer bias_initializer "
  private static let recurrentMiddle =
    "kernel_regularizer recurrent_regularizer bias_regularizer activity_regularizer kernel_constraint "
    + "recurrent_constraint bias_constraint dropout recurrent_dropout "

  private static let recurrent = [
    KerasRow(
      "SimpleRNN", "simple_rnn",
      "units activation " + recurrentStart + recurrentMiddle
        + "return_sequences return_state go_backwards stateful unroll seed", KerasWeight.recurrent),
    KerasRow(
      "LSTM", "lstm",
      "units activation recurrent_activation " + recurrentStart + "unit_forget_bias "
        + recurrentMiddle
        + "seed return_sequences return_state go_backwards stateful unroll use_cudnn",
      KerasWeight.recurrent),
    KerasRow(
      "GRU", "gru",
      "units activation recurrent_activation " + recurrentStart + recurrentMiddle
        + "seed return_sequences return_state go_backwards stateful unroll reset_after use_cudnn",
      KerasWeight.recurrent),
  ]

  /// Words of attention: what they look at may be other lines.
  package static let attentions: Set<String> = [
    "multi_head_attention", "attention", "additive_attention",
  ]

  /// `Conv2DTranspose` as Keras makes names of it: `conv2d_transpose`.
  package static func snakeCased(_ name: String) -> String {
    let letters = Array(name)
    var text = ""
    for (index, letter) in letters.enumerated() {
      let before = index > 0 ? letters[index - 1] : nil
      let after = index + 1 < letters.count ? letters[index + 1] : nil
      if letter.isUppercase, let before, before != "_" {
        let beginsWord = after?.isLowercase == true
        if beginsWord || before.isLowercase { text += "_" }
      }
      text += letter.lowercased()
    }
    return text
  }
}
