import Language

extension ErrorPages {
  static let sweeps = [
    page(
      "E0564", "a name of a sweep has no list of values",
      "Each name goes through a list between square brackets. From a range values are drawn, with "
        + "search=random and a budget; the words of a choice are a list too: act in [relu, tanh].",
      "sweep x in 1..3 { x^2 }", "sweep x in [1, 2, 3] { x^2 }"),
    page(
      "E0565", "a sweep has too many combinations",
      "Every value of a list meets every value of the others, with each seed. A random sample of "
        + "them finds nearly as good a one in a fraction of the time.",
      "sweep x in linspace(0, 1, 200), y in linspace(0, 1, 200) { x + y }",
      "sweep x in linspace(0, 1, 200), y in linspace(0, 1, 200), search=random, budget=5 { x + y }"),
    page(
      "E0566", "nothing of a sweep can be held against the others",
      "The last line of its body is a training, an evaluation or a number.",
      "sweep x in [1, 2] { y = x }", "sweep x in [1, 2] { y = x; y^2 }"),
    page(
      "E0567", "no combination of a sweep can be trained",
      "All fail before their first step, for the reason that is told of the first. Where only some "
        + "fail, the others are trained, and the table says which did not fit.",
      "sweep h in [0, -1] { train model 1 { dense h }, table([1, 2], [1, 2]) }",
      "sweep h in [1, 2] { train model 1 { dense h; dense 1 }, table([1, 2], [1, 2]) }"),
    page(
      "E0568", "the measure that is to count does not exist",
      "by= names a series of the training, such as loss, accuracy or val_loss, or a number of the "
        + "evaluation. Those that begin with val_ need validation data.",
      "sweep h in [1, 2], by=val_loss { train model 1 { dense h; dense 1 }, table([1, 2], [1, 2]) }",
      "sweep h in [1, 2], by=loss { train model 1 { dense h; dense 1 }, table([1, 2], [1, 2]) }"),
    page(
      "E0569", "the rows cannot be dealt into as many folds",
      "Each fold needs a row, or a group of rows where by= keeps rows of one value together.",
      "cross_validate model 1 { dense 1 }, table([1, 2, 3], [1, 2, 3]), folds=5",
      "cross_validate model 1 { dense 1 }, table([1, 2, 3], [1, 2, 3]), folds=3"),
    page(
      "E0570", "nothing can be made anew for each fold",
      "Every fold begins with weights of its own, from the model's lines, and its steps learn from its own "
        + "training rows. Functions without a formula, models used as layers, and rows chosen after a "
        + "step has learnt from all of them stand in the way.",
      "d = data generated(gauss, 40) { standardize }; e = data d { take 20 }; cross_validate model 2 { dense 1, activation=sigmoid }, e",
      "d = data generated(gauss, 40) { take 20; standardize }; cross_validate model 2 { dense 1, activation=sigmoid }, d"
    ),
    page(
      "E0571", "the options of a sweep do not go together",
      "search=random and search=halving draw budget= combinations; halving begins with a third of "
        + "the epochs, a ninth, and so on. A sweep stands in no other one.",
      "sweep x in [1, 2, 3], search=random { x^2 }",
      "sweep x in [1, 2, 3], search=random, budget=2 { x^2 }"),
  ]
}
