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
  ]
}
