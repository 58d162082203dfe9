import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Noise that two runs share would be gone in the difference of their weights.
@Suite("Noise of private runs")
struct SharedNoiseTests {
  /// Inputs of 0 have no gradient: what moves the kernel is noise alone, as far as the learning rate takes it.
  private static let names = """
    seed 4
    d = table(zeros([40, 8]), zeros([40]))
    m = model 8 { dense 1 }
    c = copy m

    """
  private static let options =
    "batch_size=10, loss=mean_squared_error, privacy=dp(noise=1, clip=1)"

  private func printed(_ program: String) throws -> [String] {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        Self.names + program.replacing("OPTIONS", with: Self.options))
      #expect(!said.contains("error E"), "\(said)")
      return said.split(separator: "\n").map(String.init)
    }
  }

  @Test func `branches of one run that differ draw noise of their own`() throws {
    let lines = try printed(
      """
      r = train m, d, epochs=1, optimizer=sgd(0.1), OPTIONS
      k = r.model.dense.kernel
      a = resume r, epochs=1, learning_rate=0.2
      b = resume r, epochs=1, learning_rate=0.4
      x = (a.model.dense.kernel - k) / 0.2; y = (b.model.dense.kernel - k) / 0.4
      print max(abs(x - y)) > 0.01
      """)
    #expect(lines.last == "true", "\(lines)")
    #expect(lines.contains { $0.contains("sees the sum of their epsilons") }, "\(lines)")
  }

  @Test func `branches that do not differ are the run that never stopped`() throws {
    let lines = try printed(
      """
      r = train m, d, epochs=1, optimizer=sgd(0.1), OPTIONS
      save r, "r.safetensors"
      a = resume r, epochs=1
      b = resume r, epochs=1
      f = resume "r.safetensors", copy(m), d, epochs=1
      w = train c, d, epochs=2, optimizer=sgd(0.1), OPTIONS
      v = resume r, from=0, epochs=2
      print sum(abs(a.model.dense.kernel - b.model.dense.kernel))
      print sum(abs(a.model.dense.kernel - f.model.dense.kernel))
      print sum(abs(a.model.dense.kernel - v.model.dense.kernel))
      """)
    #expect(lines.suffix(3) == ["0", "0", "0"], "\(lines)")
  }

  @Test func `a file that goes on with other options draws noise of its own`() throws {
    let lines = try printed(
      """
      r = train m, d, epochs=1, optimizer=sgd(0.1), OPTIONS
      k = r.model.dense.kernel
      save r, "r.safetensors"
      a = resume "r.safetensors", copy(m), d, epochs=1
      b = resume "r.safetensors", copy(m), d, epochs=1, optimizer=sgd(0.2)
      x = (a.model.dense.kernel - k) / 0.1; y = (b.model.dense.kernel - k) / 0.2
      print max(abs(x - y)) > 0.01
      """)
    #expect(lines.last == "true", "\(lines)")
  }

  @Test func `trainings of a sweep draw noise of their own`() throws {
    let lines = try printed(
      """
      k = m.dense.kernel
      s = sweep rate in [0.1, 0.2] { train m, d, epochs=1, optimizer=sgd(rate), OPTIONS }
      rates = s.rate
      x = (s.runs[0].model.dense.kernel - k) / rates[0]
      y = (s.runs[1].model.dense.kernel - k) / rates[1]
      print max(abs(x - y)) > 0.01
      """)
    #expect(lines.last == "true", "\(lines)")
  }

  @Test func `equal trainings of equal seeds are equal`() throws {
    let lines = try printed(
      """
      r = train m, d, epochs=1, optimizer=sgd(0.1), OPTIONS
      seed 4
      w = train c, d, epochs=1, optimizer=sgd(0.1), OPTIONS
      print sum(abs(m.dense.kernel - c.dense.kernel))
      """)
    #expect(lines.last == "0", "\(lines)")
  }
}
