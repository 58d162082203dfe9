import Language

extension ErrorPages {
  /// Weights of samples, and trainings that hide or divide them.
  static let samples = [
    page(
      "E0542", "weights of samples are no weights",
      "They are numbers, 0 or more, finite, one for each sample, and not all 0: a weight of 2 counts like two rows.",
      "data csv(\"signed.csv\") { weight \"a\" }", "data csv(\"numbers.csv\") { weight \"a\" }"),
    page(
      "E0543", "a loss has no value for each sample",
      "A weight multiplies the loss of its sample. A function that gives one number for all of them has no place for it.",
      "train model 1 { dense 1 }, table([1, 2], [3, 4]), loss=(y, p) -> mean((y - p)^2), sample_weight=[1, 2]",
      "train model 1 { dense 1 }, table([1, 2], [3, 4]), sample_weight=[1, 2]"),
    page(
      "E0544", "samples cannot be hidden among others",
      "A private step cuts the gradient of each sample. Where a sample's output stands on the others of its batch, "
        + "as with batch normalization, there is no gradient of it alone.",
      "train model 2 { dense 4; batch_normalization; dense 1, activation=sigmoid }, generated(gauss, 40), privacy=dp(noise=1.1)",
      "train model 2 { dense 4; layer_normalization; dense 1, activation=sigmoid }, generated(gauss, 40), privacy=dp(noise=1.1)"
    ),
    page(
      "E0545", "a private batch is larger than the data",
      "Steps that see a part of the samples, drawn by chance, spend less privacy than those that see all.",
      "train model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), batch_size=8, privacy=dp(noise=1)",
      "train model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), batch_size=2, privacy=dp(noise=1)"),
    page(
      "E0546", "there are no such clients",
      "Each client of a federated training has rows of its own: of a column that says whose each is, or dealt out evenly.",
      "train model 1 { dense 1 }, table([1, 2], [3, 4]), clients=3",
      "train model 1 { dense 1 }, table([1, 2], [3, 4]), clients=2"),
    page(
      "E0547", "intervals know no weights",
      "They come from resamples in which each sample may come up as often as any other.",
      "evaluate model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), sample_weight=[1, 2, 3], intervals=true",
      "evaluate model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), sample_weight=[1, 2, 3]"),
    page(
      "E0548", "a run goes on as another kind of run",
      "What was seen without noise cannot be hidden later, and what was spent cannot be forgotten; rounds are of the same clients.",
      "d = generated(gauss, 40)\nm = model 2 { dense 1, activation=sigmoid }\nr = train m, d, epochs=2\n"
        + "save r, \"r.safetensors\"\ns = resume \"r.safetensors\", m, d, epochs=1, privacy=dp(noise=1)",
      "d = generated(gauss, 40)\nm = model 2 { dense 1, activation=sigmoid }\n"
        + "r = train m, d, epochs=2, privacy=dp(noise=1)\ns = resume r, epochs=1"),
    page(
      "W0039", "delta is too large",
      "With the probability delta a sample may be given away as it is. From 1/samples on, one of them may be each time.",
      "train model 2 { dense 1, activation=sigmoid }, generated(gauss, 40), privacy=dp(noise=1.1, delta=0.1)",
      "train model 2 { dense 1, activation=sigmoid }, generated(gauss, 40), privacy=dp(noise=1.1)"),
  ]
}
