/// The words that the language keeps for itself, built or not.
///
/// A word that stands here but not in the catalogue answers "not available in this version" and is
/// never suggested.
package enum ReservedWords {
  /// Cannot be rebound.
  package static let verbs = [
    "train", "resume", "stop", "copy", "step", "evaluate", "predict", "generate", "plot", "summary",
    "describe", "explain", "audit", "sweep", "cross_validate", "compare", "cost", "quantize",
    "prune", "distill", "merge", "resize",
    "save", "load",
    "export", "import", "serve", "rollback", "seed", "set", "check", "trace", "print",
  ]

  /// Functions that may stand before their arguments without brackets, as verbs do: `head d`. They stay
  /// names that a user may give to layers and values of his own.
  package static let spoken: Set = ["head"]

  /// Built-in functions and constants.
  package static let functions = words(
    """
    abs exp log sqrt sin cos sign floor round min max where clip sigmoid relu tanh softmax
    log_softmax softplus gelu silu elu leaky_relu sum mean var std prod cumsum argmax argmin sort
    topk any all norm dot diag logsumexp reshape transpose concat stack pad range linspace zeros
    ones eye normal uniform one_hot shuffle len shape grad value_and_grad jacobian stop_gradient
    confusion device table csv generated text images audio head pi inf nan mod maximum minimum
    """)

  /// Words of lines in `model` and `block`.
  package static let layers = words(
    """
    dense activation relu leaky_relu elu softmax dropout gaussian_noise flatten reshape permute
    repeat_vector conv1d conv2d conv2d_transpose depthwise_conv2d separable_conv2d max_pooling1d
    max_pooling2d average_pooling1d average_pooling2d global_average_pooling1d
    global_average_pooling2d global_max_pooling1d global_max_pooling2d up_sampling2d
    zero_padding2d batch_normalization layer_normalization group_normalization rms_normalization
    embedding position_embedding simple_rnn lstm gru bidirectional time_distributed
    multi_head_attention lora add multiply concatenate average residual path from repeat
    """)

  /// Words of lines in `data`.
  package static let steps = words(
    """
    drop drop_missing drop_duplicates impute clip one_hot ordinal standardize min_max rescale
    reshape flatten relabel target take shuffle split balance augment views chars words tokens mask
    mel stft lag difference bpe clean
    """)

  /// Words that stand behind `data`.
  package static let sources = words("mnist digits csv images text audio table generated")

  /// Words that stand for a choice: activations, losses, metrics, optimizers and the like.
  package static let choices = words(
    """
    mean_squared_error mean_absolute_error binary_crossentropy categorical_crossentropy
    sparse_categorical_crossentropy huber kl_divergence hinge accuracy precision recall f1_score
    fbeta auc average_precision brier perplexity bleu iou top_k_accuracy mcc cohen_kappa sgd adam
    adamw nadam adamax rmsprop adagrad adadelta lion lbfgs exponential_decay cosine_decay
    polynomial_decay inverse_time_decay piecewise one_cycle noam reduce_on_plateau zeros ones
    constant random_normal random_uniform truncated_normal glorot_uniform glorot_normal he_uniform
    he_normal lecun_uniform lecun_normal orthogonal identity l1 l2 l1_l2 dp hard_sigmoid selu mish
    softsign exponential
    gaussian_ring correlated_gaussians number_names integrated_gradients balanced
    """)

  /// Arguments that a later version understands.
  package static let arguments: [String: Set<String>] = [
    "train": words("class_weight until workers privacy freeze validation_split early_stopping"),
    "sparse_categorical_crossentropy": words("ignore_class"),
    "generated": words("dim rho"),
    "plot": words("kind title log"),
    "evaluate": words("metrics"),
  ]

  private static let verbSet = Set(verbs)

  static func isVerb(_ word: String) -> Bool { verbSet.contains(word) }

  static func isKeyword(_ word: String) -> Bool { Keyword(rawValue: word) != nil }

  /// Whether a word can be no name of a layer: a verb, or one that the grammar needs.
  package static func isKept(_ word: String) -> Bool { isVerb(word) || isKeyword(word) }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
