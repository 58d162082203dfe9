import Testing

@testable import Programs

/// What pandas calls columns, and where a table is changed itself.
@Suite("Names of columns in Keras programs")
struct ColumnNameTests {
  private func text(_ lines: String) -> String {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n" + lines
        + "\nm = keras.Sequential([Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)\n"
    ).text
  }

  @Test func `new names of all columns are places behind the first line`() {
    let text = text(
      "df = pd.read_csv(\"a.csv\").dropna()\ndf.columns = [\"p\", \"q\", \"t\"]\nX, y = df[[\"q\", \"p\"]], df[\"t\"]"
    )
    #expect(
      text.contains(
        "csv(\"a.csv\", target=\"column_3\", header=false, skip=1) { drop_missing; select \"column_2\", \"column_1\" }"
      ), "\(text)")
  }

  @Test func `names that come after others were used are not read`() {
    for line in ["df = df[[\"a\", \"y\"]]", "df = df.drop(columns=[\"a\"])", "z = df.pop(\"a\")"] {
      let text = text(
        "df = pd.read_csv(\"a.csv\")\n\(line)\ndf.columns = [\"p\", \"t\"]\nX, y = df[[\"p\"]], df[\"t\"]"
      )
      #expect(text.contains("# not understood, line 5:") && !text.contains("= train"), "\(text)")
    }
  }

  @Test func `columns without names are counted from 0`() {
    let text = text(
      "df = pd.read_csv(\"a.csv\", header=None)\nX, y = df[[0, 2]], df[3]")
    #expect(
      text.contains("target=\"column_4\", header=false) { select \"column_1\", \"column_3\" }"),
      "\(text)")
  }

  @Test func `a column that numbers rows is none of the samples`() {
    let text = text(
      "df = pd.read_csv(\"a.csv\", index_col=\"id\").dropna()\ny = df.pop(\"y\")\nX = df")
    #expect(text.contains("{ drop \"id\"; drop_missing }"), "\(text)")
    let unnamed = self.text(
      "df = pd.read_csv(\"a.csv\", index_col=0)\ny = df.pop(\"y\")\nX = df")
    #expect(unnamed.contains("# not understood, line 3:"), "\(unnamed)")
  }

  @Test func `gaps of a column are filled in its place`() {
    let text = text(
      "df = pd.read_csv(\"a.csv\")\ndf[\"a\"].fillna(df[\"a\"].mean(), inplace=True)\nX, y = df[[\"a\"]], df[\"y\"]"
    )
    #expect(text.contains("{ impute mean, \"a\"; select \"a\" }"), "\(text)")
  }
}
