import Testing

@testable import Programs

/// Extents that a program leaves open: `None`.
@Suite("Open sizes of Keras programs")
struct OpenSizeTests {
  private func program(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np\nfrom keras.layers import *\n" + lines + "\n")
  }

  @Test(arguments: [
    "m = keras.Sequential([Input([None, 1]), LSTM(8), Dense(1)])\nm.summary()",
    "m = keras.Sequential([LSTM(8, input_shape=(None, 3)), Dense(1)])\nm.summary()",
    "i = Input(shape=(None,), dtype=\"int32\")\nm = keras.Model(i, LSTM(4)(Embedding(9, 8)(i)))\nm.summary()",
    "m = keras.Sequential([Input((None, None, 3)), Conv2D(8, 3), GlobalAveragePooling2D()])\nm.summary()",
  ])
  func `a size that nothing says is named, above the model`(lines: String) {
    let program = program(lines)
    #expect(!program.isWhole)
    let told = program.remarks.filter { $0.kind == .left }.map(\.text)
    #expect(told.count == 1 && told[0].contains("nothing says what `None` is"), "\(told)")
    #expect(program.text.contains("what `None` is: "), "\(program.text)")
    #expect(program.text.contains("m = model "), "\(program.text)")
  }

  @Test func `a size that the data say is theirs`() {
    let program = program(
      "X, y = np.zeros((50, 20, 1)), np.zeros((50, 1))\n"
        + "m = keras.Sequential([Input([None, 1]), LSTM(8), Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)"
    )
    #expect(program.text.contains("m = model [20, 1] {"), "\(program.text)")
    #expect(program.isWhole, "\(program.remarks)")
  }

  @Test func `cells are the layers of their recurrence`() {
    let single = program(
      "m = keras.Sequential([Input((9, 3)), RNN(LSTMCell(8), go_backwards=True)])")
    #expect(single.text.contains("  lstm 8, go_backwards=true\n"), "\(single.text)")
    let stack = program(
      "i = Input((9, 3))\nx = RNN(StackedRNNCells([GRUCell(4), SimpleRNNCell(5, activation=\"relu\")]), "
        + "return_sequences=True)(i)\nm = keras.Model(i, x)\nm.summary()")
    #expect(
      stack.text.contains(
        "  gru 4, return_sequences=true\n  simple_rnn 5, activation=relu, return_sequences=true\n"),
      "\(stack.text)")
    #expect(single.isWhole && stack.isWhole)
    let own = program("m = keras.Sequential([Input((9, 3)), RNN(MyCell(8))])")
    #expect(!own.isWhole && !own.text.contains("lstm"), "\(own.text)")
  }

  @Test func `names of a starred import are known where Keras has them`() {
    let joined = program(
      "a, b = Input((4,)), Input((4,))\nm = keras.Model([a, b], Dense(1)(concatenate([a, b])))\nm.summary()"
    )
    #expect(joined.text.contains("concatenate {"), "\(joined.text)")
    let resized = program("m = keras.Sequential([Input((8, 8, 3)), Resizing(4, 4), Flatten()])")
    #expect(
      resized.remarks.first?.text.contains("there is no `Resizing`") == true, "\(resized.remarks)")
    let texts = program("v = TextVectorization(max_tokens=10)\nv.adapt([\"a b\"])")
    #expect(
      texts.remarks.first?.text.contains("there is no `TextVectorization`") == true,
      "\(texts.remarks)")
  }
}
