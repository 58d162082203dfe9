extension ErrorPages {
  static let keras = [
    page(
      "E0665", "something of Keras has no counterpart here",
      "A layer or an argument of a Keras model that no word here stands for, a large layer that is called very often, "
        + "a layer of several results. The message names it and what does its work here. A table's model that Keras saved again "
        + "gives its weights to the model that was exported: load \"k.keras\", into=m.",
      "m = load \"volumes.keras\"", "m = load \"pictures.keras\""),
    page(
      "E0592", "a model of others has several outputs",
      "A model here gives one output. `output=` takes one of them by its name, without the layers that only others need; "
        + "a model for each is loaded one after the other.",
      "m = load \"two.keras\"", "m = load \"two.keras\", output=\"price\""),
    page(
      "E0666", "a Keras model would have to run something",
      "`Lambda` layers, functions and classes of the author's own are programs in Python. Nothing in a file is run.",
      "m = load \"lambda.keras\"", "m = load \"dense.keras\""),
    page(
      "E0667", "a Keras model is damaged",
      "A part of the file is missing, or its configuration says what cannot be. Files that hold weights alone do not say "
        + "how the model is built.",
      "m = load \"m.weights.h5\"", "m = load \"m.keras\""),
    page(
      "E0668", "a model has no form in Keras's layers",
      "A layer, an option or a step of a function that Keras has nothing for, or steps hidden by a mask with which Keras does "
        + "something else; it is named. `save` keeps every model whole.",
      "fn sorted(x) = sort(x); export model 2 { dense 1, activation=sorted }, \"m.keras\"",
      "fn twice(x) = 2 * x; export model 2 { dense 1, activation=twice }, \"m.keras\""),
  ]
}
