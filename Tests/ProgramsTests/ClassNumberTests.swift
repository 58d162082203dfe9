import Testing

@testable import Programs

/// Numbers of classes, of steps and of axes are the program's, or are named.
@Suite("Numbers of Keras programs")
struct ClassNumberTests {
  private func program(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n" + lines + "\n")
  }

  private func left(_ program: KerasProgram) -> [Int] {
    program.remarks.filter { $0.kind == .left }.map(\.line)
  }

  private func classes(_ map: String, _ loss: String = "sparse_categorical_crossentropy")
    -> KerasProgram
  {
    program(
      "df = pd.read_csv(\"a.csv\")\nX, y = df[[\"a\"]], df[\"s\"].map(\(map))\n"
        + "m = keras.Sequential([Dense(3, activation=\"softmax\")])\nm.compile(loss=\"\(loss)\")\n"
        + "m.fit(X, y, class_weight={0: 5.0, 1: 1.0, 2: 1.0})\np = m.predict(X)")
  }

  @Test func `class numbers of a map reach the weights, and what has other numbers is left out`() {
    let turned = classes("{\"G\": 0, \"C\": 1, \"A\": 2}")
    #expect(
      turned.text.contains("class_weight={\"G\": 5, \"C\": 1, \"A\": 1}"), "\(turned.text)")
    #expect(left(turned) == [8], "\(turned.remarks)")
    let same = classes("{\"A\": 0, \"C\": 1, \"G\": 2}")
    #expect(same.text.contains("class_weight={\"A\": 5, \"C\": 1, \"G\": 1}"), "\(same.text)")
    #expect(same.isWhole, "\(same.remarks)")
    #expect(left(classes("{\"G\": 0, \"C\": 1, \"A\": 2}", "mse")).contains(7))
  }

  @Test func `a new column of class numbers is the column of their words`() {
    let program = program(
      "df = pd.read_csv(\"a.csv\")\ndf[\"t\"] = df[\"s\"].map({\"ham\": 0, \"spam\": 1})\n"
        + "X, y = df[[\"a\"]], df[\"t\"]\nm = keras.Sequential([Dense(1, activation=\"sigmoid\")])\n"
        + "m.compile(loss=\"binary_crossentropy\")\nm.fit(X, y)")
    #expect(program.isWhole, "\(program.remarks)")
    #expect(program.text.contains("target=\"s\") { select \"a\" }"), "\(program.text)")
  }

  @Test func `what is compared with one word is learnt as the words of its column, and told`() {
    for target in [
      "(df[\"s\"] == \"spam\").astype(int)", "df[\"s\"] == \"spam\"",
      "(df.s == \"spam\").astype(\"float32\").values",
    ] {
      let program = program(
        "df = pd.read_csv(\"a.csv\")\ny = \(target)\nX = df.drop(columns=\"s\")\n"
          + "m = keras.Sequential([Dense(1, activation=\"sigmoid\")])\n"
          + "m.compile(loss=\"binary_crossentropy\")\nm.fit(X, y)")
      #expect(program.isWhole, "\(program.remarks)")
      #expect(program.text.contains("target=\"s\""), "\(program.text)")
      #expect(program.remarks.contains { $0.text.contains("`spam` against all others") })
    }
    let several = program(
      "df = pd.read_csv(\"a.csv\")\ny = (df.s == \"a\") | (df.s == \"b\")\nX = df[[\"x\"]]\n"
        + "m = keras.Sequential([Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)")
    #expect(!several.isWhole, "\(several.text)")
  }

  @Test func `a model is as wide as the program's where words of a column became numbers`() {
    let program = program(
      "df = pd.read_csv(\"a.csv\")\ndf[\"b\"] = df[\"b\"].replace({\"M\": 0, \"F\": 1})\n"
        + "X, y = df[[\"a\", \"b\"]], df[\"y\"]\nm = keras.Sequential([Input((2,)), Dense(1)])\n"
        + "m.compile(loss=\"mse\")\nm.fit(X, y)")
    #expect(program.text.contains("m = model 2 {"), "\(program.text)")
    #expect(
      program.text.contains("{ column b_number = b == \"F\"; select \"a\", \"b_number\" }"),
      "\(program.text)")
  }

  private func fit(_ options: String) -> KerasProgram {
    program(
      "X, y = np.load(\"x.npy\"), np.load(\"y.npy\")\nm = keras.Sequential([Input((4,)), Dense(1)])\n"
        + "m.compile(loss=\"mse\")\nm.fit(X, y, \(options))")
  }

  @Test func `how long is trained is the program's, or there is no training`() {
    #expect(fit("epochs=5, initial_epoch=3").text.contains("epochs=2,"))
    for options in ["epochs=2, steps_per_epoch=3", "epochs=3, initial_epoch=3"] {
      let program = fit(options)
      #expect(!program.text.contains("= train m"), "\(program.text)")
      #expect(left(program) == [6] && !program.text.contains("compiled and not trained"))
    }
    #expect(left(fit("epochs=2, validation_split=0.2, validation_freq=2")) == [6])
  }

  @Test func `functions that a line left out needs are named with what they are given`() {
    let program = program(
      "def slower(y_true, y_pred):\n    return y_pred\n"
        + "X, y = np.load(\"x.npy\"), np.load(\"y.npy\")\nm = keras.Sequential([Input((4,)), Dense(1)])\n"
        + "m.compile(loss=\"mse\")\nm.fit(X, y, callbacks=[keras.callbacks.LearningRateScheduler(slower)])"
    )
    #expect(!program.unneededLines.contains(3), "\(program.unneededLines)")
    #expect(
      program.remarks.contains { $0.text.contains("fn slower(y_true, y_pred) = …") },
      "\(program.remarks)")
  }

  @Test func `arrays of one axis are joined along it`() {
    #expect(
      program("a = np.array([1.0, 2.0])\nb = np.array([3.0])\nc = np.hstack((a, b))").text
        .hasSuffix(
          "c = concat([a, b])\n"))
    let open = program("X = np.load(\"x.npy\")\nc = np.hstack((X[:10], X[50:60]))")
    #expect(left(open) == [4], "\(open.text)")
  }
}
