import TestSupport
import Testing

@testable import Programs

/// Damaged and hostile programs: each gives a text, whatever it is.
@Suite("Programs that are none")
struct ProgramFuzzTests {
  @Test(arguments: Samples.names)
  func `every beginning of a program is read`(name: String) throws {
    let bytes = Array(try Samples.program(name).utf8)
    for end in bytes.indices {
      _ = KerasProgram.translate(String(decoding: bytes[..<end], as: UTF8.self))
    }
  }

  @Test(arguments: Samples.names)
  func `thousands of changes are read`(name: String) throws {
    let bytes = Array(try Samples.program(name).utf8)
    let signs = Array("()[]{}\"',:=\n\t *#\\.0".utf8)
    var numbers = LinearNumbers(seed: 11)
    for _ in 0..<500 {
      var changed = bytes
      for _ in 0...(numbers.next() % 4) {
        let place = numbers.next() % changed.count
        switch numbers.next() % 4 {
        case 0: changed[place] = UInt8(numbers.next() % 256)
        case 1: changed.remove(at: place)
        case 2: changed.insert(signs[numbers.next() % signs.count], at: place)
        default: changed[place] ^= 1 << UInt8(numbers.next() % 8)
        }
      }
      let text = KerasProgram.translate(String(decoding: changed, as: UTF8.self)).text
      #expect(text.utf8.count < 200_000)
    }
  }

  private static let head = "import keras, numpy as np\nfrom keras import layers\n"
  private static let trained =
    head + "m = keras.Sequential([keras.Input((3,)), layers.Dense(2)])\n"
    + "(a, b), (c, d) = keras.datasets.mnist.load_data()\n"

  /// Programs that would take long, or much memory, if they could; each at most a megabyte.
  private static let hostile: [String: String] = {
    let many = 200_000
    return [
      "brackets": String(repeating: "(", count: many),
      "closed brackets": "x = " + String(repeating: "[", count: 20_000)
        + String(repeating: "]", count: 20_000),
      "a long line": "x = [" + String(repeating: "1,", count: 500_000) + "]",
      "dots": "x = a" + String(repeating: ".a", count: 30_000),
      "sums": "x = 1" + String(repeating: "+1", count: 30_000),
      "signs": "x = " + String(repeating: "-", count: 30_000) + "1",
      "quotes": String(repeating: "\"", count: many),
      "long quotes": String(repeating: "'''", count: many),
      "open lines": String(repeating: "x = (\n", count: 50_000),
      "unknown lines": String(repeating: "x = ?\n", count: 50_000),
      "carried lines": String(repeating: "\\\n", count: many),
      "braces": "print(f\"" + String(repeating: "{", count: 4000) + "\")",
      "texts in texts": "print(f\"{f'{f\"{f'{1}'}\"}'}\")",
      "blocks": (0..<3000).map { String(repeating: " ", count: $0 % 300) + "if True:" }.joined(
        separator: "\n"),
      "tabs and blanks": (0..<3000).map {
        "\t \t" + String(repeating: " ", count: $0 % 9) + "x = 1"
      }
      .joined(separator: "\n"),
      "loops": head
        + "m = keras.Sequential()\nfor a in range(200):\n for b in range(200):\n  for c in range(200):\n"
        + "   m.add(layers.Dense(1))\n",
      "doubled lists": "def f(x):\n    return [x, x]\ny = f(" + String(repeating: "f(", count: 24)
        + "1"
        + String(repeating: ")", count: 25),
      "doubled texts": "def f(x):\n    return x + x\ny = f(" + String(repeating: "f(", count: 24)
        + "'abc'"
        + String(repeating: ")", count: 25),
      "doubled values": head + "def f(x):\n    return x + x\ny = f("
        + String(repeating: "f(", count: 24)
        + "np.random.rand(3)" + String(repeating: ")", count: 25),
      "a function of itself": "def f(x):\n    f(x)\n    f(x)\n    f(x)\nf(1)\n",
      "steps": trained + String(repeating: "a = a / 2\nm.fit(a, b)\n", count: 3000),
      "trainings": trained + String(repeating: "m.fit(a, b)\n", count: 3000),
      "models": head + String(repeating: "m = keras.Sequential([layers.Dense(2)])\n", count: 3000),
      "a deep graph": head
        + "x = i = keras.Input((8,))\nfor k in range(199):\n    y = layers.Dense(8)(x)\n"
        + "    x = layers.add([x, y])\n    m = keras.Model(i, x)\n",
      "large shapes": trained + "a = a.reshape(-1, 99999999999999, 99999999999)\nm.fit(a, b)\n",
      "large numbers": head
        + "x = 9223372036854775807 * 9223372036854775807 // 3 % -7 ** 9999\ny = [1] * 99999999999\n"
        + "m = -9223372036854775807 - 1\nn = m // -1\nk = -m\nfor i in range(m): pass\nz = [1][m]\nq = [1, 2][m:]\n"
        + "a = np.zeros((9223372036854775807, 9223372036854775807)).reshape(-1, 9223372036854775807)\n"
        + "b = np.expand_dims(a, m)\nc = np.prod([m, m])\nd = keras.Input((m,))\n"
        + "e = keras.Model(d, layers.Dense(m)(d))\ne.compile('adam', 'mse')\ne.fit(a, a, epochs=m)\n",
      "zeros": "\0\0\0", "nothing but a mark": "\u{FEFF}",
    ]
  }()

  @Test(arguments: hostile.keys.sorted())
  func `hostile programs end, and stay small`(name: String) throws {
    let program = try #require(Self.hostile[name])
    let text = KerasProgram.translate(program).text
    #expect(text.utf8.count < 4 * max(program.utf8.count, 500_000), "\(text.utf8.count)")
  }
}

/// Numbers that follow from a seed.
private struct LinearNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33)
  }
}
