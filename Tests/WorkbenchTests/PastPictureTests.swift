import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// What the full screen shows beside the curve while a reader goes along it.
@Suite("Pictures of a run's past")
struct PastPictureTests {
  private func run(_ source: String) throws -> TrainingRun {
    let transcript = Transcript()
    _ = transcript.run("seed 1\n" + source)
    guard case .run(let run)? = transcript.interpreter["r"] else { throw Missing() }
    return run
  }

  private struct Missing: Error {}

  @Test func `the boundary is that of the weights of the step, and the model stays`() throws {
    let run = try run(
      """
      d = data generated(moons, 80)
      m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=30, optimizer=adam(0.05)
      """)
    let hash = WeightHash.of(run.model)
    let past = try #require(PastPicture(of: run))
    let first = try #require(past.plot(at: 0))
    let last = try #require(past.plot(at: 90))
    #expect(first.step == 0 && last.step > 0 && last.step <= 90)
    #expect(first.plot.title == "m after step 0")
    #expect(first.plot.description != last.plot.description)
    #expect(WeightHash.of(run.model) == hash)
  }

  @Test func `digits stand with what they are taken for`() throws {
    let run = try run(
      """
      x = uniform([20, 64])
      m = model 64 { dense 10, activation=softmax }
      r = train m, table(x, floor(10 * uniform([20]))), epochs=1
      """)
    let past = try #require(PastPicture(of: run))
    #expect(past.plot(at: 0)?.plot.title == "m after step 0")
  }

  @Test func `rows of numbers stand as predicted against true`() throws {
    let run = try run(
      "m = model 3 { dense 1 }\nr = train m, table(normal([8, 3]), normal([8])), epochs=1")
    let past = try #require(PastPicture(of: run))
    let plot = try #require(past.plot(at: 0)).plot
    #expect(plot.x.title == "true" && plot.y.title == "predicted")
  }

  @Test func `rows of several numbers that are of classes have no picture`() throws {
    let run = try run(
      "m = model 3 { dense 1 }\nr = train m, table(normal([4, 3]), [0, 1, 1, 0]), epochs=1")
    #expect(PastPicture(of: run) == nil)
  }
}
