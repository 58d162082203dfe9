import Testing
import Workbench
import WorkbenchTestSupport

@Suite("Images at the prompt")
struct ImageLayerTests {
  @Test func `a convolution's kernel is drawn filter by filter`() {
    let output = printed(
      """
      m = model [8, 8, 2] { conv2d 4, 3 }
      plot m.conv2d.kernel
      """)
    #expect(output == "plot: m.conv2d.kernel: 4 filters, side by side")
  }

  @Test(
    arguments: [
      (
        "model 784 { conv2d 8, 3 }",
        "conv2d needs 4 axes [batch, height, width, channels] but gets [batch, 784]",
        "put `reshape [28, 28, 1]` before it"
      ),
      (
        "model [20, 30] { max_pooling2d }",
        "max_pooling2d needs 4 axes [batch, height, width, channels] but gets [batch, 20, 30]",
        "put `reshape [20, 30, 1]` before it"
      ),
      (
        "model 50 { conv1d 8, 3 }",
        "conv1d needs 3 axes [batch, steps, channels] but gets [batch, 50]",
        "put `reshape [50, 1]` before it"
      ),
      (
        "model [2, 2, 1] { conv2d 8, 3 }",
        "conv2d needs at least 3 rows and 3 columns but gets [batch, 2, 2, 1]",
        "a smaller window fits, and so does any with `padding=same`"
      ),
    ])
  func `a wrong shape comes with what to write`(line: String, message: String, hint: String) {
    let output = printed("m = " + line)
    #expect(output.contains(message))
    #expect(output.contains(hint))
  }
}
