extension Concepts {
  /// Nets that read one thing after another.
  static let sequences: [Concept] = [
    Concept(
      "token", ["tokens", "tokenization", "tokenizer"],
      "A piece of text that has one number: a letter, a part of a word, a word. Prices and contexts of language models count in them.",
      try: "model [16] { embedding 64, 8; gru 16; dense 64, activation=softmax }",
      see: ["embedding", "language model"]),
    Concept(
      "embedding", ["word vector"],
      "A table with a short vector for each token or class, learnt like any weight. Things that are used alike come to lie near "
        + "each other.",
      try: "model [8] { embedding 100, 4; flatten; dense 1 }", see: ["token", "one-hot"]),
    Concept(
      "recurrent net", ["RNN", "recurrence", "recurrent neural network"],
      "Reads step by step and carries a state along, in which it keeps what came before. `lstm` and `gru` have gates that decide what "
        + "is kept and forgotten.",
      try: "model [20, 1] { lstm 8; dense 1 }", see: ["lstm", "gru", "hidden state"]),
    Concept(
      "hidden state", ["memory cell"],
      "The numbers that a recurrent net hands from step to step. All that it knows of what it has read stands there.",
      try: "model [20, 3] { gru 16, return_sequences=true; dense 1 }",
      see: ["recurrent net", "gru"]),
    Concept(
      "attention", ["self-attention"],
      "Each place asks all others how much they concern it, and takes a mean of what they say, weighted by that. It sees far places "
        + "as easily as near ones.",
      try: "model [10, 8] { multi_head_attention 2, 4; flatten; dense 1 }",
      see: ["query", "multi_head_attention", "transformer"]),
    Concept(
      "query", ["key", "query key value", "QKV"],
      "Attention makes three vectors of each place: what it looks for (query), what it offers (key), what it says (value). The product of "
        + "a query and a key tells how much the value counts.",
      try: "softmax([[2, 0], [0, 1]] @ [[1, 0], [0, 1]])", see: ["attention", "softmax"]),
    Concept(
      "transformer", ["GPT", "BERT"],
      "Blocks of attention and dense layers with residual connections, one upon the other. GPT reads left to right and writes on, BERT "
        + "sees both sides and fills gaps.",
      try:
        "model [16] { embedding 64, 8; position_embedding; residual { layer_normalization; multi_head_attention 2, 4, use_causal_mask=true }; dense 64 }",
      see: ["attention", "language model", "residual connection"]),
    Concept(
      "language model", ["LLM"],
      "Gives for each token the probability that it comes next; written on token by token it makes text. It knows which words follow "
        + "others, not whether they are true.",
      try: "?llm", see: ["token", "generate", "temperature"]),
    Concept(
      "temperature", ["sampling"],
      "Divides the logits before a token is drawn: below 1 the likely ones are chosen nearly always, above 1 unlikely ones more often.",
      try: "softmax([2, 1, 0] / 0.5)", see: ["generate", "logit"]),
    Concept(
      "mask", ["masking", "causal mask"],
      "Says which places do not count: filled-up ends of short texts, or, for a model that writes, everything to the right.",
      try: "model [10, 8] { multi_head_attention 2, 4, use_causal_mask=true; flatten; dense 1 }",
      see: ["padding", "attention"]),
    Concept(
      "time series", ["forecast", "forecasting"],
      "Rows in the order of time, of which later ones are to be told from earlier ones. They are split by time, never shuffled: else the "
        + "future would be in the training part.",
      try: "model [24, 1] { lstm 8; dense 1 }", see: ["window", "leakage"]),
    Concept(
      "window", ["sliding window", "lookback", "lag"],
      "So many rows one behind the other as one sample, and the row that follows as its target. It moves by one row at a time.",
      try: "?windows", see: ["time series"]),
  ]
}
