import Testing

@testable import Programs

/// Words of columns that programs give numbers stay one column of numbers.
@Suite("Columns of numbers for words")
struct NumberedColumnTests {
  private func trained(_ lines: String, inputs: Int) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n"
        + "from sklearn.preprocessing import LabelEncoder\ndf = pd.read_csv(\"a.csv\")\n" + lines
        + "\nm = keras.Sequential([Input((\(inputs),)), Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)\n"
    )
  }

  /// The block of the data, without its braces.
  private func block(_ lines: String, inputs: Int = 2) -> String {
    let program = trained(lines, inputs: inputs)
    let text = program.text
    guard program.isWhole, text.contains("m = model \(inputs) {"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("d = data csv(") }),
      let start = line.firstIndex(of: "{")
    else { return text }
    return String(line[start...].dropFirst(2).dropLast(2))
  }

  @Test func `a map of words is a column of its numbers`() {
    let rest = "\nX, y = df[[\"a\", \"s\"]], df[\"y\"]"
    #expect(
      block("df[\"s\"] = df[\"s\"].map({\"male\": 0, \"female\": 1})" + rest)
        == "column s_number = s == \"female\"; select \"a\", \"s_number\"")
    #expect(
      block("df[\"s\"] = df[\"s\"].replace({\"X\": 0, \"Y\": 1, \"Z\": 5})" + rest)
        == "column s_number = (s == \"Y\") + 5 * (s == \"Z\"); select \"a\", \"s_number\"")
    #expect(
      block(
        "df[\"n\"] = df[\"s\"].map({\"no\": -1, \"yes\": 1})\nX, y = df[[\"a\", \"n\"]], df[\"y\"]")
        == "column n = -1 * (s == \"no\") + (s == \"yes\"); select \"a\", \"n\"")
  }

  @Test func `the words are no column beside their numbers`() {
    let map = "df[\"s\"] = df[\"s\"].map({\"m\": 0, \"f\": 1})\n"
    #expect(
      block(map + "y = df[\"y\"]\nX = df.drop(columns=[\"y\"])")
        == "column s_number = s == \"f\"; drop \"s\"")
    #expect(
      block(map + "y = df[\"y\"]\nX = df.drop(columns=[\"s\", \"y\"])", inputs: 1) == "drop \"s\"")
    #expect(
      block("df = df[[\"a\", \"s\", \"y\"]]\n" + map + "y = df.pop(\"y\")\nX = df")
        == "select \"a\", \"s\"; column s_number = s == \"f\"; drop \"s\"")
    #expect(
      block(map + "df = pd.get_dummies(df)\ny = df[\"y\"]\nX = df[[\"a\", \"s\"]]")
        == "column s_number = s == \"f\"; drop \"s\"; one_hot; select \"a\", \"s_number\"")
  }

  @Test func `words as places in the alphabet are one column`() {
    let rest = "\nX, y = df[[\"a\", \"s\"]], df[\"y\"]"
    for line in [
      "df[\"s\"] = LabelEncoder().fit_transform(df[\"s\"])",
      "df[\"s\"] = df[\"s\"].astype(\"category\").cat.codes",
    ] {
      #expect(block(line + rest) == "ordinal \"s\"; select \"a\", \"s\"")
    }
    #expect(
      block(
        "df[\"y\"] = LabelEncoder().fit_transform(df[\"y\"])\nX, y = df[[\"a\"]], df[\"y\"]",
        inputs: 1)
        == "select \"a\"")
  }

  @Test func `a condition in the place of its column is one of 0 and 1`() {
    #expect(
      block(
        "df[\"s\"] = (df[\"s\"] == \"f\").astype(int)\ndf = df.drop_duplicates()\nX, y = df[[\"a\", \"s\"]], df[\"y\"]"
      ) == "column s_number = s == \"f\"; drop \"s\"; drop_duplicates; select \"a\", \"s_number\"")
  }

  @Test func `an encoder of words has a column for each of them`() {
    #expect(
      block(
        "from sklearn.preprocessing import OneHotEncoder\ne = OneHotEncoder(sparse_output=False)\n"
          + "X, y = e.fit_transform(df[[\"a\", \"s\"]]), df[\"y\"]", inputs: 5)
        == "select \"a\", \"s\"; one_hot \"a\", \"s\"")
  }

  @Test func `numbers of what is learnt are its classes`() {
    let text = trained(
      "df[\"y\"] = df[\"y\"].map({\"B\": 0, \"M\": 1})\nX, y = df[[\"a\"]], df[\"y\"]", inputs: 1
    ).text
    #expect(
      text.contains("csv(\"a.csv\", target=\"y\", words=[\"y\"]) { select \"a\" }"), "\(text)")
  }

  @Test(arguments: [
    "df = df[df[\"s\"] == 1]", "df[\"s\"] = df[\"s\"].fillna(0)", "df[\"z\"] = df[\"s\"] * 2",
    "df[\"s\"] = df[\"s\"].map({\"x\": 1})",
  ])
  func `what asks for the numbers of words is named`(line: String) {
    let program = trained(
      "df[\"s\"] = df[\"s\"].map({\"m\": 0, \"f\": 1})\n\(line)\nX, y = df[[\"a\", \"s\"]], df[\"y\"]",
      inputs: 2)
    #expect(program.remarks.contains { $0.kind == .left && $0.line == 6 }, "\(program.remarks)")
    #expect(!program.text.contains("= train m"), "\(program.text)")
  }

  @Test func `a column that is dropped before another choice of the same columns stays dropped`() {
    #expect(
      block(
        "y = df[\"y\"]\ndf = df[[\"a\", \"b\", \"c\"]]\ndf = df.drop(columns=[\"c\"])\nX = df[[\"a\", \"b\"]]"
      )
        == "select \"a\", \"b\"")
  }
}
