import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

@Suite("Saving and resuming runs")
struct ResumeVerbTests {
  private static let data = """
    seed 5
    d = generated(gauss, 60)
    m = model 2 { dense 4, activation=tanh; dropout 0.2; dense 1, activation=sigmoid }

    """
  private static let train =
    "r = train m, d, epochs=4, batch_size=16, optimizer=adam(0.0123456789), loss=binary_crossentropy, metrics=accuracy"

  private func whole(_ data: String, _ train: String, _ shown: String) -> String {
    let transcript = Transcript()
    _ = transcript.run(data)
    _ = transcript.run(train)
    return transcript.run(shown)
  }

  @Test func `resume r goes on to the planned epochs on a copy`() {
    let transcript = Transcript()
    _ = transcript.run(Self.data)
    _ = transcript.run(Self.train.replacing("epochs=4", with: "epochs=2"))
    let before = transcript.run("m.dense.kernel")
    let line = transcript.run("s = resume r, epochs=2")
    #expect(line.hasPrefix("run s: m on d, 4 epochs, 16 steps, loss "))
    #expect(
      transcript.run("s.loss\ns.accuracy\ns.model.dense.kernel")
        == whole(Self.data, Self.train, "r.loss\nr.accuracy\nm.dense.kernel"))
    #expect(transcript.run("m.dense.kernel") == before)
  }

  @Test func `a run comes back from a file in another session`() throws {
    try TemporaryFolder.use { folder in
      let first = Transcript(folder: folder)
      _ = first.run(Self.data)
      let cut = first.run(Self.train + ", until=loss < 100\nsave r, \"run.safetensors\"")
      #expect(cut.contains("1 epoch, 4 steps"))
      let second = Transcript(folder: folder)
      _ = second.run(Self.data + "seed 1234")
      let line = second.run("s = resume \"run.safetensors\", m, d")
      #expect(line.hasPrefix("run s: m on d, 4 epochs, 16 steps, loss "), "\(line)")
      #expect(
        second.run("s.loss\ns.accuracy\ns.model.dense.kernel")
          == whole(Self.data, Self.train, "r.loss\nr.accuracy\nm.dense.kernel"))
    }
  }

  @Test func `a training of steps comes back with the same steps`() throws {
    let data = """
      seed 6
      d = generated(gauss, 40)
      G = model 2 { dense 4, activation=tanh; dropout 0.1; dense 2 }
      D = model 2 { dense 4, activation=tanh; dense 1 }

      """
    let steps = """
      {
        step D, optimizer=adam(0.01), loss=x -> mean(D(x)^2) + mean((D(G(normal([len(x), 2]))) - 1)^2)
        step G, optimizer=sgd(0.01, momentum=0.9), loss=x -> mean(D(G(normal([len(x), 2])))^2)
      }
      """
    let expected = whole(
      data, "r = train d, epochs=3, batch_size=16 " + steps, "r.D\nr.G\nG.dense.kernel")
    try TemporaryFolder.use { folder in
      let first = Transcript(folder: folder)
      _ = first.run(data)
      _ = first.run(
        "r = train d, epochs=3, batch_size=16, until=D < 1000, checkpoint=\"gan.safetensors\" "
          + steps)
      let second = Transcript(folder: folder)
      _ = second.run(data)
      let line = second.run("s = resume \"gan.safetensors\", d " + steps)
      #expect(line.hasPrefix("run s: D and G on d, 3 epochs, 9 steps, D "), "\(line)")
      #expect(second.run("s.D\ns.G\ns.model[1].dense.kernel") == expected)
      #expect(
        first.run("s = resume r, epochs=2\ns.D\ns.G\ns.model[1].dense.kernel").contains(
          "2 epochs, 6 steps"))
    }
  }

  @Test func `an edited or a cut file is refused`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.data + Self.train + "\nsave r, \"run.safetensors\"")
      let good = try InputFile.read(folder + "/run.safetensors", limit: 1 << 20)
      for index in stride(from: 0, to: good.count, by: 37) {
        var bytes = good
        bytes[index] ^= 0x10
        try AtomicFile.write(bytes, to: folder + "/bad.safetensors")
        let edited = transcript.run("resume \"bad.safetensors\", m, d, epochs=1")
        #expect(edited.hasPrefix("error E05"), "byte \(index): \(edited)")
        try AtomicFile.write(Array(good.prefix(index)), to: folder + "/bad.safetensors")
        let cut = transcript.run("resume \"bad.safetensors\", m, d, epochs=1")
        #expect(cut.hasPrefix("error E05"), "cut at \(index): \(cut)")
      }
    }
  }

  @Test func `a checkpoint of another model, of other data, of no run is explained`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.data + Self.train + "\nsave r, \"run.safetensors\"")
      _ = transcript.run("save m, \"m.safetensors\"\ne = generated(gauss, 61)")
      _ = transcript.run("n = model 2 { dense 5, activation=tanh; dense 1, activation=sigmoid }")
      func said(_ line: String) -> String { transcript.run(line) }
      #expect(
        said("resume \"run.safetensors\", n, d, epochs=1").contains(
          "E0511: the checkpoint belongs to another model; of another shape: dense.kernel, dense.bias"
        ))
      #expect(
        said("resume \"run.safetensors\", m, e, epochs=1").contains(
          "made on 60 samples, the data have 61 samples"))
      #expect(said("resume \"m.safetensors\", m, d").contains("\"m.safetensors\" holds no run"))
      #expect(said("load \"run.safetensors\"").contains("holds a run, not a model"))
      #expect(said("resume r").contains("E0607: all 4 epochs of the run are done"))
      #expect(said("resume m").contains("must be a run or a file name in quotes"))
    }
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
