import Testing

@testable import Programs

/// Each line of a program is translated, a comment that is named, or does nothing; what is left takes along only what
/// depends on it.
@Suite("What is left out of Keras programs")
struct LeftOutTests {
  private func translated(_ lines: String) -> KerasProgram {
    KerasProgram.translate(
      "import keras, numpy as np, os, sys\nfrom keras import layers\n"
        + "X, y = np.load(\"x.npy\"), np.load(\"y.npy\")\n"
        + "m = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\n" + lines)
  }

  private func left(_ program: KerasProgram) -> [Int] {
    program.remarks.filter { $0.kind == .left }.map(\.line)
  }

  @Test(
    arguments: [
      "assert m.evaluate(X, y) > 0.1", "os.system(\"touch a\")", "sys.exit(0)", "exit()",
      "with open(\"a.txt\", \"w\") as f:\n    f.write(\"hello\")",
      "f = os.path.abspath(\"a\")\nf.write_text(\"b\")",
      "with keras.GradientTape() as tape:\n    p = m(X)",
      "if os.path.exists(\"m.keras\"):\n    m = keras.models.load_model(\"m.keras\")",
    ])
  func `what does something is never called not needed`(lines: String) {
    let program = translated(lines)
    let last = lines.hasPrefix("f = ") ? 6 : 5
    #expect(left(program) == [last], "\(program.remarks)")
    #expect(program.text.contains("# not understood, line"), "\(program.text)")
    #expect(!program.unneededLines.contains(last) && !program.isWhole)
  }

  @Test func `lines that do nothing are counted`() {
    let program = translated("del y\nX.sum()\nm\nwith tf.device(\"cpu\"):\n    m.summary()")
    #expect(program.unneededLines == [5, 6, 7, 8], "\(program.unneededLines)")
    #expect(program.isWhole)
  }

