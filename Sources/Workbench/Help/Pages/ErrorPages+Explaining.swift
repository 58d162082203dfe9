import Language

extension ErrorPages {
  static let explaining = [
    page(
      "E0572", "a model gives no single answer",
      "What is explained is one number: the probability of a class, or a predicted number.",
      "explain model 4 { reshape [2, 2]; dense 3 }, [1, 2, 3, 4]",
      "explain model 4 { dense 3, activation=softmax }, [1, 2, 3, 4]"),
    page(
      "E0573", "a method is about other rows",
      "Integrated gradients, saliency and occlusion are about one row; permutation compares the answers of many with what is true.",
      "explain model 1 { dense 1 }, table([1, 2], [1, 2]), method=saliency",
      "explain model 1 { dense 1 }, table([1, 2], [1, 2]), method=saliency, row=0"),
    page(
      "E0574", "a method says nothing of such inputs",
      "Columns can be shuffled or set; pixels and words are explained row by row.",
      "explain model [4, 4] { flatten; dense 1 }, table(zeros([3, 4, 4]), [1, 2, 3])",
      "explain model [4, 4] { flatten; dense 1 }, table(zeros([3, 4, 4]), [1, 2, 3]), row=0"),
    page(
      "E0575", "the model sees no such column",
      "Columns that were left out before training change no answer.",
      "d = csv(\"people.csv\"); explain model d { dense 1, activation=sigmoid }, d, column=\"tow\"",
      "d = csv(\"people.csv\"); explain model d { dense 1, activation=sigmoid }, d, column=\"town\""
    ),
    page(
      "E0576", "the model has no such class",
      "Classes go by the names of the data, or by their numbers from 0.",
      "explain model 2 { dense 3, activation=softmax }, [1, 2], class=7",
      "explain model 2 { dense 3, activation=softmax }, [1, 2], class=2"),
    page(
      "E0577", "a baseline is no sample",
      "It is what a row is compared with, and so of the row's shape.",
      "explain model 2 { dense 1 }, [1, 2], baseline=[1, 2, 3]",
      "explain model 2 { dense 1 }, [1, 2], baseline=[0, 1]"),
    page(
      "E0578", "a column makes no groups",
      "Groups are compared with one another: there must be two, and few enough to look at. Numbers are cut at bins=.",
      "d = csv(\"people.csv\"); audit model d { dense 1, activation=sigmoid }, d, by=\"town\", bins=[30]",
      "d = csv(\"people.csv\"); audit model d { dense 1, activation=sigmoid }, d, by=\"town\""),
    page(
      "E0579", "the favourable class is not said",
      "Rates of selection are about one class against the others.",
      "d = csv(\"three.csv\"); audit model d { dense 3, activation=softmax }, d, by=\"town\"",
      "d = csv(\"three.csv\"); audit model d { dense 3, activation=softmax }, d, by=\"town\", positive=\"yes\""
    ),
  ]
}
