import Testing

@testable import Programs

/// Data of Keras programs: arrays, tables, pictures.
@Suite("Data of Keras programs")
struct DataMeaningTests {
  /// The result of lines behind the usual imports.
  private func text(_ lines: String) -> String {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n" + lines
    ).text
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

  @Test func `columns of a file without a header have numbers`() {
    #expect(
      text(
        """
        data = np.loadtxt("a.csv", delimiter=",")
        m = keras.Sequential([Input((8,)), Dense(1, "sigmoid")])
        m.compile("adam", "binary_crossentropy")
        m.fit(data[:, 0:8], data[:, 8], epochs=3)
        """
      ).hasPrefix("d = data csv(\"a.csv\", target=\"column_9\", header=false)\n"))
    #expect(
      text(
        """
        df = pd.read_csv("a.csv", sep=";", na_values="?")
        y = df.pop("price")
        X = pd.get_dummies(df[["age", "city"]], columns=["city"])
        m = keras.Sequential([Dense(1)])
        m.compile(loss="mse")
        m.fit(X, y)
        """
      ).hasPrefix(
        "d = data csv(\"a.csv\", target=\"price\", separator=\";\", missing=[\"?\"]) "
          + "{ select \"age\", \"city\"; one_hot \"city\" }\nm = model d {\n  dense 1\n}\n"))
  }

  @Test func `what varies pictures is a step of the data`() {
    let result = text(
      """
      (x, y), (a, b) = keras.datasets.cifar10.load_data()
      gen = keras.preprocessing.image.ImageDataGenerator(rotation_range=15, width_shift_range=0.1, horizontal_flip=True)
      m = keras.Sequential([Input((32, 32, 3)), Flatten(), Dense(10, "softmax")])
      m.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
      m.fit(gen.flow(x / 255, y, batch_size=64), epochs=2)
      m.evaluate(a / 255, b)
      """)
    #expect(
      result.contains(
        "d = data npz(\"cifar10.npz\") { rescale 1/255; augment shift=3, rotate=15, flip=horizontal }\n"
      ))
    #expect(result.contains("r = train m, d, epochs=2, batch_size=64, "))
    #expect(result.hasSuffix("\nevaluate m, d.test, metrics=[accuracy]\n"))
  }

  @Test func `pictures of a folder are data, a part of them validates`() {
    let result = text(
      """
      train = keras.utils.image_dataset_from_directory("pets", image_size=(64, 64), validation_split=0.2, subset="training")
      held = keras.utils.image_dataset_from_directory("pets", image_size=(64, 64), validation_split=0.2, subset="validation")
      m = keras.Sequential([Input((64, 64, 3)), Flatten(), Dense(2, "softmax")])
      m.compile("adam", "sparse_categorical_crossentropy")
      m.fit(train.cache().prefetch(1), validation_data=held, epochs=4)
      """)
    #expect(result.hasPrefix("d = data images(\"pets\", size=[64, 64]) { split 80%, 20% }\n"))
    #expect(result.contains("r = train m, d, epochs=4, optimizer=adam, "))
    #expect(result.hasSuffix(", validation=d.test\n"))
  }
}
