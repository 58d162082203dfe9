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
    )
  ]
}
