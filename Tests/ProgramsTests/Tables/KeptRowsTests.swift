import Testing

@testable import Programs

/// Rows that a program leaves out stay left out, whatever becomes of the rest.
@Suite("Rows that Keras programs keep")
struct KeptRowsTests {
  private func program(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n"
        + "df = pd.read_csv(\"a.csv\")\n" + lines + "\n")
  }

  private func trained(_ lines: String) -> KerasProgram {
    program(
      lines + "\nm = keras.Sequential([Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)")
  }

  private func left(_ program: KerasProgram) -> [Int] {
    program.remarks.filter { $0.kind == .left }.map(\.line)
  }

  @Test func `a table that is only looked at has its steps`() {
    #expect(
      program("df = df.dropna()\nprint(df.describe())").text
        == "d = data csv(\"a.csv\") { drop_missing }\ndescribe d\n")
    #expect(
      program("df = df[df[\"a\"] == 4]\ndf.info()\nprint(df.head())\nprint(len(df))").text
        == "d = data csv(\"a.csv\") { keep a == 4 }\ndescribe d\nhead d\nprint len(d.x)\n")
    #expect(
      program("df.describe()\ndf = df.dropna()\ndf.describe()").text
        == "d = data csv(\"a.csv\")\nd_2 = data csv(\"a.csv\") { drop_missing }\ndescribe d\ndescribe d_2\n"
    )
  }

  @Test
  func `a table whose training is not understood has its steps, and what is taken out is needed`() {
    let program = program(
      "df = df.dropna()\ndf.pop(\"z\")\ntrain = df.sample(frac=0.8)\nq = train.describe()\nq.pop(\"y\")"
    )
    #expect(program.text.contains("{ drop_missing; split 80%, 20% }"), "\(program.text)")
    #expect(!program.unneededLines.contains(5), "\(program.unneededLines)")
    #expect(left(program) == [8], "\(program.remarks)")
  }

  @Test func `first rows are kept, or shown; last rows are named`() {
    #expect(
      program("df = df.dropna()\ndf = df.head(100)\nprint(df.describe())").text
        == "d = data csv(\"a.csv\") { drop_missing; take 100 }\ndescribe d\n")
    #expect(program("print(df.head(3))").text.hasSuffix("\nhead d, 3\n"))
    #expect(
      trained("df = df.head(300)\nX, y = df[[\"a\"]], df[\"y\"]").text.contains(
        "{ take 300; select \"a\" }"))
    for line in ["df = df.tail(50)", "print(df.tail())", "df.tail(3)"] {
      #expect(left(program(line)) == [4], "\(line)")
    }
  }

  @Test func `words that become gaps are gaps, not classes`() {
    let rest = "\ndf = df.dropna()\nX, y = df[[\"a\"]], df[\"y\"]"
    for line in [
      "df[\"a\"] = df[\"a\"].replace(\"?\", np.nan).astype(float)",
      "df[\"a\"] = df[\"a\"].replace({\"?\": np.nan})", "df = df.replace(\"?\", np.nan)",
      "df.replace(\"?\", np.nan, inplace=True)",
    ] {
      let text = trained(line + rest).text
      #expect(
        text.contains("target=\"y\", missing=[\"?\"]) { drop_missing; select \"a\" }"),
        "\(text)")
    }
    let chosen = trained(
      "df = df[df[\"a\"] != \"?\"]\nX, y = df[[\"a\"]].astype(float), df[\"y\"]"
    ).text
    #expect(
      chosen.contains("missing=[\"?\"]) { drop_missing \"a\"; select \"a\" }"), "\(chosen)")
    #expect(left(trained("df[\"a\"] = df[\"a\"].replace(0, np.nan)" + rest)).contains(4))
  }

  @Test func `words without a number leave their rows`() {
    let text = trained(
      "df[\"b\"] = df[\"b\"].map({\"usa\": 1, \"europe\": 2})\ndf = df.dropna()\n"
        + "X, y = df[[\"a\", \"b\"]], df[\"y\"]"
    ).text
    #expect(
      text.contains(
        "{ keep b == \"usa\" or b == \"europe\"; drop_missing; "
          + "column b_number = (b == \"usa\") + 2 * (b == \"europe\"); select \"a\", \"b_number\" }"
      ),
      "\(text)")
    for line in [
      "map(lambda v: v * 2)", "map({\"a\": 0, \"b\": 0})", "replace({\"good\": \"ok\"})",
    ] {
      #expect(left(program("df[\"b\"] = df[\"b\"].\(line)")) == [4], "\(line)")
    }
  }

  @Test func `a line of pandas that is not read leaves the model`() {
    let program = program(
      "df = df.query(\"a > 1\")\nX, y = df[[\"a\"]], df[\"y\"]\n"
        + "m = keras.Sequential([Input((X.shape[1],)), Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)"
    )
    #expect(program.text.contains("m = model "), "\(program.text)")
    #expect(program.text.contains("  dense 1\n"))
    #expect(left(program) == [4, 5, 8], "\(program.remarks)")
    #expect(!program.text.contains("compiled and not trained"))
  }

  @Test func `parts and deviations that may differ are said`() {
    let program = program(
      "from sklearn.model_selection import train_test_split\nX = df[[\"a\"]]\nX = (X - X.mean()) / X.std()\n"
        + "a, b = train_test_split(df, test_size=0.2)")
    let told = program.remarks.map(\.text)
    #expect(told.contains { $0.contains("a row more or less") }, "\(told)")
    #expect(told.contains { $0.contains("learns from the training part alone") }, "\(told)")
  }
}
