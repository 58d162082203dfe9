import Testing

@testable import Programs

/// Columns of a table that scikit-learn prepares each in its way.
@Suite("Transformers of columns")
struct TransformerTests {
  private func program(_ transformer: String, _ rest: String = "") -> KerasProgram {
    KerasProgram.translate(
      """
      import pandas as pd, keras
      from sklearn.compose import ColumnTransformer, make_column_transformer
      from sklearn.impute import SimpleImputer
      from sklearn.model_selection import train_test_split
      from sklearn.pipeline import Pipeline, make_pipeline
      from sklearn.preprocessing import StandardScaler, OneHotEncoder, MinMaxScaler
      df = pd.read_csv("a.csv")
      X, y = df.drop(columns="y"), df["y"]
      X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25)
      t = \(transformer)
      X_train = t.fit_transform(X_train)
      X_test = t.transform(X_test)
      m = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(1)])
      m.compile(loss="mse")
      m.fit(X_train, y_train)
      m.evaluate(X_test, y_test)
      \(rest)
      """ + "\n")
  }

  @Test func `each part prepares its own columns, and others go unless they pass through`() {
    let numbers = "(\"n\", StandardScaler(), [\"a\", \"b\"])"
    let words = "(\"w\", OneHotEncoder(handle_unknown=\"ignore\"), [\"plan\"])"
    let dropping = program("ColumnTransformer([\(numbers), \(words)])")
    #expect(dropping.isWhole, "\(dropping.remarks)")
    #expect(
      dropping.text.contains(
        "select \"a\", \"b\", \"plan\"; standardize \"a\", \"b\"; one_hot \"plan\""),
      "\(dropping.text)")
    let keeping = program(
      "ColumnTransformer(transformers=[\(numbers), \(words)], remainder=\"passthrough\")")
    #expect(keeping.isWhole && !keeping.text.contains("select"), "\(keeping.text)")
    let unnamed = program(
      "make_column_transformer((StandardScaler(), [\"a\", \"b\"]), (OneHotEncoder(), [\"plan\"]))")
    #expect(unnamed.text == dropping.text, "\(unnamed.text)")
  }

  @Test func `a pipeline is its steps in their order`() {
    let part =
      "Pipeline([(\"gaps\", SimpleImputer(strategy=\"median\")), (\"scale\", StandardScaler())])"
    let inColumns = program(
      "ColumnTransformer([(\"n\", \(part), [\"a\"]), (\"w\", \"passthrough\", [\"b\"])])")
    #expect(inColumns.isWhole, "\(inColumns.remarks)")
    #expect(
      inColumns.text.contains("select \"a\", \"b\"; impute median, \"a\"; standardize \"a\""),
      "\(inColumns.text)")
    for whole in [part, "make_pipeline(SimpleImputer(strategy=\"median\"), StandardScaler())"] {
      let program = program(whole)
      #expect(program.isWhole, "\(program.remarks)")
      #expect(program.text.contains("impute median; standardize"), "\(program.text)")
    }
  }

  @Test(arguments: [
    "ColumnTransformer([(\"n\", PowerTransformer(), [\"a\"])])",
    "ColumnTransformer([(\"n\", StandardScaler(), [0, 1])])",
    "ColumnTransformer([(\"n\", StandardScaler(), slice(0, 2))])",
    "ColumnTransformer([(\"n\", StandardScaler(), [\"a\"])], remainder=StandardScaler())",
    "ColumnTransformer([(\"n\", StandardScaler())])", "ColumnTransformer([])",
    "ColumnTransformer([(\"n\", StandardScaler(with_mean=False), [\"a\"])])",
    "Pipeline([(\"s\", StandardScaler()), (\"m\", Other())])",
    "SimpleImputer(strategy=\"constant\", fill_value=0)",
  ])
  func `what is something else is left out with what follows from it, by line`(transformer: String)
  {
    let program = program(transformer)
    let left = program.remarks.filter { $0.kind == .left }.map(\.line)
    #expect(left.contains(10), "\(program.text)")
    #expect(left.contains(15) && !program.text.contains("= train m"), "\(program.text)")
  }
}
