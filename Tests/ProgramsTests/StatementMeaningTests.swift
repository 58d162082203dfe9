import Learning
import Testing

@testable import Programs

/// What single statements of Keras programs become, and what is told of them.
@Suite("Statements of Keras programs")
struct StatementMeaningTests {
  @Test func `what is not understood is a comment, and named with its line and why`() {
    let program = KerasProgram.translate(
      """
      import keras
      class Net(keras.Model):
          pass
      net = Net()
      model = keras.Sequential([keras.Input((4,)), keras.layers.RandomFlip("horizontal"), keras.layers.Dense(2)])
      model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), ["accuracy"])
      model.fit(x, y)
      """)
    #expect(
      program.text == """
        # not understood, lines 2 to 3:
        #   class Net(keras.Model):
        #       pass
        # not understood, line 4:
        #   net = Net()
        # line 5, left out: RandomFlip("horizontal"): there is no `RandomFlip`: pictures are varied by a step of data: `augment flip=horizontal`
        m = model 4 {
          dense 2
        }

        # not understood, line 7:
        #   model.fit(x, y)
        # compiled so; what line 7 does with it is not understood: train m, …, optimizer=sgd, loss=sparse_categorical_crossentropy(from_logits=true), metrics=[accuracy]

        """)
    #expect(
      program.remarks.map { "\($0.line): \($0.text)" } == [
        "2: a class of one's own is a program: write its layers in `Sequential`, or call them one on another",
        "4: `Net` comes from line 2, which was not understood",
        "5: there is no `RandomFlip`: pictures are varied by a step of data: `augment flip=horizontal`",
        "7: nothing before it says what `x` is",
      ])
  }

  @Test func `faults of a training are told as train tells them`() {
    func lints(_ layers: String, _ loss: String, _ more: String = "") -> [String] {
      let program = KerasProgram.translate(
        """
        import keras
        from keras import layers
        (x, y), (a, b) = keras.datasets.mnist.load_data()
        m = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), \(layers)])
        m.compile(loss=\(loss))
        m.fit(x, y\(more))
        """)
      return program.remarks.compactMap {
        if case .lint(let lint) = $0.kind { lint.code } else { nil }
      }
    }
    let logits = "keras.losses.SparseCategoricalCrossentropy(from_logits=True)"
    #expect(lints("layers.Dense(10, activation='softmax')", logits) == ["W0006"])
    #expect(lints("layers.Dense(10)", logits) == [])
    #expect(lints("layers.Dense(10)", "'sparse_categorical_crossentropy'") == ["W0005"])
    #expect(lints("layers.Dense(10, 'softmax')", "'categorical_crossentropy'") == ["W0002"])
    #expect(lints("layers.Dense(1, 'softmax')", "'binary_crossentropy'") == ["W0001", "W0003"])
    #expect(lints("layers.Dense(10, 'sigmoid')", "'sparse_categorical_crossentropy'") == ["W0004"])
    #expect(lints("layers.Dense(1)", "'mse'") == ["W0007"])
    #expect(
      lints(
        "layers.Dense(10, 'softmax')", "'sparse_categorical_crossentropy'",
        ", validation_data=(a, b)")
        == ["W0008"])
  }

  @Test(
    arguments: [
      ("import torch\nimport torch.nn as nn\n", ForeignFramework.pytorch),
      ("from sklearn.linear_model import LogisticRegression\n", .scikitLearn),
      ("import jax\nimport numpy as np\n", .jax),
      ("import tensorflow as tf\nx = tf.constant(3)\n", .tensorflow),
      ("from transformers import pipeline\nimport torch\n", .pytorch),
    ])
  func `programs of other libraries are known`(source: String, framework: ForeignFramework) {
    let program = KerasProgram.translate(source)
    #expect(!program.usesKeras && program.framework == framework)
  }

  @Test func `Keras is known inside of TensorFlow, and no program has none`() {
    #expect(
      KerasProgram.translate("import tensorflow as tf\nm = tf.keras.Sequential()\n").usesKeras)
    let empty = KerasProgram.translate("")
    #expect(empty.text.isEmpty && !empty.usesKeras && empty.framework == nil)
  }

  @Test func `values that are computed have lines of their own`() {
    let text = KerasProgram.translate(
      """
      import numpy as np
      import keras
      np.random.seed(3)
      x = np.linspace(-1, 1, 200).reshape(-1, 1)
      y = 3 * x + np.random.normal(0, 0.1, size=(200, 1))
      net = keras.Sequential([keras.layers.Dense(1)])
      net.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1, momentum=0.9), loss="mse")
      run = net.fit(x, y, epochs=20, verbose=0)
      print("loss", run.history["loss"][-1])
      """
    ).text
    #expect(
      text == """
        seed 3
        x = reshape(linspace(-1, 1, 200), [-1, 1])
        y = 3 * x + normal([200, 1], mean=0, std=0.1)
        net = model 1 {
          dense 1
        }
        run = train net, table(x, y), epochs=20, optimizer=sgd(0.1, momentum=0.9), loss=mean_squared_error
        print "loss", run.loss[-1]

        """)
  }

  @Test func `a session has prose and cells`() throws {
    let session = KerasProgram.translate(try Samples.program("article")).session(
      titled: "article.py")
    #expect(
      session.hasPrefix(
        """
        ---
        nabla: 1
        title: "article.py"
        ---
        # article.py

        the model

        ```nabla
        m = model 784 {
          dense 256, activation=relu
          output: dense 1, activation=sigmoid
        }
        ```

        the data

        ```nabla
        d = data mnist { rescale 1/255; reshape 784 }
        ```

        """))
  }

  /// The result of lines behind the usual imports.
  private func text(_ lines: String) -> String {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n" + lines
    ).text
  }

  @Test func `names that a star brings are known`() {
    #expect(
      text("m = keras.Sequential([Input((3,)), Conv1D if False else Dense(2), MaxPool2D()])")
        .hasPrefix(
          "m = model 3 {\n  dense 2\n  max_pooling2d\n}"))
  }

  @Test func `what nothing here needs is counted, not told`() {
    let program = KerasProgram.translate(
      """
      import os, keras, matplotlib.pyplot as plt
      os.environ["KERAS_BACKEND"] = "jax"
      print(keras.__version__)
      fig, ax = plt.subplots()
      ax.set_title("loss")
      if not os.path.exists("out"):
          os.makedirs("out")
      plt.show()
      """)
    #expect(program.text.isEmpty && program.remarks.isEmpty)
    #expect(program.unneededLines == [2, 3, 4, 5, 6, 8])
  }

  @Test func `the cells of a notebook know what those before them say`() {
    let cells = KerasProgram.translate(cells: [
      "import keras\n%matplotlib inline", "(x, y), _ = keras.datasets.mnist.load_data()",
      "m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10)])\nm.compile(loss='mse')",
      "m.fit(x / 255, y)\nm.foo()",
    ])
    #expect(
      cells.map(\.text) == [
        "", "d = data mnist { rescale 1/255 }\n",
        "m = model [28, 28] {\n  flatten\n  dense 10\n}\n",
        """
        r = train m, d, epochs=1, loss=mean_squared_error

        # not understood, line 2:
        #   m.foo()

        """,
      ])
    #expect(cells[0].unneededLines == [2])
    #expect(cells[3].remarks.map(\.line) == [1, 2])
  }

  @Test func `bodies of with and try are read, handlers are not`() {
    #expect(
      text(
        """
        try:
            import google.colab
        except ImportError:
            x = 1 / 0
        with strategy.scope():
            m = keras.Sequential([Input((2,)), Dense(1)])
        """) == "m = model 2 {\n  dense 1\n}\n")
  }

  @Test func `texts are printed in whatever way they are made`() {
    let lines = """
      n = 3
      a = np.array([1.5, 2])
      print("n is", n, "and", a, sep=" ")
      print(f"{n} of {a.shape[0]}: {a[0]:.2f}")
      print("n=%d, a=%.1f%%" % (n, a[1]))
      print("n={}, a={:.2f}".format(n, a[1]))
      print("n=" + str(n))
      print()
      """
    #expect(
      text(lines) == """
        a = [1.5, 2]
        print "n is 3 and", a
        print "3 of 2:", format("{:.2f}", a[0])
        print "n=3, a=", format("{:.1f}", a[1]), "%"
        print "n=3, a=", format("{:.2f}", a[1])
        print "n=3"

        """)
  }
}
