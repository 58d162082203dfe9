import Language

extension ErrorPages {
  /// Nets as they are drawn and changed.
  static let nets = [
    page(
      "E0653", "the units of a model cannot be drawn",
      "A picture of a net asks each unit what it answers. That needs one input of numbers, and layers that have units: "
        + "`dense`, convolutions, recurrent layers.",
      "plot model 2 { relu }, generated(gauss, 40), kind=net",
      "plot model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }, generated(gauss, 40), kind=net"
    ),
    page(
      "E0654", "there is no such layer to resize",
      "Layers are told by their labels: what stands before the colon, or the word of the layer, with a number where it "
        + "comes again.",
      "resize model 2 { hidden: dense 4; dense 1 }, layer=\"hiden\", units=5",
      "resize model 2 { hidden: dense 4; dense 1 }, layer=\"hidden\", units=5"),
    page(
      "E0655", "a layer has no units that could be more or fewer",
      "Units of a dense layer stand by themselves, so that some can be added and others keep their weights. What other "
        + "layers give hangs together.",
      "resize model 2 { dense 4; act: relu; dense 1 }, layer=\"act\", units=5",
      "resize model 2 { dense 4; act: relu; dense 1 }, layer=\"dense\", units=5"),
    page(
      "E0656", "a model cannot be written again with another layer",
      "The new model is built from the lines of the old one. A model that is used as a layer, or a function of yours, "
        + "has no such line.",
      "e = model 2 { dense 3 }\nresize model 2 { e; hidden: dense 4; dense 1 }, layer=\"hidden\", units=5",
      "resize model 2 { dense 3; hidden: dense 4; dense 1 }, layer=\"hidden\", units=5"),
    page(
      "E0657", "it is not clear what of a model is to become another",
      "One line of `resize` changes one thing: the units of a layer, a layer more or fewer, or what stands in front of "
        + "the first.",
      "resize model 2 { hidden: dense 4; dense 1 }, layer=\"hidden\"",
      "resize model 2 { hidden: dense 4; dense 1 }, layer=\"hidden\", units=5"),
    page(
      "E0658", "the last layer gives the answer",
      "Behind it the answer would be another one, and without it there would be none.",
      "resize model 2 { hidden: dense 4; dense 1 }, without=\"dense\"",
      "resize model 2 { hidden: dense 4; dense 1 }, without=\"hidden\""),
    page(
      "E0659", "what stands in front of the first layer makes no columns",
      "`features=` takes a function of a whole batch x [rows, inputs] that gives a table of as many rows. It stands in "
        + "front of a dense layer that comes first.",
      "fn f(x) = sum(x)\nresize model 2 { dense 4; dense 1 }, features=f",
      "fn f(x) = concat([x, sin(x)], axis=1)\nresize model 2 { dense 4; dense 1 }, features=f"),
  ]
}
