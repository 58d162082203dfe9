import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What layers say that they need, and what to type instead.
@Suite("What layers need")
struct LayerNeedTests {
  @Test(
    arguments: [
      ("[3, 4] { repeat_vector 2 }", "[batch, features]", "`reshape […]` before it"),
      ("3 { lora 2 { relu } }", "lines with a kernel, such as dense", "`lora 2 { dense 8 }`"),
      ("9 { lstm 4 }", "[batch, time, features]", "put `reshape [9, 1]` before it"),
      ("9 { time_distributed { dense 2 } }", "[batch, time, …]", "`reshape […]` before it"),
      ("784 { conv1d 2, 3 }", "3 axes [batch, steps, channels]", "put `reshape [784, 1]` before"),
      ("784 { conv2d 2, 3 }", "4 axes [batch, height, width, channels]", "`reshape [28, 28, 1]`"),
      ("[28, 28] { max_pooling2d 2 }", "4 axes [batch, height, width, ch", "`reshape [28, 28, 1]`"),
      ("[9, 2, 2, 2] { conv2d 2, 3 }", "4 axes [batch, height, width", "`reshape […]` before it"),
      ("[2, 1] { conv1d 2, 3 }", "at least 3 steps", "and so does any with `padding=same`"),
      ("[2, 9, 1] { conv2d 2, 3 }", "at least 3 rows and 3 columns", "a smaller window fits"),
      (
        "[5, 5, 3] { conv2d 4, 2, groups=2 }", "channels that divide into 2 groups", "`reshape […]`"
      ),
      (
        "[5, 5, 3] { group_normalization groups=2 }",
        "a number of channels that 2 groups divide", "`reshape […]`"
      ),
      ("[4, 3] { layer_normalization axis=5 }", "axis 5", "`reshape […]` before it"),
      ("4 { reshape [2, 3] }", "samples of 6 elements", "`reshape […]` before it"),
      ("4 { permute [2, 1] }", "samples of 2 axes", "`reshape […]` before it"),
      ("[4, 3] { bidirectional { dense 2 } }", "one line with simple_rnn, lstm or gru", "`reshape"),
      (
        "4 { repeat_vector 2147483647; flatten; repeat_vector 2147483647 }", "an output of at most",
        "use a smaller size"
      ),
    ])
  func `a layer says what it needs, and what to type`(model: String, need: String, hint: String) {
    let text = Transcript().run("m = model \(model)")
    #expect(text.contains("error E0310: ") && text.contains(" needs \(need)"), "\(text)")
    #expect(text.contains("hint: ") && text.contains(hint), "\(text)")
  }
}
