import Programs
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What `import` writes is read, checked and run here, whatever stood together in the program.
@Suite("Lines that import writes")
struct ImportedLineTests {
  private static let optimizers = [
    "\"adam\"", "keras.optimizers.Adam()", "keras.optimizers.Adam(0.01, 0.8)",
    "keras.optimizers.Adam(learning_rate=RATE, beta_1=0.8, clipnorm=1.0)",
    "keras.optimizers.SGD(RATE)",
    "keras.optimizers.SGD(learning_rate=RATE, momentum=0.9, nesterov=True)",
    "keras.optimizers.RMSprop(RATE, rho=0.8)", "keras.optimizers.AdamW(RATE, weight_decay=0.01)",
    "keras.optimizers.Adagrad(RATE)", "keras.optimizers.Adadelta()",
    "keras.optimizers.Adamax(RATE)",
    "keras.optimizers.Nadam(learning_rate=RATE)", "keras.optimizers.Lion(RATE)",
    "keras.optimizers.legacy.Adam(lr=0.01, decay=1e-4)",
  ]
  private static let rates = [
    "0.01", "1e-3", "keras.optimizers.schedules.ExponentialDecay(0.01, 100, 0.9)",
    "keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.01, decay_steps=100, decay_rate=0.9, staircase=True)",
    "keras.optimizers.schedules.CosineDecay(0.01, 100)",
    "keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [0.1, 0.01, 0.001])",
    "keras.optimizers.schedules.PolynomialDecay(0.01, 100)",
    "keras.optimizers.schedules.InverseTimeDecay(0.01, 10, 0.5)",
  ]
  private static let losses = [
    "\"binary_crossentropy\"", "\"mse\"", "keras.losses.BinaryCrossentropy(label_smoothing=0.1)",
    "keras.losses.Huber(delta=0.5)", "keras.losses.MeanAbsoluteError()", "\"log_cosh\"",
    "\"hinge\"",
    "keras.losses.BinaryFocalCrossentropy(gamma=1.5)",
  ]
  private static let metrics = [
    "[\"accuracy\"]", "[\"mae\", \"mse\"]", "[\"accuracy\", keras.metrics.AUC(name=\"auc\")]",
    "[keras.metrics.BinaryAccuracy(threshold=0.4), keras.metrics.Precision(), keras.metrics.Recall()]",
    "[\"accuracy\", keras.metrics.RootMeanSquaredError()]", "[]",
  ]
  private static let callbacks = [
    "keras.callbacks.EarlyStopping(patience=5, min_delta=1e-3)",
    "keras.callbacks.EarlyStopping(monitor=\"val_loss\", patience=2, restore_best_weights=True)",
    "keras.callbacks.EarlyStopping(\"loss\", 0.01, 3)",
    "keras.callbacks.ReduceLROnPlateau()",
    "keras.callbacks.ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=3, min_lr=1e-5, cooldown=1)",
    "keras.callbacks.ModelCheckpoint(\"best.keras\", save_best_only=True)",
    "keras.callbacks.TensorBoard(log_dir=\"logs\")", "keras.callbacks.TerminateOnNaN()",
  ]

  private static func program(_ numbers: inout LinearNumbers) -> String {
    func one(_ texts: [String]) -> String { texts[numbers.next() % texts.count] }
    var chosen = callbacks.filter { _ in numbers.next() % 3 == 0 }
    // Each kind once.
    var kinds: Set<String> = []
    chosen = chosen.filter { kinds.insert(String($0.prefix { $0 != "(" })).inserted }
    return """
      import numpy as np
      from tensorflow import keras
      X = np.random.rand(40, 3)
      y = (X.sum(axis=1) > 1.5).astype(int)
      model = keras.Sequential([keras.layers.Dense(4, activation="tanh", input_shape=(X.shape[1],)),
        keras.layers.Dense(1, activation="sigmoid")])
      model.compile(optimizer=\(one(optimizers).replacing("RATE", with: one(rates))), loss=\(one(losses)), metrics=\(one(metrics)))
      h = model.fit(X, y, epochs=2, batch_size=8, validation_split=0.2, callbacks=[\(chosen.joined(separator: ", "))])
      model.evaluate(X, y)
      """
  }

  @Test func `are read, checked and run, whatever stands together`() throws {
    var numbers = LinearNumbers(seed: 5)
    for _ in 0..<150 {
      let program = Self.program(&numbers)
      let text = KerasProgram.translate(program).text
      #expect(!text.contains("not understood"), "\(text)")
      try TemporaryFolder.use { folder in
        let said = Transcript(folder: folder).run(text)
        #expect(!said.contains("error E"), "\(program)\n\(text)\n\(said)")
      }
    }
  }

  @Test(arguments: [
    "keras.callbacks.EarlyStopping(monitor=\"val_accuracy\", patience=5, min_delta=1e-3)",
    "keras.callbacks.ReduceLROnPlateau(monitor=\"val_accuracy\", patience=5)",
  ])
  func `series are named without quotation marks`(callback: String) {
    let text = KerasProgram.translate(
      """
      import numpy as np
      import tensorflow as tf
      from tensorflow.keras.callbacks import EarlyStopping, ReduceLROnPlateau
      X = np.random.rand(40, 3)
      y = (X.sum(axis=1) > 1.5).astype(int)
      m = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid", input_dim=X.shape[1])])
      m.compile(tf.keras.optimizers.Adam(0.01, 0.8), "binary_crossentropy", ["accuracy"])
      m.fit(X, y, validation_split=0.25, callbacks=[\(callback.replacing("keras.callbacks.", with: ""))])
      """
    ).text
    #expect(text.contains("monitor=val_accuracy"), "\(text)")
    let said = printed(text)
    #expect(!said.contains("error E"), "\(text)\n\(said)")
  }

  @Test func `sizes that the data tell are left to the data`() throws {
    for model in [
      "m = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(A.shape[1],))])",
      "m = tf.keras.Sequential([tf.keras.Input((A.shape[1],)), tf.keras.layers.Dense(1)])",
      "n = A.shape[1]\nm = tf.keras.Sequential()\nm.add(tf.keras.layers.Dense(1, input_dim=n))",
      "i = tf.keras.Input(shape=(A.shape[1],))\nm = tf.keras.Model(i, tf.keras.layers.Dense(1)(i))",
      "def build(n):\n    return tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(n,))])\nm = build(A.shape[1])",
    ] {
      let program = KerasProgram.translate(
        """
        import pandas as pd
        import tensorflow as tf
        from sklearn.model_selection import train_test_split
        t = pd.read_csv("t.csv")
        X = t.drop("y", axis=1).values
        Y = t["y"].values
        A, B, C, D = train_test_split(X, Y, test_size=0.2)
        \(model)
        m.compile(loss="mse")
        m.fit(A, C, epochs=1)
        """)
      #expect(program.usesKeras && !program.text.contains("not understood"), "\(program.text)")
      let said = try said(
        by: program.text, beside: "t.csv",
        "a,b,y\n" + (0..<30).map { "\($0),\($0 % 7),\($0 * 3).5\n" }.joined())
      #expect(!said.contains("error E"), "\(program.text)\n\(said)")
    }
  }
}

/// Numbers that are the same in every run.
private struct LinearNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33)
  }
}
