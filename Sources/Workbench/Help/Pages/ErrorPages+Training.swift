import Language

extension ErrorPages {
  static let training = [
    page(
      "E0600", "an option does nothing here",
      "Some options change what another one does, or are read by one method only. Without it they would be "
        + "left unread, and who wrote them would count on them.",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), local_epochs=3",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), clients=2, local_epochs=3"),
    page(
      "E0601", "no loss follows from the model and the data",
      "A loss is chosen by itself only where the last activation and the targets leave no doubt.",
      "train model 1 { dense 2 }, table([1, 2], [0, 1])",
      "train model 1 { dense 2, activation=softmax }, table([1, 2], [0, 1])"),
    page(
      "E0602", "the model has no weights to train",
      "Layers such as flatten have none, and frozen ones are left alone.",
      "train model 1 { flatten }, table([1, 2], [1, 2])",
      "train model 1 { dense 1 }, table([1, 2], [1, 2])"),
    page(
      "E0603", "a metric cannot be computed",
      "It needs other targets or predictions than the data and the model have.",
      "train model 1 { dense 1 }, table([1, 2], [0.5, 0.7]), metrics=top_k_accuracy",
      "train model 1 { dense 1 }, table([1, 2], [0.5, 0.7]), metrics=mean_absolute_error"),
    page(
      "E0604", "the model is being trained already",
      "One run at a time changes a model's weights.",
      "train m, d; train m, d", "r = train m, d, epochs=2"),
    page(
      "E0605", "a number is not finite",
      "The run ends within the step, and the program with it, as at any other error. It says which "
        + "operation, in which layer or in the loss, gave the first infinity or nan, and of what. The "
        + "weights before the step are kept, and so are the run and its curves. A layer's numbers "
        + "overflow where the learning rate is too large; in a loss of your own keep log, sqrt and / "
        + "away from 0: log(maximum(p, 1e-7)).",
      "train model 1 { dense 1 }, table([1, 2], [1e30, 2e30]), epochs=9, optimizer=sgd(1)",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=9, optimizer=sgd(0.1)"),
    page(
      "E0606", "a training has no steps",
      "The braces of `train d { … }` hold at least one step.",
      "train table([1, 2], [1, 2]) { }",
      "train table([1, 2], [1, 2]) { step model 1 { dense 1 }, loss=(x, y) -> mean(x^2) }"),
    page(
      "E0607", "a run cannot go on",
      "All its epochs are done, or it ended with numbers that are not finite.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); resume r",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); resume r, epochs=2"),
    page(
      "E0608", "no token can be chosen",
      "The model gives infinity or no number, so there is no most likely token.",
      "generate m, prompt=\"The \"", "train m, d, optimizer=adam(0.0001)"),
    page(
      "E0610", "the model does not know any text",
      "What its numbers mean comes from the text that it was trained on, or from data=.",
      "generate model [4] { embedding 9, 4; dense 9 }, prompt=\"The \"",
      "generate m, prompt=\"The \", data=d"),
    page(
      "E0611", "the model does not fit the text",
      "It takes a row of tokens and ends with one score for each token of the vocabulary.",
      "generate model 4 { dense 3 }, prompt=\"The \", data=d",
      "m = model d { embedding d.vocab, 16; dense d.vocab }"),
    page(
      "E0612", "going on and filling in are two trainings",
      "A model trained with masks fills marks; one trained on what comes next goes on.",
      "generate m, prompt=\"a?c\", fill=\"?\"", "d = data text(\"zen.txt\") { chars 24; mask 15% }"),
    page(
      "E0613", "source= belongs to models of two inputs",
      "A translator reads a source and writes its answer; others go on from prompt=.",
      "generate m, source=\"427\"", "generate m, prompt=\"427\""),
  ]

