import Testing
import Workbench
import WorkbenchTestSupport

/// Trouble in a training is told with what shows it, and with one change to try.
@Suite("Trouble in trainings")
struct TroubleTests {
  @Test func `a loss that grows names its best epoch and a smaller rate`() {
    let told = printed(
      """
      d = table([[0, 1], [1, 0], [1, 1], [2, 1]], [1, 2, 3, 5])
      m = model 2 { dense 1 }
      r = train m, d, epochs=12, optimizer=sgd(0.42), loss=mean_squared_error, batch_size=4
      """)
    #expect(told.contains("warning W0020: r, epoch "), "\(told)")
    #expect(told.contains("the loss grows: "))
    #expect(told.contains("learning_rate=0.042`"))
  }

  @Test func `a model that learns by heart is told when validation has grown for five epochs`() {
    let told = printed(
      """
      seed 1
      x = normal([60, 4]); y = normal([60]) > 0
      m = model 4 { dense 64, activation=tanh; dense 64, activation=tanh; dense 1, activation=sigmoid }
      r = train m, table(x, y), epochs=60, validation_split=0.5, optimizer=adam(0.01)
      """)
    #expect(told.contains("warning W0021: r, epoch "), "\(told)")
    #expect(told.contains("val_loss was best after epoch "))
  }

  @Test func `dead units, constant answers and saturation are found in the layers`() {
    let dead = printed(
      """
      seed 1
      m = model 2 { h: dense 8, activation=relu, bias_initializer=constant(-50); dense 1 }
      r = train m, table(normal([64, 2]), normal([64])), epochs=4
      """)
    #expect(dead.contains("warning W0022: r, epoch 1: 8 of 8 units of `h` give 0 for every sample"))
    #expect(dead.contains("warning W0026: r, epoch 2: the model gives the same answer"), "\(dead)")
    let flat = printed(
      """
      seed 1
      m = model 2 { h: dense 8, activation=tanh; dense 1 }
      r = train m, table(1000 * normal([64, 2]), normal([64])), epochs=2
      """)
    #expect(flat.contains("of the values of `h` lie at the flat ends of tanh"), "\(flat)")
  }

  @Test func `gradients that vanish or explode name their layers`() {
    let vanishing = printed(
      """
      seed 1
      m = model 2 { repeat 12 { dense 8, activation=sigmoid }; last: dense 1 }
      r = train m, table(normal([64, 2]), normal([64])), epochs=1
      """)
    #expect(vanishing.contains("warning W0024: r, epoch 1: the gradient of `dense.kernel` is "))
    #expect(vanishing.contains("that of `last.kernel`"), "\(vanishing)")
    let exploding = printed(
      """
      seed 1
      m = model 2 { h: dense 8; last: dense 1 }
      r = train m, table(normal([64, 2]), 100000 * normal([64])), epochs=1
      """)
    #expect(exploding.contains("warning W0025: r, epoch 1: the gradients have the norm "))
  }

  @Test(arguments: [
    "train model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }, generated(xor, 200), epochs=40, optimizer=adam(0.01)",
    "train model 2 { dense 16, activation=relu; dense 16, activation=relu; dense 1, activation=sigmoid }, data generated(moons, 300) { split 80%, 20% }, epochs=60",
    "train model 1 { dense 1 }, table([[1], [2], [3]], [2, 4, 6]), epochs=300, optimizer=sgd(0.05)",
  ]) func `a healthy training is left in peace`(source: String) {
    let told = printed("seed 2\n" + source)
    #expect(!told.contains("warning W002"), "\(told)")
  }

  @Test func `each kind is told once, and the same every time`() {
    let source = """
      seed 1
      m = model 2 { h: dense 8, activation=relu, bias_initializer=constant(-50); dense 1 }
      r = train m, table(normal([64, 2]), normal([64])), epochs=33
      """
    let told = printed(source)
    #expect(told.components(of: "W0022") == 1 && told.components(of: "W0026") == 1)
    #expect(told == printed(source))
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { split(separator: text).count - 1 }
}
