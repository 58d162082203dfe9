import Language

extension ErrorPages {
  static let warnings = [
    page(
      "W0001", "labels lie outside 0..1",
      "Binary cross-entropy compares probabilities: a label of 7 pulls the loss below zero, and "
        + "nothing is learnt. It is the mistake of the article's program.",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2], [0, 7]), loss=binary_crossentropy",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2], [0, 1]), loss=binary_crossentropy"
    ),
    page(
      "W0050", "a model does not say which class each output is",
      "A model of another library gives numbers for classes 0, 1, 2. A table has words for them, which are numbered in "
        + "their own order. Where the training had another order, all answers get the wrong names.",
      "m = load \"m.keras\"; evaluate m, csv(\"t.csv\")",
      "m = load \"m.keras\", classes=[\"Gentoo\", \"Adelie\"]; evaluate m, csv(\"t.csv\")"),
    page(
      "W0002", "class numbers for a loss of shares",
      "Categorical cross-entropy wants a row of shares for each sample, one for each class.",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [[0, 2], [3, 0]]), loss=categorical_crossentropy",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [[0, 1], [1, 0]]), loss=categorical_crossentropy"
    ),
    page(
      "W0003", "softmax over one unit",
      "The only share of one is always 1, so its gradient is 0.",
      "train model 1 { dense 1, activation=softmax }, table([1, 2], [0, 1]), loss=binary_crossentropy",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2], [0, 1])"),
    page(
      "W0004", "sigmoid for several classes",
      "Each unit says yes or no by itself; shares that add up to 1 come from softmax.",
      "train model 1 { dense 2, activation=sigmoid }, table([1, 2], [0, 1]), loss=sparse_categorical_crossentropy",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [0, 1])"),
    page(
      "W0005", "logits for a loss of probabilities",
      "Without an activation outputs lie anywhere; the loss cuts them to 0..1.",
      "train model 1 { dense 1 }, table([1, 2], [0, 1]), loss=binary_crossentropy",
      "train model 1 { dense 1 }, table([1, 2], [0, 1]), loss=binary_crossentropy(from_logits=true)"
    ),
    page(
      "W0006", "probabilities for a loss of logits",
      "The loss would squeeze them a second time.",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2], [0, 1]), "
        + "loss=binary_crossentropy(from_logits=true)",
      "train model 1 { dense 1 }, table([1, 2], [0, 1]), loss=binary_crossentropy(from_logits=true)"
    ),
    page(
      "W0007", "a distance between class numbers",
      "Class 3 is not closer to 4 than to 9; the numbers are only names.",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2, 3], [0, 1, 2]), loss=mean_squared_error",
      "train model 1 { dense 3, activation=softmax }, table([1, 2, 3], [0, 1, 2])"),
    page(
      "W0008", "validation is the test set",
      "What decides when to stop has been seen; its result says less about new data.",
      "d = data table([1, 2, 3, 4], [1, 2, 3, 4]) { split 50%, 50% }\n"
        + "train model 1 { dense 1 }, d, validation=d.test",
      "d = data table([1, 2, 3, 4], [1, 2, 3, 4]) { split 50%, 50% }\n"
        + "train model 1 { dense 1 }, d, validation_split=0.5"),
    page(
      "W0009", "inputs are far from 0 or widely spread",
      "Steps that suit one input are too long or too short for another.",
      "train model 1 { dense 1 }, table([1000, 2000, 3000], [1, 2, 3])",
      "train model 1 { dense 1 }, data table([1000, 2000, 3000], [1, 2, 3]) { standardize }"),
    page(
      "W0010", "a kernel starts at zero",
      "All units of the layer compute the same and get the same gradient, for ever.",
      "train model 1 { dense 2, kernel_initializer=zeros; dense 1 }, table([1, 2], [1, 2])",
      "train model 1 { dense 2; dense 1 }, table([1, 2], [1, 2])"),
    page(
      "W0011", "dropout behind the last layer",
      "It hides outputs of the model itself; between layers it makes them robust.",
      "train model 1 { dense 1; dropout 0.5 }, table([1, 2], [1, 2])",
      "train model 1 { dense 4; dropout 0.5; dense 1 }, table([1, 2], [1, 2])"),
    page(
      "W0012", "a large learning rate",
      "Adam's steps are as long as the rate, whatever the gradient.",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), optimizer=adam(2)",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), optimizer=adam(0.01)"),
    page(
      "W0013", "one class is much more frequent",
      "Always guessing it gives a good accuracy, and nothing else is learnt.",
      "x = linspace(0, 1, 24)\ntrain model 1 { dense 2, activation=softmax }, table(x, floor(x + 0.1))",
      "x = linspace(0, 1, 24)\ntrain model 1 { dense 2, activation=softmax }, table(x, floor(x + 0.1)), class_weight=balanced"
    ),
    page(
      "W0015", "nothing draws",
      "`samples=` repeats a prediction with other dropout masks; without dropout all are equal.",
      "predict(model 1 { dense 1 }, [[1]], samples=5)",
      "predict(model 1 { dense 4; dropout 0.5; dense 1 }, [[1]], samples=5)"),
    page(
      "W0016", "a loss counts padding",
      "Texts are filled up to one length; what fills them is not to be learnt.",
      "train m, d, loss=sparse_categorical_crossentropy",
      "train m, d, loss=sparse_categorical_crossentropy(ignore_class=0)"),
    page(
      "W0017", "a batch is larger than the data",
      "Each epoch is one step with all samples.",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), batch_size=64",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), batch_size=2"),
    page(
      "W0018", "parts of the data differ",
      "What is measured on a part says something about other data only if both are of one kind. "
        + "validation_split takes the last rows; `split` draws rows at random, classes in their shares; before "
        + "`windows` and `lag` it keeps their order, and the last rows measure. Numbers are as training sees them.",
      "train model 1 { dense 2, activation=softmax }, table(linspace(0, 1, 20), floor(linspace(0, 1.9, 20))), validation_split=0.3",
      "train model 1 { dense 2, activation=softmax }, data table(linspace(0, 1, 20), floor(linspace(0, 1.9, 20))) { shuffle }, validation_split=0.3"
    ),
    page(
      "W0020", "the loss grows",
      "Steps that are too long jump over the valley and climb its other side. The last good epoch is "
        + "kept: go back there with a smaller learning rate.",
      "train m, d, optimizer=sgd(10), epochs=20", "train m, d, optimizer=sgd(0.1), epochs=20"),
    page(
      "W0021", "a model learns its samples by heart",
      "The validation loss has grown for five epochs while the training loss falls: what is learnt "
        + "now does not hold for new samples.",
      "train m, d, validation_split=0.2, epochs=500",
      "train m, d, validation_split=0.2, epochs=500, early_stopping=5"),
    page(
      "W0022", "units are dead",
      "A relu whose input is negative for every sample gives 0 and passes no gradient: its weights "
        + "stay as they are. leaky_relu lets a little through.",
      "m = model 2 { dense 8, activation=relu; dense 1 }",
      "m = model 2 { dense 8, activation=leaky_relu; dense 1 }"),
    page(
      "W0023", "an activation is saturated",
      "Far from 0 sigmoid and tanh are flat, so that almost no gradient passes.",
      "train m, table([1000, 2000], [0, 1])", "train m, data table(x, y) { standardize }"),
    page(
      "W0024", "gradients vanish on their way to the first layers",
      "Each flat activation makes them smaller. relu with he_normal keeps their size.",
      "m = model 2 { repeat 20 { dense 8, activation=sigmoid }; dense 1 }",
      "m = model 2 { repeat 20 { dense 8, activation=relu, kernel_initializer=he_normal }; dense 1 }"
    ),
    page(
      "W0025", "gradients explode",
      "One step with gradients of that size throws the weights far away.",
      "train m, d, optimizer=adam", "train m, d, optimizer=adam(global_clipnorm=1)"),
    page(
      "W0026", "all predictions are the same",
      "The output does not depend on the input any more, most often because the layers before are "
        + "saturated or dead.",
      "train m, table([100000, 200000], [0, 1])", "train m, data table(x, y) { standardize }"),
    page(
      "W0027", "data have changed since a session was lost",
      "A recovered session reads its data again and compares their SHA-256 with that of the journal.",
      "nabla recover after points.csv was edited",
      "train again: the runs that were kept stand on the old numbers"),
    page(
      "W0028", "a training was on when the session was lost",
      "It is there as it was last kept: when it began, then after some seconds, then now and then. "
        + "It is not trained further unasked.",
      "nabla recover after a training was killed", "s = resume r"),
    page(
      "W0029", "the folder of a lost session is gone",
      "Names of files in the session start at the folder in which it began.",
      "nabla recover after the folder was moved", "make the folder again, then nabla recover"),
    page(
      "W0030", "a feature gives the target by itself",
      "It is most often written down when the answer is known already; a model that has it learns nothing else, and is lost where the "
        + "answer is not known yet.",
      "d = data csv(\"people.csv\", target=\"survived\")",
      "d = data csv(\"people.csv\", target=\"survived\") { drop \"alive\" }"),
    page(
      "W0071", "a feature is computed from the target",
      "Who asks for the target does not have it yet, and so not the feature either. A target that is computed of a column "
        + "wants that column left out.",
      "d = data csv(\"people.csv\", target=\"weight\") { column(bmi = weight / height^2) }",
      "d = data csv(\"people.csv\", target=\"weight\") { column(size = height^2) }"),
    page(
      "W0070", "classes are learnt as their positions",
      "One number without an activation cannot be one of several words. A sigmoid gives the probability of the second "
        + "of two classes, a softmax one probability for each of several.",
      "m = model d { dense 1 }", "m = model d { dense 3, activation=softmax }"),
    page(
      "W0031", "a prepared row is far outside what training had",
      "Tensors are rows after all steps of the data: scaled, with words as columns of 0 and 1. A row as the file has it goes in "
        + "by name.",
      "predict m, [[41, 30000]]", "predict m, {age: 41, income: 30000}"),
    page(
      "W0075", "a text that looks like the name of a file is answered as a text",
      "A model of texts takes a text as it stands. It reads a table, .csv or .jsonl, whose name it is given and that is there.",
      "predict m, \"missing.csv\"", "predict m, \"texts.csv\""),
    page(
      "W0032", "hits are counted of numbers",
      "A predicted number is hardly ever equal to its target; errors say how far it is away.",
      "train model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), metrics=accuracy",
      "train model 1 { dense 1 }, table([1, 2, 3], [4, 5, 6]), metrics=r2_score"),
    page(
      "W0033", "all training rows are of one class",
      "A model that always gives it is right, and learns nothing.",
      "train model csv(\"same.csv\") { dense 1, activation=sigmoid }, csv(\"same.csv\")",
      "train model csv(\"numbers.csv\") { dense 1, activation=sigmoid }, csv(\"numbers.csv\")"),
    page(
      "W0034", "numbers of words are taken for amounts",
      "The number of a word is its place in a list. An embedding looks a row of weights up by it; a dense layer would multiply it.",
      "poem = data text(\"zen.txt\") { chars 8 }; train model 8 { dense 4; dense 1 }, poem",
      "poem = data text(\"zen.txt\") { chars 8 }; m = model 8 { embedding 64, 4; dense 64, activation=softmax }"
    ),
    page(
      "W0035", "a class has fewer rows than there are folds",
      "Some folds hold out none of it, so that nothing is known of it there.",
      "cross_validate model 1 { dense 1, activation=sigmoid }, table([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 0, 1, 1]), folds=4",
      "cross_validate model 1 { dense 1, activation=sigmoid }, table([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 0, 1, 1]), folds=2"
    ),
    page(
      "W0051", "a yes or no is answered with relu",
      "What relu cuts off has no slope: a unit that answers 0 for all samples never learns again. A sigmoid gives the probability of yes.",
      "train model 1 { dense 1, activation=relu }, table([1, 2, 3, 4], [0, 0, 1, 1])",
      "train model 1 { dense 1, activation=sigmoid }, table([1, 2, 3, 4], [0, 0, 1, 1])"),
    page(
      "W0701", "a part of a session is not understood",
      "It is kept as it is and left out; the message names the line.",
      "```nabla-sel", "```nabla-cell"),
  ]
}
