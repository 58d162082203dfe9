import Learning
import Testing

@testable import Programs

/// Keras programs in nabla's words.
@Suite("Keras programs")
struct KerasProgramTests {
  @Test func `the article's program gives its session, with what train would warn of`() throws {
    let program = KerasProgram.translate(try Samples.program("article"))
    #expect(
      program.text == """
        # the model
        m = model 784 {
          dense 256, activation=relu
          output: dense 1, activation=sigmoid
        }

        # the data
        d = data mnist { rescale 1/255; reshape 784 }

        # training
        r = train m, d, epochs=10, batch_size=32, optimizer=adam, loss=binary_crossentropy, metrics=[accuracy], validation=d.test

        # the test
        e = evaluate m, d.test, metrics=[accuracy]
        print "Test accuracy:", e.accuracy

        """)
    #expect(
      program.remarks.map(\.kind) == [
        .lint(.targetsOutsideUnitRange(loss: "binary_crossentropy", low: 0, high: 9)),
        .lint(.validationIsTest),
      ])
    #expect(program.remarks.map(\.line) == [21, 21])
  }

  @Test func `its corrected form`() throws {
    let program = KerasProgram.translate(try Samples.program("digits"))
    #expect(
      program.text == """
        # Ten digits, one output each.
        seed 7
        d = data mnist { reshape 784; rescale 1/255 }
        m = model 784 {
          dense 256, activation=relu
          dense 10, activation=softmax
        }
        summary m
        history = train m, d, epochs=5, batch_size=32, optimizer=adam, loss=sparse_categorical_crossentropy, metrics=[accuracy], validation_split=0.1, early_stopping=2
        e = evaluate m, d.test, metrics=[accuracy]
        print "Test loss:", e.loss
        print "Test accuracy:", e.accuracy
        save m, "digits.safetensors"

        """)
    #expect(program.remarks.map(\.line) == [29])
  }

  @Test func `loops over layers are unrolled, classes become rows`() throws {
    let program = KerasProgram.translate(try Samples.program("convnet"))
    #expect(program.remarks.isEmpty)
    #expect(program.text.contains("d = data mnist { rescale 1/255; reshape 28, 28, 1; one_hot }\n"))
    #expect(
      program.text.contains(
        """
        net = model [28, 28, 1] {
          conv2d 32, 3, activation=relu
          max_pooling2d
          conv2d 64, 3, activation=relu
          max_pooling2d
          flatten
          dropout 0.5
          dense 10, activation=softmax
        }
        """))
    #expect(
      program.text.hasSuffix("print \"Test loss:\", e.loss\nprint \"Test accuracy:\", e.accuracy\n")
    )
  }

  @Test func `data that nabla does not have are fetched by a line of Python`() throws {
    let program = KerasProgram.translate(try Samples.program("text"))
    #expect(
      program.text.contains(
        """
        # nabla does not have these data: run this behind line 19 of the Python program, once
        #   import numpy; numpy.savez("imdb.npz", x_train=x_train, y_train=y_train, x_test=x_val, y_test=y_val)
        d = data npz("imdb.npz") { }
        """))
    // The length that is left open is that of the data.
    #expect(program.text.hasPrefix("m = model 200 {\n  embedding 20000, 128\n"))
  }

  @Test func `several inputs are paths, and stand side by side while they are trained`() throws {
    let program = KerasProgram.translate(try Samples.program("two_inputs"))
    #expect(program.remarks.isEmpty)
    #expect(
      program.text.contains(
        """
        m = model title=[40], body=[120] {
          concatenate {
            path { from title; embedding 2000, 32; lstm 64 }
            path { from body; embedding 2000, 32; lstm 32 }
          }
          dense 64, activation=relu
          add { path { }; path { dense 64, activation=relu } }
          priority: dense 1, activation=sigmoid
        }
        """))
    #expect(
      program.text.contains(
        """
          step m, optimizer=rmsprop, loss=(x, y) -> mean(binary_crossentropy(y, m(title=x[:, 0:40], body=x[:, 40:160])))
        """))
  }

  @Test func `a model that is the beginning of another one stands before it`() throws {
    let program = KerasProgram.translate(try Samples.program("autoencoder"))
    #expect(
      program.text.hasPrefix(
        """
        encoder = model 784 {
          dense 128, activation=relu
          dense 32, activation=relu
        }
        autoencoder = model 784 {
          encoder
          dense 128, activation=relu
          dense 784, activation=sigmoid
        }
        d = data mnist { rescale 1/255; reshape 784 }
        r = train autoencoder, table(d.x, d.x), epochs=2,
        """))
    #expect(program.text.hasSuffix("plot reshape(d.test.x[1], [28, 28])\n"))
    #expect(!program.remarks.contains { $0.kind == .left })
  }

  @Test func `tables, callbacks and functions that build models`() throws {
    let program = KerasProgram.translate(try Samples.program("tabular"))
    #expect(!program.remarks.contains { $0.kind == .left })
    #expect(
      program.text.contains(
        "d = data csv(\"houses.csv\", target=\"price\") { drop \"id\"; drop_missing; standardize; split 80%, 20% }\n"
      ))
    #expect(
      program.text.contains(
        "optimizer=adam(reduce_on_plateau(0.01, factor=0.2, patience=3, min_lr=1e-05)), "
          + "loss=mean_squared_error, metrics=[mean_absolute_error], validation_split=0.2, early_stopping=5, "
          + "checkpoint=\"best.safetensors\"\n"))
    #expect(program.text.contains("print \"MAE:\", e.mean_absolute_error\nplot history.loss\n"))
  }

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
        m = model 4 {
          # line 5: RandomFlip has no counterpart
          dense 2
        }

        # not understood, line 7:
        #   model.fit(x, y)
        # compiled and not trained: train m, d, optimizer=sgd, loss=sparse_categorical_crossentropy(from_logits=true), metrics=[accuracy]

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

  @Test func `rows, shapes and targets of data`() {
    func data(_ lines: String) -> String {
      let text = KerasProgram.translate(
        """
        import keras, numpy as np
        (x, y), (a, b) = keras.datasets.mnist.load_data()
        m = keras.Sequential([keras.Input((784,)), keras.layers.Dense(10)])
        m.compile(loss="mse")
        \(lines)
        """
      ).text
      return text.split(separator: "\n").filter {
        !$0.hasPrefix("m =") && !$0.hasPrefix("  ") && $0 != "}"
      }
      .joined(separator: "\n")
    }
    #expect(
      data("x = x.reshape(x.shape[0], -1) / 127.5 - 1\nm.fit(x, (y == 3).astype('int'))")
        == """
        d = data mnist { reshape 784; rescale 1/127.5, -1; relabel y -> y == 3 }
        r = train m, d, epochs=1, loss=mean_squared_error
        """)
    #expect(
      data("m.fit(x[10000:], y[10000:], validation_data=(x[:10000], y[:10000]))").hasSuffix(
        "r = train m, table(d.x[10000:], d.y[10000:]), epochs=1, loss=mean_squared_error, "
          + "validation=table(d.x[:10000], d.y[:10000])"))
    #expect(
      data("x -= x.mean(axis=0)\nx /= x.std(axis=0)\nm.fit(x, y)").hasPrefix(
        "d = data mnist { standardize }"))
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
        net = model data table(x, y) { } {
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
}
