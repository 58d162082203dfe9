extension ErrorCodes {
  static let words = [
    entry(
      "E0101", "a name has no value",
      "Every name is given a value before it is used. Layers, steps and sources are no values: "
        + "they stand in models and data sets.",
      "y = missing + 1", "missing = 2; y = missing + 1"),
    entry(
      "E0102", "the word belongs to a later version",
      "The language keeps this word, but this version cannot do it yet.",
      "gaussian_ring(1)", "print 1"),
    entry(
      "E0103", "an option word is not known",
      "Some arguments take one of a few words, such as an activation or a loss. A variable in "
        + "brackets can stand there too.",
      "m = model 2 { dense 3, activation=tahn }", "m = model 2 { dense 3, activation=tanh }"),
    entry(
      "E0104", "an argument has no such name",
      "Arguments are named as in Keras. Help on the word lists all of them.",
      "m = model 2 { dense 3, activaton=tanh }", "m = model 2 { dense 3, activation=tanh }"),
    entry(
      "E0105", "words of the language name no values",
      "The 16 keywords and the verbs always mean the same. Other built-in names can be reused.",
      "train = 3", "trained = 3"),
    entry(
      "E0106", "there is no such layer",
      "The lines of a model start with a layer, a structure word such as `residual`, or a function "
        + "of yours that gives a block.",
      "m = model 2 { linear 3 }", "m = model 2 { dense 3 }"),
    entry(
      "E0107", "there is no such step of data",
      "The lines of a data set start with a step such as `rescale` or `split`.",
      "d = data digits { normalise }", "d = data digits { rescale 1/255 }"),
    entry(
      "E0108", "there is no such source of data",
      "After `data` stands a source, or a data set of yours.", "d = data minst", "d = data digits"),
    entry(
      "E0109", "a line stands in the wrong braces",
      "The braces of `train` hold `step` lines, and `step` stands nowhere else.",
      "step 1", "d = data digits; m = model 2 { dense 1 }; train d { step m, loss=x -> mean(x) }"),
    entry(
      "E0110", "functions cannot call themselves",
      "Every program ends, so that every session can be replayed. Loops count their rounds.",
      "fn f(n) = n * f(n - 1)", "p = 1; for i in 1..5 { p = p * i }"),
    entry(
      "E0111", "an argument is given twice", "Each argument has one value.",
      "sgd(0.1, momentum=0.9, momentum=0.8)", "sgd(0.1, momentum=0.9)"),
    entry(
      "E0112", "the word takes no braces",
      "Only structure words, models, data sets, and `train` with steps hold lines in braces.",
      "m = model 2 { dense 3 { dense 4 } }", "m = model 2 { dense 3; dense 4 }"),
    entry(
      "E0113", "there is no such command",
      "A line that starts with a word and goes on without an operator is a command.",
      "trian 1", "print 1"),
  ]
}
