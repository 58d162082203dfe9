extension Concepts {
  /// How nets learn.
  static let learning: [Concept] = [
    Concept(
      "training", ["learning", "fit", "fitting"],
      "Guess, measure the loss, find its slope, take a step down, and again. Weights change, data and layers do not.",
      try:
        "r = train (model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }), generated(moons), epochs=5",
      see: ["train", "loss", "epoch"]),
    Concept(
      "epoch", ["epochs"],
      "One pass over all training rows, in batches. After it the curves have one more point, and validation is measured.",
      try: "r = train (model 2 { dense 1 }), generated(moons), epochs=3",
      see: ["batch", "step", "early stopping"]),
    Concept(
      "batch", ["minibatch", "batch size"],
      "The rows of one step: their mean loss gives its slope. Small batches make many noisy steps, large ones few quiet ones; 32 is "
        + "the default.",
      try: "r = train (model 2 { dense 1 }), generated(moons), epochs=1, batch_size=50",
      see: ["step", "epoch"]),
    Concept(
      "step", ["iteration", "update"],
      "One batch forward and backward, and one change of all weights. An epoch has rows / batch size of them.",
      try: "r = train (model 2 { dense 1 }), generated(moons), epochs=1; len(r.loss)",
      see: ["batch", "gradient descent"]),
    Concept(
      "loss", ["loss function", "cost function", "objective", "error function"],
      "One number for how wrong the guesses are; training makes it smaller. It has to have a slope, which accuracy has not.",
      try: "mean_squared_error([3, 5], [2, 5])",
      see: ["mean squared error", "cross-entropy", "accuracy"]),
    Concept(
      "loss curve", ["learning curve"],
      "The loss over steps or epochs. Falling is learning, level is done or stuck, rising validation is overfitting, and a jump up is "
        + "too large a step.",
      try:
        "r = train (model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }), generated(moons), epochs=20; plot r",
      see: ["loss", "overfitting", "divergence"]),
    Concept(
      "mean squared error", ["MSE", "squared error", "L2 loss"],
      "The mean of (guess − right)²: large errors count far more than small ones. The loss for numbers.",
      try: "mean_squared_error([3, 5], [2, 7])", see: ["mean absolute error", "loss"]),
    Concept(
      "mean absolute error", ["MAE", "absolute error", "L1 loss"],
      "The mean of |guess − right|, in the unit of what is guessed. An outlier pulls it no more than its distance.",
      try: "mean_absolute_error([3, 5], [2, 7])", see: ["mean squared error", "huber"]),
    Concept(
      "cross-entropy", ["log loss", "logarithmic loss", "negative log-likelihood"],
      "Minus the logarithm of the probability that was given to the right class: 0 for certainty, and without bound for confident "
        + "mistakes. The loss for classes.",
      try: "-log([0.9, 0.5, 0.01])",
      see: ["categorical_crossentropy", "binary_crossentropy", "logit"]),
    Concept(
      "gradient", ["slope", "derivative"],
      "The slope of the loss for each weight: how much it would rise if that weight grew a little. Downhill is against it.",
      try: "grad(w -> (w - 3)^2)(1)", see: ["grad", "gradient descent", "backpropagation"]),
    Concept(
      "gradient descent", ["SGD", "stochastic gradient descent"],
      "The new weight is the old one minus learning rate times gradient, again and again. Stochastic means that each step sees one batch.",
      try: "w = 0; repeat 20 { w = w - 0.1 * grad(w -> (w - 3)^2)(w) }; w",
      see: ["sgd", "learning rate", "gradient"]),
    Concept(
      "learning rate", ["step size", "lr"],
      "How far each step goes along the slope. Too small learns for ever, too large jumps over the valley and diverges; try powers of "
        + "ten.",
      try:
        "s = sweep lr in [0.001, 0.01, 0.1] { train (model 2 { dense 1 }), generated(moons), epochs=3, optimizer=adam(lr) }",
      see: ["gradient descent", "divergence", "schedule"]),
    Concept(
      "backpropagation", ["backprop", "backward pass", "backward"],
      "The chain rule from the loss back through all layers: each hands on how its inputs should have been. It costs about twice the "
        + "forward pass, for any number of weights.",
      try: "grad(w -> tanh(2 * w)^2)(0.5)", see: ["chain rule", "gradient", "forward pass"]),
    Concept(
      "chain rule", [],
      "The slope of f(g(x)) is the slope of f at g(x) times the slope of g at x. Backpropagation is this rule, layer by layer.",
      try: "grad(x -> sin(x^2))(1); cos(1) * 2", see: ["backpropagation", "grad"]),
    Concept(
      "vanishing gradient", ["vanishing gradients"],
      "Slopes below 1 multiplied through many layers come to nothing, so that early layers hardly learn. relu, residual connections and "
        + "good first weights help.",
      try: "plot [grad(sigmoid), grad(relu)], -6..6",
      see: ["saturated", "residual connection", "exploding gradient"]),
    Concept(
      "exploding gradient", ["exploding gradients", "gradient clipping"],
      "Slopes above 1 multiplied through many layers grow without bound, and one step throws the weights away. Clipping bounds the "
        + "length of the gradient: `clipnorm=1`.",
      try:
        "r = train (model 2 { dense 1 }), generated(moons), epochs=1, optimizer=adam(0.01, clipnorm=1)",
      see: ["vanishing gradient", "divergence"]),
    Concept(
      "saturated", ["saturation", "dead unit", "dying relu"],
      "A unit whose inputs are so large that its activation is flat: its slope is nearly 0, and it no longer learns. A relu that is 0 for "
        + "all samples is dead for the same reason.",
      try: "grad(sigmoid)(8)", see: ["vanishing gradient", "activation function"]),
  ]
}
