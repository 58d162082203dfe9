import Language

extension ErrorPages {
  static let charts: [ExplainedError] = [
    page(
      "E0594", "a run has measured no such thing",
      "Runs are held against one another by a measure that all of them have: the loss, or a metric of `metrics=`.",
      runs + "plot [r, s], kind=spread, y=\"precision\"",
      runs + "plot [r, s], kind=spread, y=\"loss\""),
    page(
      "E0595", "one training has no spread",
      "The median and the band around it need several runs of one model: with other seeds, or other parts of the data.",
      runs + "plot r, kind=spread", runs + "plot [r, s], kind=spread"),
    page(
      "E0596", "too few weights of a run are kept",
      "While a run trains, it keeps its weights at the ends of epochs, as far as memory and time allow. A run that came "
        + "from a file has those of its end alone.",
      runs + "plot r, kind=contour", runs + "r = train m, d, epochs=8\nplot r, kind=contour"),
    page(
      "E0597", "the loss around a run has no picture",
      "The picture asks the model of the run for its loss at many weights: over the plane in which it moved most, or "
        + "over two numbers that are named by weight and place.",
      runs + "s = train m, d, epochs=8\nplot s, \"dense.kernel\", \"dense.bias\", kind=contour",
      runs
        + "s = train m, d, epochs=8\nplot s, \"dense.kernel[0, 0]\", \"dense.bias[0]\", kind=contour"
    ),
    page(
      "E0598", "there is no forecast to draw",
      "A forecast is of rows in time: `windows` or `lag` in the block of the data say how far a model looks back. Rows "
        + "without an order are held against what is true.",
      "plot model 1 { dense 1 }, table([1, 2, 3], [1.5, 2, 4]), kind=band",
      "plot model 1 { dense 1 }, table([1, 2, 3], [1.5, 2, 4]), kind=residuals"),
    page(
      "E0599", "a run has no gradient for a weight",
      "The gradient of the loss for a weight is measured over some samples of the training data, with the weights that the "
        + "run had at its epochs. A frozen weight has none, nor has a training of several models; those of a private "
        + "training are shown to nobody.",
      runs
        + "r = train m, d, epochs=4, privacy=dp(noise=1.1)\nplot r, \"dense.kernel.gradient\", kind=ridge",
      runs + "r = train m, d, epochs=4\nplot r, \"dense.kernel.gradient\", kind=ridge"),
    page(
      "E0615", "a logarithmic axis of what is not positive",
      "Logarithms are those of positive numbers. `symlog` is linear around 0 and logarithmic beyond, on both sides.",
      "plot [-1, -2, -4], log=y", "plot [-1, -200, 4], log=symlog"),
    page(
      "E0616", "as many positions as values are needed",
      "`x=` has one position for each value, and `by=` one class for each point.",
      "plot [3, 1, 2], x=[1, 2]", "plot [3, 1, 2], x=[1, 2, 4]"),
    page(
      "E0617", "the sweep has measured no such thing",
      "The two directions of a front are settings of the sweep, what was measured, or the count of parameters.",
      """
      d = data generated(moons, 60)
      s = sweep h in [2, 3] { m = model 2 { dense h; dense 1, activation=sigmoid }; train m, d }
      plot s, x="size"
      """,
      """
      d = data generated(moons, 60)
      s = sweep h in [2, 3] { m = model 2 { dense h; dense 1, activation=sigmoid }; train m, d }
      plot s, x="parameters"
      """),
    page(
      "E0618", "too many charts side by side",
      "Up to 36 charts stand side by side; more curves are drawn into one chart, or a few are taken.",
      "plot " + Array(repeating: "[1, 2]", count: 37).joined(separator: ", ") + ", columns=6",
      "plot [sin, cos], -3..3, columns=2"),
    page(
      "E0619", "a kind of chart that is not drawn over positions",
      "`x=` says where values stand along the lower axis, and `by=` which class a point has: lines, points, bands and bars "
        + "have places for that. A histogram, or a box, takes the values alone.",
      "plot [3, 1, 2], x=[1, 2, 4], kind=histogram", "plot [3, 1, 2], kind=histogram"),
    page(
      "E0620", "contours need a function of two numbers",
      "Lines of equal value are those of a function of two numbers, over a range for each.",
      "plot x -> x^2, -1..1, kind=contour", "plot (a, b) -> a^2 + b^2, -1..1, -1..1, kind=contour"),
  ]

  private static let runs = """
    d = data generated(gauss, 40)
    m = model 2 { dense 1, activation=sigmoid }
    r = train m, d, epochs=1, batch_size=40
    s = train m, d, epochs=1, batch_size=40

    """
}
