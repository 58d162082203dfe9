extension Concepts {
  /// What is done about trainings that do not go as they should.
  static let optimizing: [Concept] = [
    Concept(
      "optimizer", ["optimiser"],
      "The rule that makes a step of a gradient. `adam` gives every weight a step of its own size and is the default; `sgd` is the plain "
        + "rule.",
      try: "r = train (model 2 { dense 1 }), generated(moons), epochs=1, optimizer=sgd(0.1)",
      see: ["adam", "sgd", "momentum"]),
    Concept(
      "momentum", ["velocity"],
      "Each step keeps a part of the one before, like a ball that rolls: noise cancels, long slopes are run down faster.",
      try:
        "r = train (model 2 { dense 1 }), generated(moons), epochs=1, optimizer=sgd(0.1, momentum=0.9)",
      see: ["sgd", "optimizer"]),
    Concept(
      "schedule", ["learning rate schedule", "warmup", "decay", "annealing"],
      "A learning rate that changes as the training goes on: mostly large at first and small at the end, sometimes rising for some steps "
        + "before.",
      try:
        "r = train (model 2 { dense 1 }), generated(moons), epochs=2, optimizer=adam(cosine_decay(0.01, 100))",
      see: ["learning rate", "cosine_decay"]),
    Concept(
      "convergence", ["converge", "converged"],
      "The loss falls no more, or hardly: the weights stand in a valley. That says nothing about rows that were not trained on.",
      try:
        "r = train (model 2 { dense 1, activation=sigmoid }), generated(moons), epochs=30; plot r",
      see: ["loss curve", "generalization"]),
    Concept(
      "divergence", ["diverge", "diverges", "unstable"],
      "The loss rises instead of falling, at last to NaN: each step is longer than the valley is wide. A smaller learning rate is the "
        + "first thing to try.",
      try: "w = 0; repeat 8 { w = w - 1.1 * grad(w -> (w - 3)^2)(w) }; w",
      see: ["learning rate", "NaN", "exploding gradient"]),
    Concept(
      "local minimum", ["saddle point", "plateau"],
      "A place from which every direction rises, though a deeper one lies elsewhere. In nets of many weights flat saddles are more "
        + "frequent, and the noise of batches leads out of them.",
      try: "plot w -> w^4 - 2*w^2 + 0.3*w, -2..2", see: ["gradient descent", "momentum"]),
    Concept(
      "regularization", ["regularisation"],
      "Whatever keeps a net from learning by heart: dropout, weight decay, early stopping, augmentation, fewer weights. It costs a "
        + "little on the training part and shall gain on others.",
      try: "model 2 { dense 64, activation=relu; dropout 0.3; dense 1, activation=sigmoid }",
      see: ["overfitting", "dropout", "weight decay"]),
    Concept(
      "weight decay", ["L2 regularization", "L1 regularization", "ridge"],
      "Draws all weights a little towards 0 at each step, so that only those stay large that help. l2 adds their squares to the loss, "
        + "adamw takes a part away directly.",
      try:
        "r = train (model 2 { dense 1 }), generated(moons), epochs=1, optimizer=adamw(0.01, weight_decay=0.01)",
      see: ["regularization", "adamw"]),
    Concept(
      "early stopping", ["patience"],
      "Ends the training when validation has not improved for so many epochs, and takes back the best weights. Nobody has to guess the "
        + "number of epochs.",
      try:
        "r = train (model 2 { dense 8, activation=relu; dense 1, activation=sigmoid }), generated(moons), epochs=100, validation_split=0.2, early_stopping=5",
      see: ["overfitting", "validation"]),
    Concept(
      "fine-tuning", ["transfer learning", "pretrained"],
      "A model that has learnt from much is trained on with little of one's own, with small steps. Early layers are often frozen.",
      try:
        "m = model 2 { h: dense 8, activation=relu; dense 1, activation=sigmoid }; train m, generated(moons), epochs=2; train m, generated(moons), epochs=2, freeze=[h]",
      see: ["freezing", "adapter"]),
    Concept(
      "freezing", ["freeze", "frozen", "trainable"],
      "Layers that are frozen keep their weights while the others learn. It is cheaper, and what they have learnt from much is not lost "
        + "over little.",
      try:
        "m = model 2 { h: dense 8, activation=relu; dense 1, activation=sigmoid }; train m, generated(moons), epochs=2, freeze=[h]",
      see: ["fine-tuning"]),
    Concept(
      "hyperparameter", ["hyperparameters", "tuning"],
      "What is chosen before training and not learnt: layers, learning rate, batch size. A sweep tries several, judged by validation.",
      try:
        "s = sweep h in [2, 8, 32] { train (model 2 { dense h, activation=tanh; dense 1, activation=sigmoid }), generated(moons), epochs=5 }",
      see: ["sweep", "validation", "learning rate"]),
  ]
}
