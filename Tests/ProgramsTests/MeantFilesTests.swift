import Testing

@testable import Programs

/// Shapes of what is computed, parts of tables, and files that a program writes and reads again.
@Suite("Shapes, parts and files of Keras programs")
struct MeantFilesTests {
  private func text(_ lines: String) -> String {
    KerasProgram.translate(
      "import keras, numpy as np, pandas as pd\nfrom keras.layers import *\n" + lines
    ).text
  }

  private static let small =
    "m = keras.Sequential([keras.Input((3,)), Dense(1)])\nm.compile(loss='mse')\n"

  @Test func `what is computed of numbers of an unknown shape has an unknown shape`() {
    #expect(
      text("a = np.load('x.npy')\nb = a.astype('float32') / 4\nprint(b.shape)\nprint(b.shape[0])")
        == "a = load \"x.npy\"\nb = a / 4\nprint shape(b)\nprint shape(b)[0]\n")
    #expect(
      text("c = np.zeros((5, 1))\nd = np.ones(3)\nprint((c + d).shape, np.maximum(0, c).shape)")
        == "c = zeros([5, 1])\nd = ones([3])\nprint \"(5, 3) (5, 1)\"\n")
    #expect(
      text("c = np.zeros((5, 3))\nprint(np.dot(c, np.ones((3, 2))).shape, np.transpose(c).shape)")
        == "c = zeros([5, 3])\nprint \"(5, 2) (3, 5)\"\n")
  }

  @Test func `how many samples a part has is asked of the data`() {
    #expect(
      text(
        """
        from sklearn.model_selection import train_test_split
        x, y = np.load('x.npy'), np.load('y.npy')
        a, b, c, d = train_test_split(x, y)
        print(a.shape)
        """
      ).contains("print shape(d.x)"))
  }

  @Test func `the part that is drawn measures where its name or its size says so`() {
    func program(_ first: String, _ share: String, _ second: String) -> String {
      text(
        """
        f = pd.read_csv('a.csv')
        \(first) = f.sample(frac=\(share))
        \(second) = f.drop(\(first).index)
        y_a = train.pop('y'); y_b = val.pop('y')
        \(Self.small)m.fit(train, y_a, validation_data=(val, y_b))
        """)
    }
    for (first, share, second) in [("val", "0.2", "train"), ("train", "0.8", "val")] {
      let text = program(first, share, second)
      #expect(text.contains("{ split 80%, 20% }"), "\(text)")
      #expect(
        text.contains("train m, d, epochs=1, loss=mean_squared_error, validation=d.test"),
        "\(text)")
    }
    #expect(program("train", "0.3", "val").contains("{ split 30%, 70% }"))
  }

  @Test func `a file that the program wrote is read under the name that it has here`() {
    let text = text(
      "\(Self.small)m.save('a.keras')\nn = keras.models.load_model('a.keras')\nk = keras.models.load_model('b.keras')"
    )
    #expect(text.contains("save m, \"a.safetensors\"\nn = load \"a.safetensors\""), "\(text)")
    #expect(text.contains("k = load \"b.keras\""))
  }

  @Test func `weights alone go out and come back in Keras's own file`() {
    #expect(
      text("\(Self.small)m.save_weights('a.weights.h5')\nm.load_weights('a.weights.h5')").contains(
        "export m, \"a.weights.h5\"\nload \"a.weights.h5\", into=m\n"))
  }

  @Test func `the checkpoint of a training is a run, and no line that fails is written`() {
    let text = text(
      """
      x, y = np.load('x.npy'), np.load('y.npy')
      \(Self.small)m.fit(x, y, callbacks=[keras.callbacks.ModelCheckpoint('best.keras')])
      n = keras.models.load_model('best.keras')
      """)
    #expect(!text.contains("load \"best"), "\(text)")
    #expect(text.contains("#   n = keras.models.load_model('best.keras')"))
  }

  @Test func `arrays of a file that is opened for a while are known`() {
    #expect(
      text("with np.load('a.npz') as f:\n    x, y = f['x'], f['y']\nprint(x.shape)")
        == "f = load \"a.npz\"\nprint shape(f.x)\n")
  }

  @Test func `data that are only looked at are read, too`() {
    #expect(
      text("f = pd.read_csv('a.csv')\nf.head()\n\(Self.small)")
        .hasPrefix("d = data csv(\"a.csv\")\nhead d\n"))
  }
}
