import Language

extension ErrorPages {
  static let names = [
    page(
      "E0114", "a value has no such part",
      "Behind a dot stand a run's series, a data set's parts, a model's layers and their weights.",
      "x = [1, 2]; x.siz", "x = [1, 2]; x.T"),
    page(
      "E0115", "no input or layer has this name",
      "A line of a model may read an earlier line by its label, or an input by its name.",
      "m = model 2 { dense 3; add { path { from nowhere } path { dense 3 } } }",
      "m = model 2 { first: dense 3; add { path { from first } path { dense 3 } } }"),
    page(
      "E0116", "an argument is missing",
      "Some arguments have no default, such as the number of units of a dense layer.",
      "m = model 2 { dense }", "m = model 2 { dense 3 }"),
    page(
      "E0117", "too many or too few values",
      "The call or the line has another number of values than the word takes.",
      "sigmoid(1, 2)", "sigmoid(1)"),
    page(
      "E0609", "rows were prepared otherwise than those of the training",
      "`d.x` are numbers as the statistics of `d` make them, such as its means. A model that was trained on other data "
        + "keeps theirs: the same row is other numbers for it. The data set itself, or rows as records, go through the "
        + "model's own recipe.",
      "predict m, d.x", "predict m, d"),
    page(
      "E0628", "classes are none of the model's outputs",
      "`load \"m.keras\", classes=[…]` names the class of each output of a model of others, in their order: as many "
        + "different names as there are outputs, spelt as the data spell them. A model of one output has two classes, of which "
        + "it gives the probability of the second.",
      "m = load \"m.keras\", classes=[\"a\"]", "m = load \"m.keras\", classes=[\"a\", \"b\"]"),
    page(
      "E0118", "an argument is of the wrong kind",
      "Each argument takes one kind of value: a number, a word, a list, a model, a data set.",
      "m = model 2 { dense \"three\" }", "m = model 2 { dense 3 }"),
    page(
      "E0119", "this value cannot be called",
      "Functions, models and activations can be called with values in brackets; numbers cannot.",
      "x = 3; x(2)", "x = 3; x * 2"),
    page(
      "E0120", "this value cannot be indexed",
      "Tensors and lists have positions that square brackets choose.",
      "f = x -> x; f[0]", "x = [4, 5]; x[0]"),
    page(
      "E0122", "an input has no result",
      "At the prompt `_` is the last result, `_3` and `out[3]` that of input 3. Inputs that only bind "
        + "names have none.",
      "out[2]", "x = 2; x"),
    page(
      "E0121", "this place cannot be assigned",
      "A new value can be given to a name, and to the settings of a run; parts of tensors stay.",
      "x = [1, 2]; x.T = 3", "x = [1, 2]; y = x.T"),
  ]

  static let values = [
    page(
      "E0401", "a number is out of range",
      "The argument has limits: units are at least 1, a dropout rate lies below 1.",
      "m = model 2 { dense 0 }", "m = model 2 { dense 1 }"),
    page(
      "E0402", "another kind of value is needed here",
      "Conditions are true or false, ranges and counts are whole numbers, functions give numbers.",
      "if \"yes\" { print 2 }",
      "if 2 > 1 { print 2 }"),
    page(
      "E0403", "these two cannot be combined",
      "Arithmetic needs a number or a tensor on both sides.",
      "\"two\" * 3", "2 * 3"),
    page(
      "E0404", "units do not match",
      "Quantities are added and compared only when both have the same unit.",
      "3GB + 2ms",
      "3GB + 2MB"),
    page(
      "E0405", "a target is no class of the model",
      "Class numbers go from 0 to one less than the units of the last layer. The row is counted from 0.",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [0, 5])",
      "train model 1 { dense 6, activation=softmax }, table([1, 2], [0, 5])"),
    page(
      "E0406", "class_weight has another number of classes",
      "It takes one number for each class that the last layer tells apart.",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [0, 1]), class_weight=[1]",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [0, 1]), class_weight=[1, 2]"),
    page(
      "E0407", "plot cannot draw this",
      "It draws functions over a range, tensors, runs, data of two inputs and models on them.",
      "plot \"words\"", "plot sigmoid, -6..6"),
    page(
      "E0408", "a split does not work out",
      "The parts add up to 100 %, and each gets at least one sample.",
      "d = data table([1, 2, 3], [0, 1, 0]) { split 80%, 30% }",
      "d = data table([1, 2, 3, 4], [0, 1, 0, 1]) { split 50%, 50% }"),
    page(
      "E0409", "class numbers are needed",
      "The step works on targets that are whole numbers from 0 on; `relabel` makes them.",
      "d = data table([1, 2], [0.5, 0.7]) { one_hot }", "d = data table([1, 2], [0, 1]) { one_hot }"
    ),
    page(
      "E0410", "a part has a class that training has not",
      "What was never seen cannot be told apart. A split at random gives each part all classes.",
      "d = data table([1, 2, 3, 4], [0, 0, 1, 1]) { split 50%, 50%, shuffle=false; one_hot }",
      "d = data table([1, 2, 3, 4], [0, 0, 1, 1]) { split 50%, 50%; one_hot }"),
    page(
      "E0411", "until needs a condition",
      "It compares series of the run with numbers: loss, val_accuracy, epoch.",
      "train model 1 { dense 1 }, table([1, 2], [2, 4]), until=\"soon\"",
      "train model 1 { dense 1 }, table([1, 2], [2, 4]), until=loss < 100"),
    page(
      "E0412", "the prompt does not fit",
      "A text that a model goes on from has at least one token and at most as many as its input; "
        + "with fill= it has the mark.",
      "generate m, prompt=\"\"", "generate m, prompt=\"The \""),
    page(
      "E0413", "the text has a token that training had not",
      "A model knows the characters or words of the text that it was trained on, and no others.",
      "generate m, prompt=\"ß\"", "generate m, prompt=\"s\""),
    page(
      "E0419", "a number is no index of the table",
      "An embedding has one row for each of the numbers 0 to input_dim − 1. The row is counted from 0.",
      "train model [1] { embedding 3, 2; flatten; dense 1 }, table([[1], [7]], [0, 1])",
      "train model [1] { embedding 8, 2; flatten; dense 1 }, table([[1], [7]], [0, 1])"),
  ]
}
