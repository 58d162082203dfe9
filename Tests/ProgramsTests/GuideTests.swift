import Testing

@testable import Programs

/// Programs as they are passed around: each line is understood, or named.
@Suite("Programs of guides")
struct GuideTests {
  private func translated(_ name: String) throws -> KerasProgram {
    let program = KerasProgram.translate(try Samples.program(name))
    let left = program.text.occurrences(of: "# not understood, line")
    let named = program.remarks.filter { if case .left = $0.kind { true } else { false } }
    #expect(left <= named.count, "\(name): \(program.text)")
    return program
  }

  @Test func `a table of passengers: gaps, words and numbers`() throws {
    let program = try translated("titanic")
    #expect(
      program.text.contains(
        "impute median, \"age\"; impute constant, \"embarked\", value=\"S\"; one_hot \"embarked\""),
      "\(program.text)")
    #expect(
      program.text.contains("column sex_number = sex == \"female\"; drop \"sex\"; standardize"),
      "\(program.text)")
    #expect(program.text.contains("classifier = model 9 {"), "\(program.text)")
    #expect(program.text.contains("split 80%, 20%"), "\(program.text)")
    #expect(program.text.contains("  prelu\n"), "\(program.text)")
    #expect(program.text.contains("log_1 = train classifier"), "\(program.text)")
  }

  @Test func `reviews: embedding and convolutions over words`() throws {
    let program = try translated("reviews")
    #expect(!program.text.contains("not understood"), "\(program.text)")
    #expect(
      program.text.contains(
        """
        reviewer = model 250 {
          embedding 10000, 32
          dropout 0.2
          separable_conv1d 32, 5, activation=relu
          max_pooling1d
        """), "\(program.text)")
    #expect(
      program.remarks.contains { $0.text.contains("`SpatialDropout1D`, stands here as `dropout`") })
  }

  @Test func `pictures: what varies them is told, a bounded rectifier is a formula`() throws {
    let program = try translated("flowers")
    #expect(!program.text.contains("not understood"), "\(program.text)")
    #expect(program.text.contains("  activation (x -> clip(x, 0, 6))\n"), "\(program.text)")
    #expect(program.remarks.filter { $0.text.contains("augment") }.count == 3)
  }

  @Test func `a series in windows: what a loop makes is named, with the step that does it`() throws
  {
    let program = try translated("weather")
    #expect(program.text.contains("forecaster = model [24, 1] {"), "\(program.text)")
    #expect(program.remarks.contains { $0.text.contains("`split 70%, 30%`") })
  }

  @Test func `an autoencoder of pictures`() throws {
    let program = try translated("denoise")
    #expect(!program.text.contains("not understood"), "\(program.text)")
    #expect(program.text.contains("autoencoder = model [28, 28, 1] {\n  encoder\n"))
  }

  private func text(_ lines: String) -> String {
    KerasProgram.translate(
      "import numpy as np\nimport pandas as pd\nimport keras\nfrom keras import layers\n"
        + "from sklearn.model_selection import train_test_split\n" + lines
    ).text
  }

  @Test func `arrays of files are loaded, and split`() {
    let text = text(
      """
      X = np.load("features.npy")
      y = np.load("labels.npy", allow_pickle=True)
      a, b, c, d = train_test_split(X, y, test_size=0.25)
      net = keras.Sequential([layers.Input((4,)), layers.Dense(1)])
      net.compile("adam", "mse")
      net.fit(a, c, epochs=3)
      """)
    #expect(text.contains("X = load \"features.npy\"\ny = load \"labels.npy\"\n"), "\(text)")
    #expect(text.contains("table(X, y) { split 75%, 25% }"), "\(text)")
    #expect(!text.contains("not understood"), "\(text)")
  }

  @Test func `arrays of one file have names`() {
    let text = text(
      """
      archive = np.load("arrays.npz")
      a, b = archive["x"], archive["y"]
      net = keras.Sequential([layers.Input((4,)), layers.Dense(1)])
      net.compile("adam", "mse")
      net.fit(a, b, epochs=2)
      one = np.load("other.npz")["weights 2"]
      """)
    #expect(text.contains("archive = load \"arrays.npz\"\n"), "\(text)")
    #expect(text.contains("train net, table(archive.x, archive.y)"), "\(text)")
    #expect(text.contains("# not understood, line 11"), "\(text)")
  }

  @Test func `columns of a text file go by their places`() {
    let text = text(
      """
      rows = np.genfromtxt("rows.csv", delimiter=",", skip_header=1, usecols=(0, 1, 4))
      X, y = rows[:, 0:2], rows[:, 2]
      a, b, c, d = train_test_split(X, y, test_size=0.25)
      net = keras.Sequential([layers.Input((2,)), layers.Dense(1)])
      net.compile("adam", "mse")
      net.fit(a, c, epochs=3)
      """)
    #expect(
      text.contains(
        "csv(\"rows.csv\", target=\"column_5\", header=false, skip=1) { select \"column_1\", \"column_2\""
      ),
      "\(text)")
    #expect(!text.contains("not understood"), "\(text)")
  }

  @Test func `a table is split before its target is taken out`() {
    let text = text(
      """
      df = pd.read_csv("iris.csv")
      train, test = train_test_split(df, test_size=0.2)
      y = train.pop("species")
      y_test = test.pop("species")
      net = keras.Sequential([layers.Input((4,)), layers.Dense(3, activation="softmax")])
      net.compile("adam", "sparse_categorical_crossentropy")
      net.fit(train, y, epochs=2)
      net.evaluate(test, y_test)
      """)
    #expect(text.contains("target=\"species\") { split 80%, 20% }"), "\(text)")
    #expect(!text.contains("not understood"), "\(text)")
  }

  @Test func `arithmetic and joins inside a model`() {
    let text = text(
      """
      a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
      x = layers.Subtract()([layers.Dense(4)(a), layers.Dense(4)(b)])
      x = 2.0 * x - 1
      x = layers.maximum([x, layers.Dense(4)(b)])
      x = x / layers.Dense(4)(a)
      u, v = layers.Flatten()(a), layers.Flatten()(b)
      z = layers.Dot(axes=1)([u, v])
      m = keras.Model([a, b], layers.Concatenate()([x, z]))
      """)
    #expect(!text.contains("not understood"), "\(text)")
    #expect(text.contains("combine ((a, b) -> a - b) {"), "\(text)")
    #expect(text.contains("combine ((a, b) -> maximum(a, b)) {"), "\(text)")
    #expect(text.contains("combine ((a, b) -> sum(a * b, axis=1, keepdims=true)) {"), "\(text)")
    #expect(text.contains("path { rescaling 2; rescaling 1, offset=-1 }"), "\(text)")
  }

  @Test func `attention takes lists`() {
    let text = text(
      """
      a, b = keras.Input((5, 4), name="a"), keras.Input((7, 4), name="b")
      x = layers.Attention(use_scale=True)([a, b])
      x = layers.AdditiveAttention()([x, x])
      m = keras.Model([a, b], layers.Flatten()(x))
      """)
    #expect(text.contains("attention use_scale=true, value=b"), "\(text)")
    #expect(text.contains("  additive_attention\n"), "\(text)")
  }

  @Test func `a class of one's own is named by its line, and what is made of it`() {
    let program = KerasProgram.translate(
      """
      import keras
      class Tower(keras.Model):
          def call(self, x):
              return x
      net = Tower()
      """)
    #expect(program.remarks.map(\.line) == [2, 5])
    #expect(program.remarks[0].text.contains("a class of one's own is a program"))
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func occurrences(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let place = rest.firstRange(of: part) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}