  static let limits = [
    page(
      "E0904", "you stopped it",
      "Ctrl-C ends a statement, which has then changed nothing. What stands before it in the "
        + "same input has run and is kept, a training that was stopped with its weights, too; so are the "
        + "rounds of a loop. `:undo` takes all of the input back.",
      "for i in 1..1000000 { x = i }", "sum([1, 2, 3])"),
    page(
      "E0905", "a model has too many layers",
      "At most 10,000 lines, nested at most 200 deep.",
      "m = model 2 { repeat 10000 { dense 2; dense 2 } }",
      "m = model 2 { repeat 10 { dense 2; dense 2 } }"),
    page(
      "E0906", "this needs more memory than there is",
      "Sizes are estimated before memory is asked for. `cost m` shows what a model needs.",
      "m = model 1 { dense 1000000000 }", "m = model 1 { dense 1000 }"),
    page(
      "E0907", "a training needs more memory than there is",
      "Weights, optimizer, activations and a batch are counted before the first step. A smaller batch "
        + "needs less; `cost m, batch_size=32` shows how much.",
      "train m, d, batch_size=1000000", "train m, d, batch_size=32"),
    page(
      "E0908", "calls are nested too deeply",
      "Functions do not call themselves.",
      "fn f(x) = f(x)\nf(1)", "fn f(x) = x\nf(1)"),
    page(
      "E0909", "a loop is too long",
      "Tensors do many things at once, without a loop.",
      "for i in 1..2000000 { x = i }",
      "for i in 1..20 { x = i }"),
    page(
      "E0910", "this needs more memory than is left",
      "Every result is estimated before memory is asked for, and what your values hold counts. The "
        + "limit is 80 % of what was free at the start, and 2 GB for sessions that are run or "
        + "verified; `set memory=8GB` changes it, and `--memory 8GB` on the command line.",
      "set memory=1MB; zeros([1000, 1000])", "set memory=100MB; zeros([1000, 1000])"),
    page(
      "E0911", "values are nested too deeply",
      "A list in a list, a function that uses a function, a model that uses a model: at most 200 "
        + "levels, so that printing and comparing them always ends.",
      "l = [\"a\"]; for i in 1..300 { l = [l, \"b\"] }",
      "l = [\"a\"]; for i in 1..300 { l = l + [\"b\"] }"),
    page(
      "E0912", "data need more room on a disk than there is",
      "`stream=true` keeps data in files without names, in the folder TMPDIR or else /var/tmp. A disk is filled to 90 % "
        + "at most, and in a session that is run or verified no further than its memory.",
      "d = data csv(\"huge.csv\", stream=true)", "d = data csv(\"huge.csv\", rows=1000000)"),
    page(
      "E0999", "a mistake that has no words of its own",
      "This should not happen: please report the message and what you typed.",
      "…", "…"),
  ]

