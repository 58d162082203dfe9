import Support
import TestSupport
import Testing
@testable import Workbench
import WorkbenchTestSupport

@Suite("Models compared")
struct ModelComparisonTests {
  /// A thousandth of a dollar a second: 3.6 of an hour.
  private static let box =
    "box = device(flops=1GFLOP / 1s, bandwidth=1GB / 1s, utilisation=1, price=3.6$ / 1h)\n"
  private static let models = """
    seed 1
    d = data generated(gauss, 200)
    big = model 2 { dense 64, activation=relu; dense 1, activation=sigmoid }
    small = model 2 { dense 1, activation=sigmoid }

    """
  private static let setup = models + box

  private func ran(_ line: String) -> String { printed(Self.setup + line) }

  @Test func `quality is what evaluate says, sizes are those of the models`() {
    let text = ran(
      """
      t = compare [big, small], d, device=box
      e = evaluate big, d
      f = evaluate small, d
      print t.accuracy[0] == e.accuracy, t.accuracy[1] == f.accuracy
      print t.f1_score[0] == e.f1_score, t.f1_score[1] == f.f1_score
      print t.names, t.parameters, t.bytes
      """)
    #expect(
      text == "true true\ntrue true\n[big, small] [257, 3] [1028, 12]", "\(text)")
  }

  @Test func `numbers are judged by rmse and r2 in the units of the data`() throws {
    try TemporaryFolder.use { folder in
      let rows = (1...40).map { "\($0),\(1000 * $0 + 7)" }.joined(separator: "\n")
      try AtomicFile.write(Array("x,y\n\(rows)\n".utf8), to: folder + "/n.csv")
      let text = Transcript(folder: folder).run(
        """
        n = data csv("n.csv", target="y") { split 80%, 20% }
        p = model n { dense 1 }
        train p, n, epochs=3;
        t = compare [p], n.test
        e = evaluate p, n.test, metrics=[root_mean_squared_error, r2_score]
        print abs(t.rmse[0] / e.root_mean_squared_error - 1) < 1e-6, abs(t.r2_score[0] - e.r2_score) < 1e-6
        print t.rmse[0] > 100
        """)
      #expect(text.hasSuffix("true true\ntrue"), "\(text)")
    }
  }

  /// Costs that are larger than what comes in are no part of it.
  @Test func `what is paid anyway is taken from what comes in`() {
    let text = ran(
      "t = compare [big], d, device=box, requests=1M, price=0.02$ / 1k, fixed=500$, cash=9000$\nt")
    #expect(text.contains("$20 a month, less $500 that are paid anyway"), "\(text)")
  }

  /// The time is that of `cost` at a batch of 1; 1,000 answers at a thousandth of a dollar a second cost as many dollars
  /// as one takes seconds. All others by the formulas of the help page.
  @Test func `every figure follows from the time of an answer`() {
    let text = ran(
      """
      t = compare [big, small], d, device=box, requests=2M, price=0.02$ / 1k, fixed=30$, cash=100$, rival_price=0.01$ / 1k, rival_after=2
      b = cost big, batch_size=1, device=box
      s = cost small, batch_size=1, device=box
      fn near(a, b) = abs(a / b - 1) < 1e-9
      print t.latency[0] == b.answer_time, t.latency[1] == s.answer_time
      c = b.answer_time / 1s * 0.001
      print near(t.cost[0] / 1$, 1000 * c)
      print near(t.busy[0], 2e6 * (b.answer_time / 1s) / 2628000)
      print near(t.margin[0], (0.00002 - c) / 0.00002), near(t.rival_margin[0], (0.00001 - c) / 0.00001)
      print near(t.break_even[0], 30 / (0.00002 - c)), near(t.rival_break_even[0], 30 / (0.00001 - c))
      first = 2e6 * (0.00002 - c) - 30
      last = 2e6 * (0.00001 - c) - 30
      print near(t.runway[0], 2 + (100 + 2 * first) / -last)
      """)
    #expect(
      text == "true true\ntrue\ntrue\ntrue true\ntrue true\ntrue", "\(text)")
  }

  /// Weights, input and output of one unit: 2 + 2 + 1 + 1 numbers of 4 bytes, read at 1 GB/s; the sigmoid behind it.
  @Test func `a price of a thousand is a thousandth for one`() {
    let text = ran(
      "t = compare [small], d, device=box, requests=1k, price=1$ / 1k\nu = compare [small], d, device=box, requests=1k, price=0.001$\nprint all(t.margin == u.margin)"
    )
    #expect(text == "true", "\(text)")
  }

  @Test func `the front are those that none beats in both`() {
    let text = ran(
      """
      r = train big, d, epochs=20;
      t = compare [big, small], d, device=box, requests=1M, price=1$
      t
      print t.front
      """)
    #expect(text.contains("front: no other has a better accuracy and is cheaper, too"), "\(text)")
    let lines = text.split(separator: "\n")
    #expect(
      lines.contains { $0.hasPrefix("  small") && $0.hasSuffix("front") }, "the cheapest: \(text)")
    #expect(text.contains("small]"))
  }

  @Test func `each model stands on each machine`() {
    let text = ran(
      """
      quick = device(flops=1TFLOP / 1s, bandwidth=1TB / 1s, price=3600$ / 1h)
      t = compare [big, small], d, device=[box, quick], requests=1M, price=1$
      t
      print t.names, t.device, len(t.cost)
      """)
    #expect(
      text.hasSuffix(
        "[big, big, small, small] [box, quick, box, quick] 4"),
      "\(text)")
    #expect(text.contains("p50 on box") && text.contains("p50 on quick"), "\(text)")
  }

  /// Its kernels become floats in each answer, which no figure of a device tells: `cost q4, device=box` refuses, too.
  @Test func `a model of 4 bits has no time on a device of which only figures are known`() {
    let text = ran(
      """
      q4 = quantize big, bits=4
      t = compare [big, q4, small], d, device=box, requests=1M, price=0.02$ / 1k, fixed=1$
      t
      print t.latency[0] > 0s, t.latency[1] == none, t.cost[1] == none, contains(t.front, "q4")
      plot t, kind=line
      """)
    #expect(text.contains("q4: no time and no cost"), "\(text)")
    #expect(text.contains("true true true false"), "\(text)")
    #expect(!text.contains("error"), "\(text)")
  }

  @Test func `a month that is paid is not to be paid a second time by each answer`() {
    let asked = "compare [big], d, device=box, requests=1M, price=0.02$ / 1k"
    let alone = ran(asked)
    #expect(
      alone.contains("`fixed=` reckons with it, with `price=0$ / 1h` of the device"), "\(alone)")
    let twice = ran(asked + ", fixed=2628$")
    #expect(twice.contains("fixed= is paid beside the time of answers"), "\(twice)")
    let once = ran(
      "own = device(flops=1GFLOP / 1s, bandwidth=1GB / 1s, utilisation=1, price=0$ / 1h)\n"
        + "t = compare [big], d, device=own, requests=1M, price=0.02$ / 1k, fixed=2628$\nt\nprint t.break_even[0]"
    )
    #expect(!once.contains("beside the time") && once.hasSuffix("131400000"), "\(once)")
  }

  @Test func `whoever compares on the rows of training is told so`() {
    let split = "e = data generated(gauss, 200) { split 80%, 20% }\n"
    #expect(ran(split + "compare [small], e").contains("`e.test` holds those"))
    #expect(!ran(split + "compare [small], e.test").contains("holds those"))
  }

  @Test func `less than all is not shown as all`() {
    let text = ran("compare [small], d, device=box, requests=1M, price=0.5$ / 1k")
    let share = text.firstMatch(of: /(99\.\d+)%/).map { String($0.1) }
    #expect(share != nil && !text.contains("100%"), "\(text)")
  }

  @Test
  func `without a device, and on one that does not say how fast it is, answers are timed here`() {
    for (device, told) in [
      ("", "measured here"), (", device=device(price=1$ / 1h)", "does not say flops="),
      (", device=device(flops=1GFLOP / 1s, price=1$ / 1h)", "does not say bandwidth="),
    ] {
      let text = ran(
        "t = compare [big, small], d\(device)\nt\nprint t.latency[0] > 0s, t.latency_99[1] >= t.latency[1]"
      )
      #expect(text.contains(told) && text.contains("p99"), "\(text)")
      #expect(text.hasSuffix("true true"), "\(text)")
    }
  }

  @Test func `plot draws accuracy over cost, and cash over months`() throws {
    let transcript = Transcript()
    _ = transcript.run(
      Self.setup
        + "t = compare [big, small], d, device=box, requests=1M, price=0.02$ / 1k, fixed=30$, cash=100$, rival_price=0.01$ / 1k"
    )
    transcript.interpreter.run("plot t\nplot t, kind=line")
    let plots = transcript.host.take().compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    try #require(plots.count == 2)
    #expect(plots[0].title == "accuracy over cost" && !plots[0].isMeasured)
    #expect(plots[1].title == "cash" && plots[1].x.lines == [3] && plots[1].y.lines == [0])
    #expect(plots[1].notes == ["rival from month 3: $0.00001 a request"])
    let columns = plots[1].dataColumns
    #expect(columns.contains { $0.name == "big" } && columns.contains { $0.name == "small" })
  }

  @Test(
    arguments: [
      ("requests=1M", "device", "device=device(here, price=0.85$ / 1h)"),
      ("device=box, price=1$", "requests", "requests=1M"),
      ("requests=1M, price=1$", "device", "device=device(here, price=0.85$ / 1h)"),
      ("device=box, requests=1M, fixed=3$", "price", "price=0.02$ / 1k"),
      ("device=box, requests=1M, cash=3$", "price", "price=0.02$ / 1k"),
      ("device=box, requests=1M, price=1$, cash=3$", "fixed", "fixed=2000$"),
      ("device=box, requests=1M, rival_price=1$", "price", "price=0.02$ / 1k"),
      ("device=box, requests=1M, price=1$, rival_after=1", "rival_price", "rival_price=0.01$ / 1k"),
    ])
  func `a missing assumption is named, with the line to type`(
    options: String, missing: String, typed: String
  ) {
    let text = ran("compare [big, small], d, \(options)")
    #expect(text.contains("error E0860: ") && text.contains("rests on `\(missing)=`"), "\(text)")
    #expect(text.contains("hint: add it: `\(typed)`"), "\(text)")
  }

  @Test func `requests on a machine without a price ask for it`() {
    let text = ran(
      "compare [small], d, device=device(flops=1GFLOP / 1s, bandwidth=1GB / 1s), requests=1M")
    #expect(text.contains("error E0549: ") && text.contains("price="), "\(text)")
  }

  @Test(
    arguments: [
      ("price=0.02", "E0118", "0.02$"), ("price=3s", "E0118", "time"),
      ("price=0$", "E0401", "more than 0"),
      ("price=-1$", "E0401", "more than 0"), ("price=1$ / 0", "E0401", "finite"),
      ("price=1$, requests=0", "E0401", "more than 0"),
      ("price=1$, requests=-3", "E0401", "more than 0"),
      ("price=1$, requests=3$", "E0118", "money"), ("price=1$, fixed=-1$", "E0401", "0 or more"),
      ("price=1$, fixed=3", "E0118", "money of a month"),
      ("price=1$, fixed=1$, cash=3s", "E0118", "time"),
      ("price=1$, fixed=1$, cash=0$", "E0401", "more than 0"),
      ("price=1$, rival_price=-1$", "E0401", "0 or more"),
      ("price=1$, rival_price=0.5$, rival_after=-1", "E0401", "between 0 and 1200"),
      ("price=1$, rival_price=0.5$, rival_after=2$", "E0118", "months"),
      ("price=1$, device=3", "E0118", "device"), ("price=1$, device=[box, 3]", "E0118", "device"),
      ("price=1$, requests=1 / 0", "E0401", "finite"),
    ])
  func `amounts that cannot be are refused`(options: String, code: String, word: String) {
    let first = options.contains("requests") ? "" : ", requests=1M"
    let device = options.contains("device") ? "" : ", device=box"
    let text = ran("compare [big, small], d\(device)\(first), \(options)")
    #expect(text.contains("error \(code): ") && text.contains(word), "\(text)")
  }

  @Test func `rates and spans of time are amounts of a month`() {
    let text = ran(
      """
      t = compare [small], d, device=box, requests=1 / 1s, price=1$, fixed=1$ / 1h, cash=1$, rival_price=0.0001$, rival_after=730h
      u = compare [small], d, device=box, requests=2628000, price=1$, fixed=730$, cash=1$, rival_price=0.0001$, rival_after=1
      print abs(t.break_even[0] / u.break_even[0] - 1) < 1e-9, abs(t.runway[0] / u.runway[0] - 1) < 1e-9
      """)
    #expect(text == "true true", "\(text)")
  }

  @Test func `a rival who is no cheaper is remarked`() {
    let text = ran(
      "t = compare [small], d, device=box, requests=1M, price=1$, rival_price=1$")
    #expect(text.contains("warning W0090: ") && text.contains("nobody has to follow"), "\(text)")
  }

  @Test func `extreme amounts are shown, not trapped`() {
    let text = ran(
      "t = compare [big, small], d, device=box, requests=1e300, price=1e-300$, fixed=1e300$, cash=1e300$, rival_price=0$\nt\nplot t, kind=line\nplot t"
    )
    #expect(!text.contains("error") && text.contains("never") && !text.contains("nan"), "\(text)")
  }

  @Test(
    arguments: [
      ("compare [big, small]", "data to judge the models by"),
      ("compare 3, d", "a list of models"), ("compare [], d", "a list of models"),
      ("compare [big, 3], d", "not of both"), ("compare [big, small], 3", "a data set"),
      ("x = model 3 { dense 1 }; compare [big, x], d", "x"),
      ("r = train big, d; compare [r, r], d", "E0600"),
      ("r = train big, d; compare [r, r], price=1$", "E0600"),
      ("r = train big, d; compare [r, big], d", "not of both"),
    ])
  func `what cannot be compared is explained`(line: String, told: String) {
    let text = ran(line)
    #expect(text.contains("error E") && text.contains(told), "\(line): \(text)")
  }

  @Test func `models that answer different questions are not compared`() {
    let text = ran(
      "x = model 2 { dense 1 }\nr = train x, d, loss=mean_squared_error;\ncompare [small, x], d")
    #expect(text.contains("E0861") || !text.contains("nan"), "\(text)")
  }

  @Test func `models without names are numbered, equal names told apart`() {
    let text = ran("t = compare [big, big], d, device=box\nprint t.names")
    #expect(text == "[big, big (2)]", "\(text)")
  }
}
