import Plots
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// A value is drawn as what it is, under whatever name it comes.
@Suite("What a value is drawn as")
struct ChartRoleTests {
  private static let prelude = """
    seed 1
    d = generated(spiral, 90)
    m = model 2 { hidden: dense 6, activation=tanh; dense 3, activation=softmax }
    r = train m, d, epochs=2, batch_size=30
    e = evaluate m, d
    fn same(t) { t }
    fn first(l) { l[0] }
    y = [0, 1, 2, 1]
    p = [0, 2, 2, 1]
    """

  private func chart(_ lines: String) throws -> any Chart {
    let transcript = Transcript()
    let said = transcript.run(Self.prelude)
    #expect(!said.contains("error E"), "\(said)")
    transcript.interpreter.run(lines)
    let outputs = transcript.host.take()
    let plot = outputs.lazy.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }.first
    return try #require(plot, "\(lines): \(outputs)").chart
  }

  @Test(arguments: [
    "c = e.confusion; plot c", "plot same(e.confusion)", "plot same(same(e.confusion))",
    "plot [e.confusion, e.confusion][1]", "l = [e.confusion, \"a\"]; plot l[0]",
    "l = [e.confusion]; plot l[-1]", "plot first([e.confusion, e.confusion])",
    "l = [e.confusion, e.confusion, e.confusion]; plot l[1:3][0]",
    "for c in [e.confusion] { plot c }", "c = e.confusion; if true { k = c; plot k }",
    "a, b = [e.confusion, e.confusion]; plot b", "plot stack([e.confusion, e.confusion])[0]",
    "plot e", "f = evaluate m, d; c = f.confusion; plot c",
  ])
  func `a confusion matrix stays one`(lines: String) throws {
    let direct = try chart("plot e.confusion")
    #expect(direct is ConfusionMatrix)
    let other = try chart(lines)
    #expect((other as? ConfusionMatrix) == (direct as? ConfusionMatrix), "\(lines)")
  }

  @Test(arguments: [
    "plot confusion(y, p)", "c = confusion(y, p); plot c", "plot same(confusion(y, p))",
    "plot confusion(y, p) + confusion(p, y)", "c = confusion(y, p); c[0, 1] = 3; plot c",
  ])
  func `so does one that is counted by hand, or summed`(lines: String) throws {
    #expect(try chart(lines) is ConfusionMatrix, "\(lines)")
  }

  @Test(arguments: [
    "c = e.confusion; plot c / 2", "c = e.confusion; plot c / sum(c)", "plot confusion(y, p) / 2",
    "plot e.confusion.T", "plot e.confusion * e.confusion", "plot -e.confusion",
    "plot e.confusion[0:2]", "plot e.confusion[:, [2, 1, 0]]", "plot e.confusion @ e.confusion",
    "plot [e.confusion, e.confusion][:, 0]", "plot e.confusion + 1",
    "plot [[5, 0, 1], [1, 4, 0], [0, 0, 6]]",
  ])
  func `what is computed of one is a table of numbers`(lines: String) throws {
    #expect(try chart(lines) is HeatChart, "\(lines)")
  }

  @Test(arguments: [
    ("m.hidden.kernel", "w = m.hidden.kernel; plot w"),
    ("m.hidden.kernel", "plot same(m.hidden.kernel)"),
    ("m.hidden.kernel", "l = [m.hidden.kernel, \"a\"]; plot l[0]"),
    ("m.hidden.bias", "b = m.hidden.bias; plot b"), ("d.x", "x = d.x; plot x"),
    ("sigmoid, grad(sigmoid)", "g = grad(sigmoid); plot sigmoid, g"),
    ("sigmoid, grad(sigmoid)", "g = grad(sigmoid); h = g; plot sigmoid, same(h)"),
    ("sigmoid, grad(sigmoid)", "l = [sigmoid, grad(sigmoid)]; plot l[0], l[1]"),
    ("r", "s = r; plot s"), ("m, d", "k = m; f = d; plot k, f"), ("d", "f = same(d); plot f"),
    ("r.loss", "l = r.loss; plot l"),
  ])
  func `a name draws what stands behind it`(direct: String, lines: String) throws {
    let (one, other) = (try chart("plot " + direct), try chart(lines))
    #expect(type(of: one) == type(of: other))
    // Labels say what was typed; all else is the same.
    func looks(_ chart: any Chart) -> [Series.Pattern] {
      (chart as? FunctionChart)?.series.map(\.pattern) ?? []
    }
    #expect(looks(one) == looks(other))
    #expect(
      Plot.data(of: one) == Plot.data(of: other), "\(lines)")
  }

  @Test func `a derivative is dotted under any name`() throws {
    let chart = try #require(try chart("g = grad(tanh); plot tanh, g") as? FunctionChart)
    #expect(chart.series.map(\.pattern) == [.solid, .dotted])
  }
}

extension Plot {
  /// The numbers of a chart, without the names of its columns.
  fileprivate static func data(of chart: any Chart) -> [[Double]] {
    var plot = Plot(LineChart([]))
    plot.chart = chart
    return plot.dataColumns.map(\.values)
  }
}
