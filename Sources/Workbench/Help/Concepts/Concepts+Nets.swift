extension Concepts {
  /// What nets are made of.
  static let nets: [Concept] = [
    Concept(
      "neural network", ["net", "network", "neural net"],
      "Layers one behind the other, each a weighted sum and a bend, which together make a function of its weights. Training "
        + "looks for weights that make it say what is wanted.",
      try: "model 2 { dense 8, activation=tanh; dense 1 }", see: ["neuron", "layer", "training"]),
    Concept(
      "neuron", ["unit", "node"],
      "Multiplies each input by a weight, adds them up with a bias, and bends the sum by an activation function. With two inputs it "
        + "draws a line: on one side it is on, on the other off.",
      try: "sigmoid(2*0.5 + 1*(-1) + 0.1)", see: ["weight", "bias", "activation function"]),
    Concept(
      "weight", ["weights"],
      "How much an input of a neuron counts, and in which direction. Weights are what training changes.",
      try: "m = model 3 { dense 2 }; m.dense.kernel", see: ["bias", "kernel", "parameter"]),
    Concept(
      "bias", ["biases", "intercept", "offset"],
      "What a neuron adds to its weighted sum: it moves the line away from the origin. In statistics and fairness the same word "
        + "means an error that always points one way; see `?audit`.",
      try: "m = model 3 { dense 2 }; m.dense.bias", see: ["weight", "neuron"]),
    Concept(
      "kernel", ["weight matrix"],
      "The weights of a layer as one tensor, [inputs × units] for `dense`. In a convolution it is the small window that slides over "
        + "the picture.",
      try: "m = model 3 { dense 2 }; shape(m.dense.kernel)", see: ["weight", "matrix", "filter"]),
    Concept(
      "parameter", ["parameters", "number of parameters"],
      "A number of a model that training may change: all weights and biases. In money and time they count as bytes to read for "
        + "every answer.",
      try: "model 784 { dense 10 }", see: ["weight", "cost", "MAC"]),
    Concept(
      "layer", ["layers"],
      "Neurons that all see the same inputs and together make the next inputs. Its outputs are as many numbers as it has units.",
      try: "model 4 { dense 8, activation=relu; dense 3 }",
      see: ["neuron", "hidden layer", "dense"]),
    Concept(
      "hidden layer", ["hidden"],
      "A layer between the inputs and the last one: nobody says what it should answer. It finds features of its own, and without one "
        + "a net can only draw straight lines.",
      try: "model 2 { hidden: dense 4, activation=tanh; dense 1 }",
      see: ["layer", "XOR", "activation function"]),
    Concept(
      "fully connected", ["dense layer", "linear layer", "feed-forward"],
      "Every unit sees every input: `dense`. It costs inputs × units weights.",
      try: "model 784 { dense 128, activation=relu; dense 10 }", see: ["dense", "layer"]),
    Concept(
      "activation function", ["activation", "activations", "non-linearity"],
      "The bend behind the weighted sum, such as `relu` or `tanh`. Without it many layers would be no more than one.",
      try: "plot [relu, tanh, sigmoid], -4..4", see: ["relu", "sigmoid", "saturated"]),
    Concept(
      "logit", ["logits", "log-odds"],
      "The number before the softmax or sigmoid, of any size and sign. Differences of logits are what probabilities are made from, "
        + "and losses take them directly because that is exact for large ones.",
      try: "softmax([2, 1, 0])", see: ["softmax vs sigmoid", "softmax"]),
    Concept(
      "softmax vs sigmoid", ["sigmoid vs softmax", "softmax or sigmoid"],
      "Softmax shares one whole among classes of which exactly one is right; sigmoid gives each unit a probability of its own. Two "
        + "classes need one unit with sigmoid, three or more a unit each with softmax, and labels that go together one sigmoid each.",
      try: "softmax([2, 1, 0]); sigmoid([2, 1, 0])", see: ["softmax", "sigmoid", "logit"]),
    Concept(
      "forward pass", ["forward", "inference", "prediction"],
      "From the inputs through all layers to the answer. Training keeps what each layer gave, to go back the same way.",
      try: "m = model 2 { dense 1 }; predict m, [[1, 2]]", see: ["backpropagation", "predict"]),
    Concept(
      "XOR", ["exclusive or"],
      "Yes where exactly one of two inputs is on. No straight line parts its cases, so it needs a hidden layer: the smallest problem "
        + "that does.",
      try: "plot generated(xor)", see: ["hidden layer"]),
    Concept(
      "residual connection", ["skip connection", "shortcut", "resnet"],
      "The inputs of some layers are added to what these make of them, so that a layer only learns a change. Gradients pass by on the "
        + "short way, and nets of a hundred layers can be trained.",
      try: "model 8 { residual { dense 8, activation=relu }; dense 1 }",
      see: ["residual", "vanishing gradient"]),
    Concept(
      "normalization", ["batch norm", "layer norm", "normalisation"],
      "Brings the numbers between layers to mean 0 and deviation 1, over the batch or over the units of one sample. Trainings become "
        + "faster and care less about the learning rate.",
      try: "model 8 { dense 8; layer_normalization; dense 1 }",
      see: ["batch_normalization", "layer_normalization", "standardization"]),
    Concept(
      "initialization", ["initialisation", "first weights"],
      "How the weights stand before the first step: by chance, and smaller the more inputs a unit has. With equal weights all units of "
        + "a layer would stay equal for ever.",
      try: "m = model 100 { dense 50, kernel_initializer=glorot_uniform }; std(m.dense.kernel)",
      see: ["seed", "vanishing gradient"]),
    Concept(
      "autoencoder", ["encoder", "decoder", "bottleneck"],
      "A net that shall give back its inputs through a narrow layer. What that layer says is a short description of the input.",
      try: "model 16 { dense 3, activation=tanh; dense 16 }", see: ["embedding", "hidden layer"]),
  ]
}
