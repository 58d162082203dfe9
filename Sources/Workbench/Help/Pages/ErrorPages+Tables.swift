import Language

extension ErrorPages {
  static let tables = [
    page(
      "E0531", "a row lacks a column",
      "A model finds columns by name; all that it was trained with must be there, in any order.",
      "evaluate model csv(\"people.csv\", target=\"happy\") { dense 1 }, csv(\"numbers.csv\")",
      "evaluate model csv(\"people.csv\", target=\"happy\") { dense 1, activation=sigmoid }, csv(\"people.csv\")"
    ),
    page(
      "E0532", "a column is of another kind than in training",
      "Where numbers were, a word has no meaning.",
      "evaluate model csv(\"numbers.csv\") { dense 1 }, csv(\"named.csv\")",
      "evaluate model csv(\"numbers.csv\") { dense 1, activation=sigmoid }, csv(\"numbers.csv\")"),
    page(
      "E0533", "nothing stands in a row",
      "`impute` learns what to put into gaps, and then does so in rows of other files, too.",
      "evaluate model csv(\"numbers.csv\") { dense 1 }, csv(\"gaps.csv\")",
      "evaluate model csv(\"gaps.csv\") { dense 1, activation=sigmoid }, csv(\"gaps.csv\")"),
    page(
      "E0534", "a class was not there in training",
      "Classes keep the numbers that training gave them; a new name has none.",
      "evaluate model csv(\"people.csv\") { dense 1 }, csv(\"others.csv\")",
      "evaluate model csv(\"people.csv\") { dense 1, activation=sigmoid }, csv(\"people.csv\")"),
    page(
      "E0535", "columns are no numbers yet",
      "Steps on tensors come behind those that make numbers of words and fill gaps.",
      "data csv(\"people.csv\") { reshape 3, 1 }",
      "data csv(\"people.csv\") { prepare; reshape 3, 1 }"),
    page(
      "E0536", "the data have no columns",
      "Columns have names in tables, such as a CSV file; the axes of tensors have none.",
      "data digits { take 10; drop \"x\" }",
      "data csv(\"people.csv\") { drop \"town\" }"),
    page(
      "E0537", "a column does not suit a step",
      "Means are of numbers, one-hot columns of words.",
      "data csv(\"people.csv\") { impute mean, \"town\" }",
      "data csv(\"people.csv\") { impute most_frequent, \"town\" }"),
    page(
      "E0538", "nothing stands in a column",
      "Nothing can be learnt from no value.",
      "data csv(\"empty.csv\") { impute mean, \"a\" }",
      "data csv(\"empty.csv\") { drop \"a\" }"),
    page(
      "E0560", "there are too few rows for a window",
      "A window of n rows, with what comes behind it, needs n + horizon rows in each part.",
      "data csv(\"people.csv\", target=\"age\") { windows 40 }",
      "data csv(\"people.csv\", target=\"age\") { windows 1 }"),
    page(
      "E0561", "a formula computes with words",
      "Words can be compared with == and != only.",
      "data csv(\"people.csv\") { column(x = town + 1) }",
      "data csv(\"people.csv\") { column(x = town == \"Rome\") }"),
    page(
      "E0562", "there is such a column already",
      "A computed column has a name of its own.",
      "data csv(\"people.csv\") { column(age = age + 1) }",
      "data csv(\"people.csv\") { column(older = age + 1) }"),
    page(
      "E0696", "a column is chosen where one is computed",
      "All columns but the target are features; `drop` leaves some out, and `features` and `column` compute new ones.",
      "data csv(\"people.csv\") { features age }", "data csv(\"people.csv\") { features age^2 }"),
    page(
      "E0563", "numbers without a logarithm",
      "The logarithm is of numbers above 0, with `ln(1 + x)` from 0 on.",
      "data csv(\"signed.csv\") { log \"a\" }",
      "data csv(\"numbers.csv\") { log \"a\" }"),
    page(
      "E0614", "a date beside a number, or no date",
      "Dates are compared with dates and with days in quotation marks; year, month, day, weekday and hour are of dates.",
      "data csv(\"days.csv\") { keep day > 19500 }",
      "data csv(\"days.csv\") { keep day > \"2024-01-02\" }"),
    page(
      "E0580", "there are fewer groups than parts",
      "Rows of one value of `by=`, or of one moment of `time=`, stay in one part; each part needs at least one.",
      "data csv(\"people.csv\") { split 50%, 25%, 25%, by=\"town\" }",
      "data csv(\"people.csv\") { split 50%, 50%, by=\"town\" }"),
    page(
      "E0581", "words are no time",
      "`time=` puts rows in the order of dates or numbers.",
      "data csv(\"people.csv\") { split 50%, 50%, time=\"town\" }",
      "data csv(\"people.csv\") { split 50%, 50%, time=\"age\" }"),
    page(
      "E0582", "too few earlier rows",
      "Columns of `lag` and `difference` look back: a row is answered when as many rows stand before it.",
      "data csv(\"people.csv\") { lag \"age\" 4 }",
      "data csv(\"people.csv\") { lag \"age\" 1 }"),
    page(
      "E0583", "a feature would tell the target",
      "A model would read the answer there instead of learning it.",
      "data csv(\"people.csv\", target=\"age\") { difference \"age\" }",
      "data csv(\"people.csv\", target=\"age\") { lag \"age\" 1 }"),
    page(
      "E0584", "pairs of texts have not as many lines",
      "Line n of one file becomes line n of the other; one line too many moves all that follow.",
      "data text(\"good.txt\", \"zen.txt\") { tokens words }",
      "data text(\"good.txt\", \"bad.txt\") { tokens words }"),
    page(
      "E0585", "boxes would not move with their pictures",
      "`augment` moves, turns and mirrors pictures; what says where things are would be wrong.",
      "data images(\"seen\", boxes=\"seen.json\") { augment shift=1 }",
      "data images(\"seen\", boxes=\"seen.json\") { augment noise=1 }"),
    page(
      "E0586", "there are no annotations",
      "`boxes=` reads a folder of XML files in the form of Pascal VOC, or one JSON file in that of COCO.",
      "data images(\"seen\", boxes=\"digits\")",
      "data images(\"seen\", boxes=\"seen.json\")"),
    page(
      "E0590", "the targets were relabelled, or were not",
      "`relabel` makes new targets, and a model that learnt those cannot be measured by the file's own, nor the other way round.",
      "d = data csv(\"numbers.csv\") { relabel y -> y > 0 }; evaluate model d { dense 1, activation=sigmoid }, csv(\"numbers.csv\")",
      "d = data csv(\"numbers.csv\") { relabel y -> y > 0 }; evaluate model d { dense 1, activation=sigmoid }, data csv(\"numbers.csv\") { relabel y -> y > 0 }"
    ),
    page(
      "E0591", "there is nothing to measure by",
      "`evaluate` compares answers with what stands in the file; where nothing does, `predict` gives the answers alone.",
      "evaluate model csv(\"gaps.csv\", target=\"y\") { dense 1, activation=sigmoid }, csv(\"blank.csv\", target=\"y\")",
      "predict model csv(\"gaps.csv\", target=\"y\") { dense 1, activation=sigmoid }, csv(\"blank.csv\", target=\"y\")"
    ),
    page(
      "E0539", "the model knows no columns",
      "Rows by name are for models that were made for or trained on a table, such as `model csv(…)`.",
      "predict model 1 { dense 1 }, {age: 41}",
      "predict model 1 { dense 1 }, [[41]]"),
    page(
      "E0540", "there is no such class",
      "Classes have the names of the data, or their numbers from 0 on.",
      "evaluate model csv(\"people.csv\", target=\"happy\") { dense 1, activation=sigmoid }, csv(\"people.csv\", target=\"happy\"), positive=\"maybe\"",
      "evaluate model csv(\"people.csv\", target=\"happy\") { dense 1, activation=sigmoid }, csv(\"people.csv\", target=\"happy\"), positive=1"
    ),
    page(
      "E0541", "there are not two classes",
      "A positive class and a threshold are of one question, yes or no; several classes have a highest score, numbers neither.",
      "evaluate model 2 { dense 3, activation=softmax }, generated(spiral, 30), threshold=0.3",
      "evaluate model 2 { dense 1, activation=sigmoid }, generated(gauss, 30), threshold=0.3"),
  ]
}