  /// Runs that are on, and what can be done to them.
  static let liveRuns = [
    page(
      "E0621", "a run has no such setting",
      "While it runs, learning_rate, epochs and the numbers of the optimizer can be changed.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); at r, step=1 { r.momentum = 0.9 }",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=9 &; "
        + "at r, step=4 { r.beta_1 = 0.5 }"),
    page(
      "E0622", "a setting decides what the optimizer keeps",
      "A momentum of 0 keeps nothing for each weight: raising it would need what is not there.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), optimizer=sgd(0.1) &; "
        + "at r, step=1 { r.momentum = 0.9 }",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=3, "
        + "optimizer=sgd(0.1, momentum=0.5) &; at r, step=1 { r.momentum = 0.9 }"),
    page(
      "E0623", "a run has ended",
      "Its settings and its models stay as they are; a copy can go on.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); r.learning_rate = 0.1",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); s = resume r, epochs=2"),
    page(
      "E0624", "a program says at which step a run changes",
      "At the prompt a change acts at the next step. A program has to give the same result every "
        + "time, so it names the step.",
      "r = train m, d, epochs=9 &; r.learning_rate = 0.1",
      "r = train m, d, epochs=9 &; at r, step=100 { r.learning_rate = 0.1 }"),
    page(
      "E0625", "a run is not at that step",
      "The step is over, or the run ended before it.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]) &; at r, step=50 { print r.loss }",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=60 &; "
        + "at r, step=50 { print r.loss }"),
    page(
      "E0626", "the run was discarded",
      "d in the pause menu ends a training and puts the model back to what it was before.",
      "train m, d, epochs=100000", "train m, d, epochs=100"),
    page(
      "E0627", "`stop` stands in `at` only",
      "A program ends a run at a step; at the prompt `:stop r` ends it now.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); stop r",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=9 &; "
        + "at r, step=5 { stop r }"),
    page(
      "E0629", "the weights of a model in training cannot be set",
      "They belong to the run until it ends; a copy of the model is free.",
      "r = train m, d, epochs=100000 &; m.dense.bias = 0", ":stop r"),
    page(
      "E0630", "a change must be known before the run starts",
      "What is set in `at` is told to the run at its start, so it cannot depend on the run.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]) &; "
        + "at r, step=1 { r.learning_rate = r.learning_rate / 2 }",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=3 &; "
        + "at r, step=1 { r.learning_rate = 0.0005 }"),
    page(
      "E0632", "a run has no such epoch or step",
      "from= counts the epochs that are done, from_step= the steps; 0 is the beginning.",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); s = resume r, from=7, epochs=2",
      "r = train model 1 { dense 1 }, table([1, 2], [1, 2]); s = resume r, from=0, epochs=2"),
    page(
      "E0633", "nothing of that step is kept",
      "A run keeps what it was at its epochs, in the memory that `:set snapshots` allows.",
      "s = resume r, from=3", ":set snapshots 1GB"),
    page(
      "E0634", "a recovered session lacks a training",
      "Recovery takes what trainings came to from files that were written when they began, now and "
        + "then, and at their ends; it finds them by statement, model, data and seed. One that is "
        + "missing, damaged, or ended with numbers that are not finite is not run again unasked.",
      "r = train m, d", "r = train m, d, checkpoint=\"r.safetensors\""),
    page(
      "E0635", "nothing can be watched",
      "`:watch` takes an expression, then `when` and a condition on a run that is on.",
      ":watch train m, d", ":watch predict m, x when r.loss < 0.1"),
    page(
      "E0636", "what only looks would act",
      "`:type` and watch expressions compute and change nothing: what trains, writes or sets is "
        + "refused, also inside a function that they call.",
      ":type train m, d", ":type predict m, x"),
    page(
      "E0641", "the weights of a model did not come back",
      "A training of the lost session is missing, and the model is not what it was without it. What "
        + "stands on its weights is missing as well; a wrong number would be worse.",
      "m.dense.kernel", "m = model 2 { dense 1 }"),
    page(
      "E0642", "values of a recovered session are missing",
      "Each value that comes back is compared, to the last bit, with what the journal says of it. One "
        + "that is another, such as what was read of a file that has changed since, is taken away.",
      "nabla recover", ":edit 7"),
    page(
      "E0643", "a journal is damaged",
      "Each of its lines has a sum of its own. What stands behind a line that cannot be read is left "
        + "out, since it may stand on it.",
      "nabla recover", "nabla recover --list"),
    page(
      "E0644", "a journal is of a later version",
      "It may hold what this program does not know, and is left as it is.",
      "nabla recover", "nabla recover --list"),
    page(
      "E0645", "the session was lost in this training",
      "The input with the training comes back up to it; what follows in the input has never run.",
      "nabla recover", "s = resume r"),
    page(
      "E0646", "a session cannot be recovered now",
      "Its program is still on, or another `nabla recover` is at it.",
      "nabla recover 1", "nabla recover --list"),
    page(
      "E0647", "old weights are no longer kept",
      "Undo, cells and ended runs share a budget for weights as they were, which `:who` shows; the "
        + "oldest go first. What stood on them is refused, and nothing is taken back half-way.",
      ":undo", ":set history 2GB"),
  ]
}
