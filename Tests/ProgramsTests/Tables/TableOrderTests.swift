import Testing

@testable import Programs

/// Tables of pandas: the rows that are trained on are those of the program.
@Suite("Rows and columns of Keras programs")
struct TableOrderTests {
  private func translated(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n"
        + "df = pd.read_csv(\"a.csv\")\n" + lines
        + "\nm = keras.Sequential([Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)\n")
  }

  /// The block of the data, without its braces.
  private func block(_ lines: String) -> String {
    let text = translated(lines).text
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("d = data csv(") }),
      let start = line.firstIndex(of: "{")
    else { return text }
    return String(line[start...].dropFirst(2).dropLast(2))
  }

  @Test func `rows are left out by the columns that are there in the program`() {
    let y = "\ny = df[\"y\"]"
    #expect(
      block("df = df.dropna()\nX = df[[\"a\", \"b\"]].values" + y)
        == "drop_missing; select \"a\", \"b\"")
    #expect(
      block("df = df[[\"a\", \"b\", \"y\"]]\ndf = df.dropna()\nX = df[[\"a\"]]" + y)
        == "select \"a\", \"b\"; drop_missing; select \"a\"")
    #expect(
      block("df = df.drop_duplicates()\nX = df[[\"a\", \"b\"]]" + y)
        == "drop_duplicates; select \"a\", \"b\"")
    #expect(
      block(
        "df = df.drop(columns=[\"id\"])\ndf = df.drop_duplicates()\nX = df.drop(\"b\", axis=1)" + y)
        == "drop \"id\"; drop_duplicates; drop \"b\"")
    #expect(
      block(
        "df.dropna(inplace=True)\ndf.drop([\"id\"], axis=1, inplace=True)\ny = df.pop(\"y\")\nX = df"
      )
        == "drop_missing; drop \"id\"")
    #expect(
      block("df = df.dropna()\nz = df.pop(\"z\")\ny = df.pop(\"y\")\nX = df")
        == "drop_missing; drop \"z\"")
  }

  @Test func `a target is no column that is dropped`() {
    let program = translated(
      "df = df.dropna()\ndf = df.drop([\"sex\"], axis=1)\nX = df.drop(\"y\", axis=1).values\n"
        + "y = df[\"y\"].astype(\"category\").cat.codes.values")
    #expect(
      program.text.contains("csv(\"a.csv\", target=\"y\") { drop_missing; drop \"sex\" }"),
      "\(program.text)")
  }

  @Test func `gaps of some columns, and what has no counterpart`() {
    #expect(
      block("df = df.dropna(subset=[\"a\", \"y\"])\nX = df[[\"a\"]]\ny = df[\"y\"]")
        == "drop_missing \"a\"; select \"a\"")
    for line in [
      "df.dropna(axis=1)", "df.dropna(how=\"all\")", "df.drop_duplicates(keep=\"last\")",
    ] {
      let program = translated("df = \(line)\nX = df[[\"a\"]]\ny = df[\"y\"]")
      #expect(program.text.contains("# not understood, line 4:"), "\(program.text)")
      #expect(!program.text.contains("= train"), "\(program.text)")
    }
  }

  @Test func `rows are chosen by conditions`() {
    let rest = "\nX = df[[\"a\", \"b\"]]\ny = df[\"y\"]"
    #expect(block("df = df[df[\"a\"] > 1]" + rest) == "keep a > 1; select \"a\", \"b\"")
    #expect(
      block("df = df[(df[\"a\"] >= 1) & (df[\"city\"] == \"Rome\")]" + rest)
        == "keep (a >= 1) and (city == \"Rome\"); select \"a\", \"b\"")
    #expect(
      block("df = df[df.a > 1]\nX, y = df[[\"a\", \"b\"]], df.y.values")
        == "keep a > 1; select \"a\", \"b\"")
    // A gap is unlike 3 in pandas, and stays.
    #expect(
      block("df = df[df[\"a\"] != 3]" + rest)
        == "keep (missing(a) or a != 3); select \"a\", \"b\"")
    #expect(
      block("df = df[df[\"a\"].notna()]" + rest) == "keep not missing(a); select \"a\", \"b\"")
    #expect(
      block("df = df.loc[df[\"a\"].isin([1, 2])]" + rest)
        == "keep a == 1 or a == 2; select \"a\", \"b\"")
  }

  @Test func `columns are computed, targets too`() {
    #expect(
      block("df[\"r\"] = df[\"a\"] / df[\"b\"]\nX = df[[\"a\", \"r\"]]\ny = df[\"y\"] / 1000")
        == "column r = (a / b); select \"a\", \"r\"; relabel y -> y / 1000")
    #expect(
      block("X = df[[\"a\"]]\ny = (df[\"y\"] > 5).astype(int)")
        == "select \"a\"; relabel y -> y > 5")
    #expect(
      block("df[\"a\"] = df[\"a\"] / 10\nX = df[[\"a\"]]\ny = df[\"y\"]")
        == "column a_number = (a / 10); select \"a_number\"")
    for twice in ["df[\"a\"] = df[\"a\"] / 10", "df = df[df[\"a\"] > 1]"] {
      let text = translated("df[\"a\"] = df[\"a\"] / 10\n\(twice)\nX, y = df[[\"a\"]], df[\"y\"]")
        .text
      #expect(text.contains("# not understood, line 5:") && !text.contains("= train"), "\(text)")
    }
    let learnt = translated("df[\"y\"] = df[\"y\"] > 5\nX, y = df[[\"a\"]], df[\"y\"]").text
    #expect(!learnt.contains("= train"), "\(learnt)")
    let alone = translated("X = df[[\"y\"]]\ny = df[\"y\"]").text
    #expect(!alone.contains("= train"), "\(alone)")
    let mixed = translated("X = df[[\"a\"]]\ny = df[\"a\"] - df[\"b\"]").text
    #expect(!mixed.contains("= train") && mixed.contains("# not understood, line 8:"), "\(mixed)")
  }

  @Test func `parts are shares of the rows`() {
    let head = "X, y = df[[\"a\"]], df[\"y\"]\nn = int(0.8 * len(X))\n"
    let parts = "X_test, y_test = X[n:], y[n:]\nX, y = X[:n], y[:n]"
    #expect(block(head + parts) == "select \"a\"; split 80%, 20%, shuffle=false")
    let program = translated(
      "n = int(len(df) * 0.7)\nk = int(len(df) * 0.9)\ntrain, held, test = df[:n], df.iloc[n:k], df[k:len(df)]\n"
        + "X, y = train[[\"a\"]], train[\"y\"]\nX_val, y_val = held[[\"a\"]], held[\"y\"]")
    #expect(
      program.text.contains("split 70%, 20%, 10%, shuffle=false }"), "\(program.text)")
    let met = translated(
      "X, y = df[[\"a\"]], df[\"y\"]\nn = len(X) // 2\nA, X = X[:n], X[int(len(X) * 0.4):]")
    #expect(met.text.contains("# not understood, line 6:"), "\(met.text)")
  }

  @Test func `a table that is split at shares, and drawn before`() {
    #expect(
      block(
        "train, val, test = np.split(df.sample(frac=1), [int(0.8 * len(df)), int(0.9 * len(df))])\n"
          + "X, y = train[[\"a\"]], train[\"y\"]") == "shuffle; select \"a\"; split 80%, 10%, 10%")
    let late = translated(
      "n = int(0.8 * len(df))\ntrain = df[:n]\ntrain = train.dropna()\nX, y = train[[\"a\"]], train[\"y\"]"
    ).text
    #expect(late.contains("# not understood, line 6:") && !late.contains("= train m"), "\(late)")
  }

  @Test func `places of columns are those that are left`() {
    #expect(
      block("df = df[[\"a\", \"b\", \"y\"]]\nX = df.iloc[:, :-1]\ny = df.iloc[:, -1]")
        == "select \"a\", \"b\"")
    #expect(
      translated("df = df[[\"a\", \"b\", \"y\"]]\nX = df.iloc[:, :-1]\ny = df.iloc[:, -1]").text
        .contains("target=\"y\""))
  }

  @Test func `names that replace those of a file are not taken for names of its first row`() {
    let text = KerasProgram.translate(
      "import keras, pandas as pd\ndf = pd.read_csv(\"a.csv\", names=[\"a\", \"b\"], header=0)\n"
    ).text
    #expect(text.hasPrefix("# not understood, line 2:"), "\(text)")
  }
}
