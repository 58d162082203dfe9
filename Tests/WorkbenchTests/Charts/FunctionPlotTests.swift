import Plots
import Testing
import Workbench
import WorkbenchTestSupport

/// Curves of functions: each place is a number of its own.
struct FunctionPlotTests {
  private func values(_ program: String) -> [Double] {
    let transcript = Transcript()
    transcript.interpreter.run(program)
    let plots = transcript.host.take().compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return plots.last?.dataColumns.last?.values ?? []
  }

  @Test(arguments: [
    "loss = w -> mean((w*[1, 2, 3] - [2, 4, 6])^2)", "loss = w -> mean((2*w - 4)^2) * 14/12",
    "loss = w -> sum((w*[1, 2, 3] - [2, 4, 6])^2) / 3",
  ]) func `a loss over data is drawn over its weight`(line: String) throws {
    let ys = values("\(line)\nplot loss, 0..4")
    try #require(ys.count == 481)
    // (w − 2)² · 14/3: the slope and the lowest place are those of the function, not of all places together.
    for (index, y) in ys.enumerated() {
      let w = Double(index) / 120
      #expect(abs(y - (w - 2) * (w - 2) * 14 / 3) < 1e-4, "\(w)")
    }
  }

  @Test func `what takes the places together is asked at each`() throws {
    let ys = values("plot (x -> x - mean(x)), 0..1")
    #expect(ys.count == 481 && ys.allSatisfy { $0 == 0 })
    let constant = values("plot (x -> 3), 0..1")
    #expect(constant.count == 481 && constant.allSatisfy { $0 == 3 })
  }

  @Test func `a function that takes no number is refused for its own reason`() {
    #expect(printed("plot (x -> matmul(x, [[1], [2]])), 0..1").contains("E0"))
  }
}
