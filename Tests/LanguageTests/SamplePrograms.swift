/// Programs that use every construct of the language, for parser, checker and fuzz tests.
enum SamplePrograms {
  static let all = [
    formulas, xor, digits, report, blocks, twoInputs, steps, credit, control, units, runs, records,
  ]

  static let formulas = """
    # numbers, tensors and slopes
    y = [1, 0]
    p = [0.8, 0.2]
    mean((y - p)^2)                        # 0.04
    -sum(y * log(p))
    grad(x -> x^3)(2)
    plot sigmoid, relu, tanh, -6..6
    plot tanh, grad(tanh), -4..4, title="tanh and its slope"
    W1 = [[0.1, -0.3, 0.8],
          [0.7, 0.2, -0.5]]   # two rows
    a1 = sigmoid([[0.5, -1]] @ W1)
    delta = (a1 @ W1.T) * (1 - 2^-1)
    fn loss(W) = mean(sigmoid([[1, 2]] @ W))
    W1 = W1 - 0.1 * grad(loss)(W1);
    η_0 = 60_000; δ_L = a1[0, 1:] - η_0
    """

  static let xor = """
    seed 7
    xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model 2 {
      hidden: dense 2, activation=tanh
      dense 1, activation=sigmoid
    }
    r = train m, xor, epochs=400, batch_size=4, optimizer=adam(0.05), loss=binary_crossentropy
    plot r
    predict m, xor.x
    m.hidden.kernel
    z = model 2 { dense 2, activation=tanh, kernel_initializer=zeros; dense(1, activation=sigmoid) }
    max(predict(z, xor.x), axis=0)
    """

  static let digits = """
    seed 0
    digits = data mnist { rescale 1/255; reshape 784 }
    wrong = model 784 {
      dense 256, activation=relu
      output: dense 1, activation=sigmoid
    }
    train wrong, digits, epochs=10, batch_size=32, optimizer=adam,   # goes on
          loss=binary_crossentropy,
          metrics=accuracy, validation=digits.test
    evaluate wrong, digits.test, metrics=accuracy
    zero = data digits { relabel y -> y == 0 }
    """

  static let report = """
    fn mlp(h, act=relu) = model 784 {
      repeat 2 { dense h, activation=act; dropout 0.2 }
      dense 10, activation=softmax
    }
    m = mlp(64)
    summary m
    e = evaluate m, digits.test, metrics=[accuracy, precision(macro), f1_score(macro)]
    plot e.confusion
    sweep h in [16, 64], act in [relu, tanh], rate in [0.01, 0.001], seeds=3 {
      train mlp(h, act), digits, epochs=3, optimizer=adam(rate)
    }
    """

  static let blocks = """
    fn res(f) = block {
      residual {
        conv2d f, 3, padding=same; batch_normalization; activation relu
        conv2d f, 3, padding=same; batch_normalization
      }
      activation relu
    }
    m = model [28, 28, 1] {
      max_pooling2d 2
      repeat 2 { res 8 }
      concatenate {
        path { conv2d 4, 1 }
        path { conv2d 4, 3, padding=same }
        path { }
      }
      dense 10, activation=x -> x * sigmoid(x)
    }
    m
    """

  static let twoInputs = """
    pairs = data generated(number_names, 5k) { tokens characters, source=16, target=32 }
    translator = model source=[16], target=[32] {
      from source
      embedding pairs.source_vocab, 32; position_embedding
      memory: layer_normalization
      from target
      repeat 2 { residual { multi_head_attention 4, 8, value=memory }; dense (4*8) }
      dense pairs.target_vocab
    }
    generate translator, source="427", length=32
    """

  static let steps = """
    G = model 4 { dense 32, activation=relu; dense 2 }
    D = model 2 { repeat 2 { dense 32; leaky_relu 0.2 }; dense 1 }
    fn bce(target, z) = mean(binary_crossentropy(target, z, from_logits=true))
    r = train real, epochs=40, batch_size=64 {
      step D, optimizer=adam(0.001), loss=x -> bce(1, D(x)) + bce(0, D(G(normal([len(x), 4]))))
      step [G, D], optimizer=adam(0.001), loss=(x, y=1) -> bce(y, D(G(normal([len(x), 4]))))
    }
    plot r.D, r.G
    schedule = step -> 0.1 / (1 + step)
    """

  static let credit = """
    loans = data csv("credit.csv") {
      drop "id"
      drop_duplicates
      split 70%, 15%, 15%, stratify=true
      impute median
      clip 1%, 99%
    }
    m = model loans { dense 16, kernel_regularizer=l2(0.001); dense 1, activation=sigmoid }
    explain m, loans.test.x[0], method=integrated_gradients
    p = train m, loans, privacy=dp(noise=1.1, clip=1, delta=1e-5) &
    p.epsilon
    """

  static let control = """
    fn info_nce(a, b, t=0.1) {
      scores = a @ b.T / t            # every a against every b
      mean(logsumexp(scores, axis=1) - diag(scores))
    }
    total = 0
    for i in 1..3 { total = total + i; print i, total }
    repeat 2 {
      if total > 3 and not (total == 6) or false {
        print "much"
      }
      else if total >= 2 { print "some" } else { print none }
    }
    a, b = [1, 2]
    f = (x, k=2) -> x^k
    compare [f(1), f(2, k=3)], digits.test
    """

  static let units = """
    box = device(price=0.85$ / 1h, power=65W, flops=200GFLOP / 1s, electricity=0.12$ / 1kWh)
    (0.85$ / 1h) * 3min + 2kWh * (0.12$ / 1kWh)
    t = compare [big, small], digits.test, device=box, requests=1M, price=0.02$
    serve small, port=8080, price=0.02$ / 1k
    """

  static let runs = """
    r = train m, d, epochs=100 &
    r.learning_rate = 0.001
    at r, step=1250 { r.learning_rate = 0.001; stop r }
    s = resume r, from=12, epochs=10, learning_rate=0.01
    set dtype=float64, strict=true, workers=4
    m.hidden.kernel[0, :] = zeros([3])
    save m, "m.nabla-model"
    export session, "walk.ipynb"
    c = copy m
    d.train.x[-1]
    """

  static let records = """
    r = {age: 41, sex: "male", "sepal length": 5.1, class: none,}
    rows = [{x: 1, y: {z: [1, 2]}}, {
      x: 2, # the second
      y: {}
    }]
    r.age = r.age + len(rows[0].y.z)
    r["sepal length"]
    {a: x -> {b: x}}.a(3) == {b: 3}
    train m, d, class_weight={no: 1, "1": 5}
    predict m, {age: 41}
    """
}
