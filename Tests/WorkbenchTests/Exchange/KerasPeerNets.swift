/// Models that go to Keras and are computed there.
enum KerasPeerNets {
  /// Nets that put words together, beside the example of each word.
  static let all = [
    "m = model 4 { dense 6, activation=leaky_relu; dense 6, activation=elu(0.5); dense 2, activation=gelu(true) }",
    "m = model [7, 4] { bidirectional merge_mode=sum { lstm 5, return_sequences=true }; gru 6, reset_after=false; dense 2 }",
    "m = model [7, 4] { lstm 3, go_backwards=true, return_sequences=true; lstm 3, activation=relu }",
    "m = model [10] { embedding 50, 8, mask_zero=true; bidirectional { gru 6 }; dense 1, activation=sigmoid }",
    "m = model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
    "m = model [6, 4] { time_distributed { dense 3, activation=relu; batch_normalization; dense 2 }; sinusoidal_positions }",
    "set dtype=float64; m = model [6, 3] { conv1d 4, 3, activation=gelu; lstm 4; batch_normalization; dense 2 }",
    "half = model 4 { dense 4, activation=tanh }; m = model 4 { half; half; dense 2 }",
    "m = model 8 { lora rank=2 { dense 8; dense 4 }; dense 2, lora_rank=1 }",
    "m = model 3 { dense 4, kernel_regularizer=l1_l2(0.01, 0.02), kernel_initializer=variance_scaling(2, fan_avg); dense 1 }",
    "m = model 4 { multiply { path { dense 3; dense 3 }; path { dense 3 }; path { relu; dense 3; dense 3 } }; dense 2 }",
    "m = model 4 { normalization mean=[1, 2, 3, 4], variance=[1, 1, 2, 2]; normalization axis=none; dense 1 }",
    "m = model [4, 3] { normalization axis=[1, 2]; normalization axis=[1]; flatten; dense 1 }",
    "m = model [6, 4] { lstm 4, return_sequences=true; memory: conv1d 4, 2; from lstm; attention value=memory, use_scale=true; additive_attention; flatten; dense 1 }",
    "m = model [6, 4] { attention score_mode=concat, use_scale=true, use_causal_mask=true; flatten; dense 1 }",
    "m = model [9, 4] { masking 0.5; lstm 4, return_sequences=true; attention; prelu shared_axes=[1]; global_average_pooling1d; dense 1 }",
    "m = model [9, 8, 3] { zero_padding2d [[1, 0], [1, 0]]; cropping2d [[0, 1], [2, 0]]; prelu shared_axes=[1, 2]; flatten; prelu; dense 1 }",
    "m = model [9, 3] { zero_padding1d [1, 0]; conv1d_transpose 4, 4, strides=3, padding=same; cropping1d [0, 2]; up_sampling1d 3; depthwise_conv1d 3, depth_multiplier=2, strides=2; separable_conv1d 5, 3, padding=same, activation=tanh; flatten; dense 1 }",
    "m = model 6 { prelu alpha_initializer=constant(0.2), alpha_regularizer=l2(0.01); dense 2 }",
    "m = model 4 { dense 3, activation=x -> clip(x, 0, 6); activation x -> x^3 / (1 + abs(x)); dense 2, activation=x -> -softplus(-x) }",
    "m = model [4, 3] { activation x -> exp(x - max(x, axis=1, keepdims=true)); activation x -> x / sum(x, axis=1, keepdims=true) * [1, 2, 3]; activation x -> x[:, 1:3]; flatten; dense 2 }",
    "m = model 4 { a: dense 3; combine ((a, b) -> a - b) { path { }; path { dense 3 } }; combine ((a, b) -> maximum(a, b) * 2) { path { }; path { from a } }; combine ((a, b) -> minimum(a, b)) { path { }; path { dense 3 } } }",
    "m = model [4, 6, 3] { combine ((a, b) -> a * b) { path { }; path { global_average_pooling2d keepdims=true; conv2d 3, 1, activation=sigmoid } }; conv2d 2, 3 }",
    "fn gate(x) = where(x > 0, x, 0.1 * x) + erf(x); m = model 3 { dense 4, activation=gate; normalization axis=none, mean=[0.3], variance=[2] }",
    "m = model [5] { embedding 9, 4, mask_zero=true; concatenate axis=1 { path { dense 4 }; path { } }; lstm 3 }",
    "m = model [6] { embedding 9, 4, mask_zero=true; softmax; dense 3; lstm 4, return_sequences=true; global_average_pooling1d }",
    "set compat=pytorch; m = model 4 { dense 3; batch_normalization; rms_normalization; layer_normalization; dense 2 }",
  ]
}
