/// The examples of the page about session files; a test verifies each of them and looks it through.
enum SessionExamples {
  /// The smallest: head, cell, output.
  static let session = """
    ---
    nabla: 1
    seed: 7
    dtype: float32
    ---
    ```nabla {#first timeout=60s}
    2 + 2
    ```

    ```nabla-out value
    4
    ```
    """

  /// Options of cells and kinds of outputs.
  static let cells = """
    ---
    nabla: 1
    verify: {mode: numeric, rtol: 1e-6, atol: 0}
    ---
    ```nabla {#misspelt expect=error:E0101}
    hlaf
    ```

    ```nabla-out error {code=E0101}
    error E0101: there is no value called `hlaf`
      1 | hlaf
        | ^^^^
    hint: give it a value first: `hlaf = …`
    ```

    ```nabla {#training verify=shape}
    seed 1
    d = table([[1], [2]], [2, 4])
    m = model 1 { dense 1 }
    r = train m, d, epochs=3, batch_size=2, optimizer=sgd(0.1),
      loss=mean_squared_error, metrics=[]
    ```

    ```nabla-out text
    run r: m on d, 3 epochs, 3 steps, loss 0.0120
    ```

    ```nabla-out curve {name=r n=3}
    epoch       loss
        1   0.691299
        2  0.0732777
        3  0.0119733
    ```

    ```nabla {#loose rtol=1e-3}
    exp(1)
    ```

    ```nabla-out value
    2.718
    ```

    ```nabla {#changing volatile}
    1 + 1
    ```

    ```nabla {#elsewhere norun}
    export m, "m.onnx"
    ```
    """

  /// A lesson with each of its blocks.
  static let lesson = """
    ---
    nabla: 1
    title: "Halves"
    kind: walkthrough
    minutes: 7
    pace: 20
    live: loss
    ---
    # Halves

    ```nabla {#half}
    half = x -> x / 2
    half(5)
    ```

    ```nabla-out value
    2.5
    ```

    <!-- nabla:pause "Guess first." -->

    ```nabla-quiz {#three answer=b}
    What is half of 3?
    a) 6 :: That is twice as much.
    b) 1.5 :: Right.
    ```

    ```nabla-quiz {#typed answer=0.25 tol=0.001}
    And half of 0.5?
    ```

    ```nabla-try {#third attempts=any goal="third(9) is 3."}
    third = x -> x / 2
    ```

    ```nabla-hint
    What is 9 to be divided by?
    ```

    ```nabla-solution
    third = x -> x / 3
    ```

    ```nabla-check
    when third(9) == 27 say "That is three times as much."
    third(9) == 3 say "third(9) is {third(9)}; it shall be 3."
    ```

    ```nabla-check {cell=half}
    same(half, x -> 0.5 * x) say "half does not halve."
    ```
    """
}
