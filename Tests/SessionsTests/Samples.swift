import Sessions

/// A document with everything that the format knows.
let fullSession = """
  ---
  nabla: 1
  title: "XOR: two hidden units"
  kind: walkthrough
  seed: 7          # fixes the numbers
  dtype: float32
  needs: [00-prompt]
  verify: {mode: numeric, rtol: 1e-4}
  recorded: {engine: 0.1, math: m1}
  data:
    - {name: xor, rows: 4}
  ---
  # XOR

  Some prose with `code` and a fence of another language:

  ```python
  print("no cell")
  ```

  ```nabla {#first timeout=60s}
  m = model 2 { dense 2 }
  mean([1, 2])
  ```

  ```nabla-out value
  1.5
  ```

  ```nabla-out curve {name=loss n=400 digest=m1-f32:0123456789abcdef}
  epoch      loss
      1  0.693147
    400  0.012345
  ```

  ```nabla-view
  \\_
    \\__
  ```

  <!-- nabla:pause "look at the curve" -->

  ~~~nabla {expect=error:E0107 verify=none}
  tahn(2)
  ~~~

  ```nabla-try {#slope attempts=3}
  f = x -> x
  ```

  ```nabla-hint
  What is the slope of x^2?
  ```

  ```nabla-solution
  f = x -> x^2
  ```

  ```nabla-check
  when f(2) == 2 say "That is the line itself."
  f(3) == 9 say "f(3) is {f(3)}, not 9."
  ```

  ```nabla-quiz {#ends answer=b}
  Where does the sigmoid end?
  a) at 0 :: It never gets there from below.
  b) at 1
  ```

  """

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func parsed(_ text: String) throws -> SessionDocument {
  try SessionDocument.parse(bytes(text), name: "test.nabla.md")
}

/// The bytes of all parts, one after the other.
func reassembled(_ document: SessionDocument) -> [UInt8] {
  var result = Array(document.bytes[document.frontMatterRange])
  for element in document.elements { result += document.bytes[element.range] }
  return result
}

/// A small generator with explicit seed (Numerical Recipes' constants), enough to vary documents.
struct Dice {
  private var state: UInt32

  init(seed: UInt32) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    for _ in 0..<3 { state = state &* 1_664_525 &+ 1_013_904_223 }
    return Int(state >> 8) % max(1, sides)
  }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[roll(items.count)] }
}
