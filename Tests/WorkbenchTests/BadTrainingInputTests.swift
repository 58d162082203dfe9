import Support
import Testing
import TestSupport
import WorkbenchTestSupport

/// What a learner gets wrong between data and model: told with both shapes and the line, before the
/// first step.
@Suite("Bad input of a training")
struct BadTrainingInputTests {
  @Test(arguments: [
    (
      "m = model 2 {\n  dense 3\n  lstm 4\n}",
      "E0310: lstm needs [batch, time, features] but gets [batch, 3]\n  3 |   lstm 4"
    ),
    (
      "m = model [8, 8, 1] {\n  conv2d 4, 9\n}",
      "E0310: conv2d needs at least 9 rows and 9 columns but gets [batch, 8, 8, 1]\n  2 |"
    ),
    (
      "m = model 4 {\n  add { path { dense 3 } path { dense 5 } }\n}",
      "E0312: add `add`: the paths end with [batch, 3] and [batch, 5]\n  2 |"
    ),
    (
      "m = model [4, 4] { flatten; dense 1 }\ntrain m, table(zeros([3, 9]), [0, 1, 1])",
      "E0309: m takes samples [batch, 4, 4] but the data are [batch, 9]\n  2 | train"
    ),
    (
      "m = model 2 { dense 3 }\ntrain m, table(zeros([2, 2]), zeros([2, 4])), loss=huber",
      "E0320: m ends with [batch, 3] (layer `dense`) but the targets are [batch, 4] for huber\n  2 |"
    ),
  ])
  func `a shape error names the layer, both shapes and the line`(program: String, said: String) {
    #expect(printed(program).contains("error \(said)"), "\(printed(program))")
  }

  @Test func `a batch larger than the data is one step, with a warning`() {
    let output = printed(
      "m = model 2 { dense 1 }\ntrain m, table(zeros([5, 2]), [0, 1, 1, 0, 0]), batch_size=1000000000000"
    )
    #expect(output.contains("warning W0017: a batch of 1,000,000,000,000 holds all 5 samples"))
    #expect(output.contains("1 epoch, 1 step"))
  }

  @Test(arguments: [
    ("m = model [0, 4] { lstm 3; dense 1 }", "E0401: the input size of a model must be at least 1"),
    ("m = model -3 { dense 1 }", "E0401: the input size of a model must be at least 1, not -3"),
    ("d = table(zeros([3, 0, 4]), zeros([3]))", "E0318: table gets samples of shape [0, 4]"),
    ("d = table(zeros([0, 4]), zeros([0]))", "E0501: table gives no samples"),
    (
      "m = model [5, 4] { lstm 3; dense 1 }; predict m, zeros([3, 0, 4])",
      "E0309: m takes samples [batch, 5, 4] but the data are [batch, 0, 4]"
    ),
  ])
  func `a sequence of length 0 is refused`(program: String, said: String) {
    #expect(printed(program).contains("error \(said)"), "\(printed(program))")
  }

  @Test(arguments: [("[0, 1, 3, 2]", "3"), ("[0, 1, -1, 2]", "-1")])
  func `a class number out of range names its row`(targets: String, value: String) {
    let output = printed(
      "m = model 2 { dense 3, activation=softmax }\ntrain m, table(zeros([4, 2]), \(targets))")
    #expect(
      output.contains(
        "error E0405: row 2 has the target \(value), but `dense` tells classes 0 to 2 apart"),
      "\(output)")
  }

  @Test func `another text is refused by a model that has learnt one`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("the cat sat on the mat".utf8), to: folder + "/a.txt")
      try AtomicFile.write(Array("zebras vex quick dwarfs".utf8), to: folder + "/b.txt")
      let output = Transcript(folder: folder).run(
        """
        a = data text("a.txt") { chars 4 }
        b = data text("b.txt") { chars 4 }
        m = model a { embedding a.vocab, 2; dense a.vocab, activation=softmax }
        train m, a
        train m, b
        """)
      #expect(output.contains("error E0528: m has learnt "), "\(output)")
      #expect(output.contains("\n  5 | train m, b"))
    }
  }

  /// Even where the run has no epochs left.
  @Test func `a checkpoint of another model names what differs, whatever else is wrong`() throws {
    try TemporaryFolder.use { folder in
      let output = Transcript(folder: folder).run(
        """
        d = table(zeros([4, 2]), [0, 1, 1, 0])
        m = model 2 { dense 3; dense 1 }
        r = train m, d
        save r, "r.safetensors"
        n = model 2 { dense 4; dense 1 }
        s = resume "r.safetensors", n, d
        """)
      #expect(
        output.contains(
          "E0511: the checkpoint belongs to another model; of another shape: dense.kernel"),
        "\(output)")
    }
  }
}
