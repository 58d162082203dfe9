import Testing

@testable import Programs

/// A translated program never gives another number than the program in silence.
@Suite("Nothing of a program is left out in silence")
struct SilenceTests {
  private func translated(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n"
        + "from sklearn.preprocessing import StandardScaler, MinMaxScaler\n"
        + "from sklearn.model_selection import train_test_split\n"
        + "X = np.array([[1.5, 2], [3, 4]])\nZ = np.array([[5.5, 6], [7, 8]])\n" + lines)
  }

  /// The lines behind those of X and Z.
  private func lines(_ lines: String) -> [String] {
    translated(lines).text.split(separator: "\n").dropFirst(2).map(String.init)
  }

  @Test(
    arguments: [
      "A = X.sum(axis=(1, 2))", "A = X.std(ddof=1)", "A = np.var(X, ddof=1)", "A = X.astype(int)",
      "A = np.linspace(0, 1, 5, endpoint=False)", "A = X.reshape(4, order=\"F\")",
      "A = X.flatten(\"F\")", "A = X.sum(initial=5)", "A = X.sum(dtype=\"int32\")",
      "A = np.mean(X, where=X > 1)", "A = np.array([1.5], dtype=\"int32\")",
      "A = np.random.normal(0, X.mean(), size=(2,))", "A = MinMaxScaler((-1, 1)).fit_transform(X)",
      "A = StandardScaler(with_mean=False).fit_transform(X)", "A = StandardScaler().transform(X)",
      "df = pd.read_csv(\"a.csv\", skiprows=3)",
      "m = keras.Sequential([Dense(2, activation=\"rellu\")])",
    ])
  func `an argument that is not read makes its statement a comment`(line: String) {
    let own = lines(line)
    #expect(
      own.first == "# not understood, line 7:" && own.allSatisfy { $0.hasPrefix("#") }, "\(own)")
  }

  @Test func `a loss or a metric of another kind is not taken for the usual one`() {
    let head = "m = keras.Sequential([Input((2,)), Dense(1)])\n"
    let sum = lines(
      head + "m.compile(loss=keras.losses.MeanSquaredError(reduction=\"sum\"))\nm.fit(X, Z)")
    #expect(!sum.contains { $0.contains("train") })
    let area = translated(
      head + "m.compile(loss=\"mse\", metrics=[keras.metrics.AUC(curve=\"PR\")])\nm.fit(X, Z)")
    #expect(!area.text.contains("auc") && area.remarks.contains { $0.text.contains("`curve`") })
  }

  @Test func `axes are kept, numbers are cut off as Python does`() {
    #expect(lines("A = X.sum(axis=1, keepdims=True)") == ["A = sum(X, axis=1, keepdims=true)"])
    #expect(lines("n = np.int32(3.7)\nA = np.zeros((n,))") == ["A = zeros([3])"])
    #expect(lines("A = (X > 2).astype(int)") == ["A = X > 2"])
    #expect(lines("A = X.astype(\"float32\").sum(axis=None)") == ["A = sum(X)"])
  }

  @Test func `a scaler transforms by what it was fitted on`() {
    let standard = "(Z - mean(X, axis=0)) / std(X, axis=0)"
    #expect(lines("s = StandardScaler().fit(X)\nB = s.transform(Z)") == ["B = " + standard])
    #expect(
      lines("s = StandardScaler()\nX = s.fit_transform(X)\nB = s.transform(Z)") == [
        "X_2 = (X - mean(X, axis=0)) / std(X, axis=0)", "B = " + standard,
      ])
    #expect(
      lines("s = MinMaxScaler(feature_range=(0, 1)).fit(X)\nB = s.transform(Z)") == [
        "B = (Z - min(X, axis=0)) / (max(X, axis=0) - min(X, axis=0))"
      ])
  }

  @Test func `how rows are split is written`() {
    let fit = "\nm = keras.Sequential([Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(a, c)"
    let split = "y = np.array([0, 1])\na, b, c, d = train_test_split(X, y, test_size=0.4, "
    #expect(
      lines(split + "shuffle=False)" + fit).contains {
        $0.contains("split 60%, 40%, shuffle=false }")
      })
    #expect(
      lines(split + "stratify=y)" + fit).contains { $0.contains("split 60%, 40%, stratify=true }") }
    )
    #expect(lines(split + "stratify=X)")[1].hasPrefix("# not understood"))
  }

  @Test func `early stopping keeps its arguments, and what differs is said`() {
    let program = translated(
      """
      m = keras.Sequential([Input((2,)), Dense(1)])
      m.compile(loss="mse")
      stop = keras.callbacks.EarlyStopping(monitor="loss", patience=2, min_delta=0.01, baseline=3, start_from_epoch=4)
      m.fit(X, Z, callbacks=[stop])
      """)
    #expect(program.text.contains("early_stopping=early_stopping(2, monitor=loss, min_delta=0.01)"))
    let told = program.remarks.map(\.text)
    for word in ["baseline", "start_from_epoch", "restores the best epoch"] {
      #expect(told.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test(
    arguments: [
      "A = X\nA[0] = 0\nB = X + 1", "X[0] += 1\nB = X + 1", "X.sort()\nB = X + 1",
      "np.random.shuffle(X)\nB = X + 1", "np.add(X, Z, out=X)\nB = X + 1",
      "A = X\nA += 1\nB = X + 1",
    ])
  func `what may be changed is unknown from then on`(program: String) {
    #expect(!lines(program).contains { $0.hasPrefix("B = ") })
  }

  @Test func `a method that Keras does not know leaves its model as it was, and that is said`() {
    let program = translated(
      "m = keras.Sequential([Input((2,)), Dense(1)])\nm.frob(3)\nfrob(m)\nm.summary()")
    #expect(program.text.contains("\nsummary m"), "\(program.text)")
    #expect(
      program.remarks.filter { $0.text.contains("takes `m` as it was before this line") }.map(
        \.line)
        == [9])
    #expect(
      !lines("m = keras.Sequential([Input((2,)), Dense(1)])\nm.pop(3)\nm.summary()").contains(
        "summary m"))
  }

  @Test(
    arguments: [
      "%time m.summary()", "%%time\nm.summary()",
      "get_ipython().run_line_magic('time', 'm.summary()')",
      "get_ipython().run_cell_magic('time', '', 'm.summary()\\n')",
    ])
  func `what is timed is read`(line: String) {
    let own = lines("m = keras.Sequential([Input((2,)), Dense(1)])\n" + line)
    #expect(own.last == "summary m", "\(own)")
  }

  @Test func `a training that is not understood leaves no results of its model`() {
    let own = lines(
      "m = keras.Sequential([Input((2,)), Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, unknown)\np = m.predict(X)"
    )
    #expect(!own.contains { $0.hasPrefix("p = ") }, "\(own)")
  }

  @Test func `a model without one of its layers is not trained`() {
    let added = lines(
      "m = keras.Sequential()\nm.add(Input((2,)))\nm.add(Dense(8, activation=\"rellu\"))\nm.add(Dense(1))\nm.compile(loss=\"mse\")\nm.fit(X, Z)"
    )
    #expect(added.allSatisfy { $0.hasPrefix("#") }, "\(added)")
    let limited = translated(
      "m = keras.Sequential([Input((2,)), Dense(8, kernel_constraint=\"max_norm\"), Dense(1)])")
    #expect(limited.text.hasSuffix("m = model 2 {\n  dense 8\n  dense 1\n}\n"))
    #expect(limited.remarks.contains { $0.text.contains("`kernel_constraint`") })
  }

  @Test func `a model of steps of pictures alone is left out and said`() {
    let program = translated(
      "from keras import layers\na = keras.Sequential([layers.RandomFlip(\"horizontal\"), layers.RandomRotation(0.1)])"
    )
    #expect(!program.text.contains("model"))
    #expect(program.remarks.contains { $0.text.contains("without layers") })
  }

  @Test func `columns of a file that nabla prepares are said`() {
    let program = translated(
      """
      df = pd.read_csv("a.csv")
      y = df.pop("price")
      m = keras.Sequential([Dense(1)])
      m.compile(loss="mse")
      m.fit(df, y)
      """)
    #expect(program.text.contains("# line 11: columns of the file are prepared here"))
    #expect(program.remarks.contains { $0.text.contains("`prepare` standardizes") })
  }
}