  @Test func `a function that nothing calls is a comment where a line that is left speaks of it`() {
    let program = translated("def f(x):\n    return x\ndef g(x):\n    return x\nz = q(f)")
    #expect(
      program.text.contains("# not understood, lines 5 to 6:\n#   def f(x):"), "\(program.text)")
    #expect(!program.text.contains("def g"))
    #expect(program.unneededLines == [7])
  }

  @Test func `a loss of one's own leaves its training as a comment with the line to type`() {
    let program = translated(
      """
      def my_loss(a, b):
          return keras.ops.mean(keras.ops.square(a - b))
      m.compile(optimizer="sgd", loss=my_loss, metrics=["mae"])
      m.fit(X, y, epochs=5, batch_size=2)
      p = m.predict(X)
      """)
    #expect(
      program.text.contains(
        "# in its place: r = train m, table(x, y), epochs=5, batch_size=2, optimizer=sgd, loss=my_loss, metrics=[mean_absolute_error]\n"
      ), "\(program.text)")
    #expect(program.text.contains("# line 7: the loss `my_loss` is a function of its own"))
    #expect(program.text.contains("#   def my_loss(a, b):"))
    let lines = program.text.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("r = ") || $0.hasPrefix("p = ") }, "\(program.text)")
    #expect(left(program) == [5, 7, 8, 9])
  }

  @Test func `a callback or a metric that is not known leaves the others`() {
    let program = translated(
      """
      class Told(keras.callbacks.Callback):
          def on_epoch_end(self, epoch, logs=None):
              print(epoch)
      def odd(a, b):
          return a
      m.compile("adam", "mse", metrics=["mae", odd])
      several = [keras.callbacks.EarlyStopping(monitor="loss", patience=3, restore_best_weights=True),
                 keras.callbacks.LambdaCallback(on_epoch_end=lambda e, l: print(e)), Told()]
      m.fit(X, y, epochs=4, callbacks=several)
      m.fit(X, y, callbacks=[Unknown(3), keras.callbacks.CSVLogger("a.csv")])
      """)
    let lines = program.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines.contains {
        $0.hasPrefix("r = train m, table(x, y), epochs=4,")
          && $0.contains("metrics=[mean_absolute_error]")
          && $0.contains("early_stopping=early_stopping(3, monitor=loss)")
      }, "\(program.text)")
    #expect(lines.contains { $0.hasPrefix("r_2 = train m, table(x, y), epochs=1,") })
    for name in ["LambdaCallback", "Told", "Unknown", "CSVLogger", "odd"] {
      #expect(program.text.contains("`\(name)`"), "\(name): \(program.text)")
    }
    #expect(left(program).contains(10) && left(program).contains(13))
  }

  @Test func `what varies pictures inside of a model is a comment`() {
    let program = translated(
      "n = keras.Sequential([layers.RandomFlip(\"horizontal\"), layers.Dense(2)])")
    #expect(program.text.contains("# line 5, left out: RandomFlip(\"horizontal\"): "))
    #expect(left(program) == [5])
  }

  @Test func `a seed is written once, and a share of 255 as one`() {
    let program = translated(
      "np.random.seed(4)\nkeras.utils.set_random_seed(4)\nn = keras.Sequential([layers.Rescaling(1./255, input_shape=(2,)), layers.Rescaling(0.3)])"
    )
    #expect(program.text.contains("seed 4\nn = model 2 {\n  rescaling 1/255\n  rescaling 0.3\n}"))
    #expect(program.unneededLines == [6])
  }

  @Test func `what was understood of a file stands there though nothing learns of it`() {
    let program = KerasProgram.translate(
      "import pandas as pd, keras\ndf = pd.read_csv(\"a.csv\")\ndf = df.drop(\"b\", axis=1)\nq = foo(df)\n"
        + "m = keras.Sequential([keras.layers.Dense(1)])")
    #expect(
      program.text.hasPrefix("# nothing is learnt of it: d = data csv(\"a.csv\") { drop \"b\" }\n"),
      "\(program.text)")
    // What a part of the samples is, is counted.
    let counted = translated("n = int(0.8 * len(X))\nprint(X[:n].shape)")
    #expect(
      counted.text.contains("n = floor(0.8 * len(x))\nprint shape(x[:n])"), "\(counted.text)")
  }

  @Test func `pictures of a folder are drawn before they are parted`() {
    let program = KerasProgram.translate(
      """
      import tensorflow as tf
      from tensorflow.keras import layers
      a = tf.keras.utils.image_dataset_from_directory("p", validation_split=0.2, subset="training", seed=1, image_size=(32, 32), batch_size=16)
      b = tf.keras.utils.image_dataset_from_directory("p", validation_split=0.2, subset="validation", seed=1, image_size=(32, 32), batch_size=16)
      class_names = a.class_names
      num_classes = len(class_names)
      a = a.cache().shuffle(1000).prefetch(buffer_size=tf.data.AUTOTUNE)
      m = tf.keras.Sequential([layers.Rescaling(1./255, input_shape=(32, 32, 3)), layers.Flatten(), layers.Dense(num_classes)])
      m.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
      m.fit(a, validation_data=b, epochs=2)
      m.evaluate(b)
      """)
    let text = program.text
    #expect(text.hasPrefix("d = data images(\"p\", size=[32, 32]) { split 80%, 20% }\n"), "\(text)")
    #expect(text.contains("  dense len(d.classes)\n"), "\(text)")
    #expect(text.contains("r = train m, d, epochs=2, batch_size=16, "), "\(text)")
    #expect(
      text.contains(", validation=d.test\n") && text.hasSuffix("evaluate m, d.test\n"), "\(text)")
    #expect(program.isWhole)
    let ordered = KerasProgram.translate(
      "import keras\na, b = keras.utils.image_dataset_from_directory(\"p\", validation_split=0.25, subset=\"both\", shuffle=False)\n"
        + "m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(2)])\nm.compile(loss=\"mse\")\nm.fit(a, validation_data=b)\n"
    ).text
    #expect(ordered.contains("{ split 75%, 25%, shuffle=false }"), "\(ordered)")
  }

  @Test func `rows that are held out of a part are drawn, unless the program does not`() {
    func text(_ more: String) -> String {
      KerasProgram.translate(
        "import keras\nfrom sklearn.model_selection import train_test_split\n"
          + "(x, y), (u, v) = keras.datasets.mnist.load_data()\n"
          + "a, b, c, d = train_test_split(x, y, test_size=0.1\(more))\n"
          + "m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10)])\nm.compile(loss=\"mse\")\n"
          + "m.fit(a, c, validation_data=(b, d))\n"
      ).text
    }
    #expect(
      text("").contains("data mnist { shuffle }") && text("").contains("validation_split=0.1"))
    #expect(text(", shuffle=False").contains("data mnist\n"), "\(text(", shuffle=False"))")
  }

  @Test func `batches of TensorFlow are samples and a size`() {
    let program = translated(
      "import tensorflow as tf\nd = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(100).batch(8).prefetch(1)\n"
        + "m.compile(loss=\"mse\")\nm.fit(d, epochs=2)")
    #expect(
      program.text.contains("r = train m, table(x, y), epochs=2, batch_size=8, "), "\(program.text)"
    )
  }

  @Test func `a loop over batches is none over inputs and targets`() {
    let program = translated(
      "import tensorflow as tf\nd = tf.data.Dataset.from_tensor_slices((X, y)).batch(8)\n"
        + "for b in d:\n    print(b)\nfor i, (u, v) in enumerate(d):\n    print(u)\nn = len(d)")
    #expect(left(program) == [7, 9, 11], "\(program.text)")
  }

  @Test func `a folder that is not known is said`() {
    let program = KerasProgram.translate(
      "import os, keras, pandas as pd\nbase = os.getcwd()\ndf = pd.read_csv(os.path.join(base, \"a.csv\"))\n"
        + "from sklearn.utils import shuffle\ndf = shuffle(df, random_state=1)\nX, y = df[[\"a\"]], df[\"y\"]\n"
        + "m = keras.Sequential([keras.layers.Dense(1)])\nm.compile(loss=\"mse\")\nm.fit(X, y)")
    #expect(
      program.remarks.contains { $0.line == 3 && $0.text.contains("the folder is known only") })
    #expect(
      program.text.hasPrefix("d = data csv(\"a.csv\", target=\"y\") { shuffle; select \"a\" }\n"),
      "\(program.text)")
  }
}
