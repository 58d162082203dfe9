/// The nets of the benchmarks and of the example programs, each as lines that give `m`.
///
/// Whatever takes models to other programs and back is tried with them.
package enum ExampleNets {
  /// By what they are known.
  package static let all: [(name: String, program: String)] = [
    ("A", "m = model 784 { dense 256, activation=relu; dense 1, activation=sigmoid }"),
    (
      "B",
      "m = model 784 { dense 512, activation=relu; dense 512, activation=relu; dense 10, activation=softmax }"
    ),
    (
      "C",
      """
      m = model [28, 28, 1] { conv2d 32, 3, activation=relu; conv2d 64, 3, activation=relu; max_pooling2d 2
      flatten; dense 128, activation=relu; dense 10 }
      """
    ),
    (
      "D",
      """
      m = model [64] { embedding 65, 128; position_embedding
      repeat 4 {
        residual { layer_normalization center=false, epsilon=1e-5; multi_head_attention 4, 32, use_causal_mask=true, use_bias=false }
        residual { layer_normalization center=false, epsilon=1e-5; dense 512, activation=gelu, use_bias=false; dense 128, use_bias=false }
      }
      layer_normalization center=false, epsilon=1e-5; dense 65, use_bias=false }
      """
    ),
    ("E", "m = model [64] { embedding 65, 65; lstm 128, return_sequences=true; dense 65 }"),
    (
      "F",
      "m = model 2 { dense 8, activation=tanh; dense 8, activation=tanh; dense 1, activation=tanh }"
    ),
    (
      "GPT",
      """
      fn gpt_block(d, heads) = block {
        residual { layer_normalization; multi_head_attention heads, d/heads, use_causal_mask=true }
        residual { layer_normalization; dense 4*d, activation=gelu; dense d }
      }
      m = model [32] { embedding 40, 32; position_embedding; repeat 2 { gpt_block 32, 4 }; layer_normalization; dense 40 }
      """
    ),
    (
      "BERT",
      """
      fn layer(d, heads) = block {
        residual { multi_head_attention heads, d/heads }
        layer_normalization
        residual { dense 4*d, activation=gelu; dense d }
        layer_normalization
      }
      encoder = model [24] { embedding 40, 32; position_embedding; repeat 2 { layer 32, 4 } }
      m = model [24] { encoder; dense 40, activation=softmax }
      """
    ),
    (
      "BERT's classifier",
      """
      encoder = model [24] { embedding 40, 32; position_embedding
      residual { multi_head_attention 4, 8 }; layer_normalization }
      m = model [24] { encoder; global_average_pooling1d; dense 1, activation=sigmoid }
      """
    ),
    (
      "translation",
      """
      fn ffn(d) = block { residual { layer_normalization; dense 4*d, activation=relu; dense d } }
      m = model source=[16], target=[32] {
        from source
        embedding 20, 32; position_embedding
        repeat 2 { residual { layer_normalization; multi_head_attention 4, 8 }; ffn 32 }
        memory: layer_normalization
        from target
        embedding 30, 32; position_embedding
        repeat 2 {
          residual { layer_normalization; multi_head_attention 4, 8, use_causal_mask=true }
          residual { layer_normalization; multi_head_attention 4, 8, value=memory }
          ffn 32
        }
        layer_normalization
        dense 30
      }
      """
    ),
    (
      "CNN",
      """
      fn res(f) = block {
        residual {
          conv2d f, 3, padding=same; batch_normalization; activation relu
          conv2d f, 3, padding=same; batch_normalization
        }
        activation relu
      }
      m = model [28, 28, 1] {
        conv2d 8, 3, activation=relu
        max_pooling2d 2
        repeat 2 { res 8 }
        concatenate {
          path { conv2d 4, 1, activation=relu }
          path { conv2d 4, 3, padding=same, activation=relu }
          path { }
        }
        global_average_pooling2d
        dense 10, activation=softmax
      }
      """
    ),
  ]
}
