import Plots
import Testing

@testable import Terminal

/// A chart on the whole screen, key after key: what is seen of each.
@Suite struct ChartPageTests {
  @Test func `brackets go on from the smoothing that is seen, down to the values alone`() {
    var facts = ChartFacts(extent: 1...100, stride: 2)
    facts.smoothing = 0.83
    var view = ChartView()
    let more = (0..<4).map { _ -> Double? in
      _ = view.press(.character("]"), on: facts)
      return view.smoothing
    }
    #expect(more == [0.9, 0.95, 0.99, 0.99])
    view.smoothing = nil
    let less = (0..<4).map { _ -> Double? in
      _ = view.press(.character("["), on: facts)
      return view.smoothing
    }
    #expect(less == [0.8, 0.5, 0, 0])
    _ = view.press(.character("0"), on: facts)
    #expect(view.smoothing == nil)
  }

  /// A loss that falls, noisy, with one value far outside.
  private var noisy: Plot {
    var state: UInt64 = 3
    var ys = (0..<600).map { step -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return (3.0 / Double(step + 3) + 0.05) * (0.7 + 0.6 * Double(state >> 40) / 16_777_216)
    }
    ys[300] = 40
    return Plot.loss([Series("train", role: .train, ys: ys, firstX: 1)])
  }

  private func rows(_ page: inout ChartPage, _ plot: Plot, _ size: WindowSize) -> [String] {
    PlainText.render(page.grid(of: plot, beside: nil, status: nil, size: size))
  }

  @Test func `words are of the chart as it stands`() {
    let size = WindowSize(rows: 30, columns: 100)
    var page = ChartPage(Capabilities(), isRun: false)
    _ = rows(&page, noisy, size)
    _ = page.press(.character("d"))
    let before = rows(&page, noisy, size).joined(separator: " ")
    _ = page.press(.character("q"))
    _ = rows(&page, noisy, size)
    _ = page.press(.character("s"))
    _ = rows(&page, noisy, size)
    _ = page.press(.character("d"))
    let after = rows(&page, noisy, size).joined(separator: " ")
    #expect(before.contains("log y") != after.contains("log y"), "\(before)\n\(after)")
  }

  @Test func `o and 0 lead back to the picture as it was, also on a logarithmic axis`() {
    let size = WindowSize(rows: 30, columns: 100)
    for scale in ["", "s"] {
      var page = ChartPage(Capabilities(), isRun: false)
      _ = rows(&page, noisy, size)
      for key in scale { _ = page.press(.character(key)) }
      let first = rows(&page, noisy, size)
      var seen: [[String]] = []
      for _ in 0..<3 {
        _ = page.press(.character("o"))
        seen.append(rows(&page, noisy, size))
      }
      #expect(seen[0] != first && seen[2] == first)
      _ = page.press(.character("o"))
      _ = rows(&page, noisy, size)
      _ = page.press(.character("0"))
      _ = rows(&page, noisy, size)
      for key in scale { _ = page.press(.character(key)) }
      let last = rows(&page, noisy, size)
      #expect(last == first)
    }
  }

  @Test func `the value under the cursor is the measured one at every zoom`() {
    let size = WindowSize(rows: 30, columns: 100)
    var page = ChartPage(Capabilities(), isRun: false)
    _ = rows(&page, noisy, size)
    for key in [ScreenKey.home, .shiftRight, .shiftRight] {
      _ = page.press(key)
      _ = rows(&page, noisy, size)
    }
    func train() -> String {
      let foot = rows(&page, noisy, size)[28]
      return String(foot.split(separator: "train ").last?.prefix { $0 != " " } ?? "")
    }
    let first = train()
    #expect(Double(first) != nil)
    let foot = rows(&page, noisy, size)[28]
    #expect(foot.contains(" (EMA."), "\(foot)")
    for key in "++[]" {
      _ = page.press(.character(key))
      let now = train()
      #expect(now == first)
    }
    _ = page.press(.character("["))
    let said = rows(&page, noisy, size)[29]
    #expect(said.contains("smoothing"))
  }

  @Test func `n does not stop at the noise of a loss that falls`() {
    #expect(noisy.remarkablePlaces == [301])
  }

  @Test func `cards, words and feet are whole at every width`() {
    for columns in [40, 60, 80, 120] {
      for plot in [noisy, Plot(BarChart([1, 2]))] {
        var page = ChartPage(Capabilities(), isRun: true, hasNet: true)
        let size = WindowSize(rows: 12, columns: columns)
        func lines() -> [String] {
          PlainText.render(page.grid(of: plot, beside: nil, status: "r", size: size))
        }
        let keys = [
          "q back", "? help", "space pause", "Tab net", "d words", "w file", "arrows read out",
          "left right read out", "+ - zoom", "s log", "[ ] smooth", "x axis", "i picture", "p hold",
        ]
        let foot = lines()[11]
        var rest = foot
        for key in keys { rest = rest.replacing(key, with: "") }
        #expect(rest.allSatisfy { $0 == " " }, "\(foot)")
        _ = page.press(.character("?"))
        var card = lines()[1...10].joined(separator: " ")
        while lines()[11].hasPrefix("? more") {
          _ = page.press(.character("?"))
          card += " " + lines()[1...10].joined(separator: " ")
        }
        card = card.split(separator: " ").joined(separator: " ")
        #expect(card.contains("with or without what the model makes of its data at that step"))
        #expect(card.contains("back to the prompt"))
        #expect(card.contains("wheel for closer") == (plot.curveChart != nil))
        _ = page.press(.character("q"))
        _ = lines()
        _ = page.press(.character("d"))
        var words = lines()[1...10].joined(separator: " ")
        while lines()[11].hasPrefix("d more") {
          _ = page.press(.character("d"))
          words += " " + lines()[1...10].joined(separator: " ")
        }
        let all = plot.description.split(separator: " ").joined(separator: " ")
        let told = words.split(separator: " ").joined(separator: " ")
        #expect(told.contains(all.split(separator: "\n").joined(separator: " ")), "\(told)")
      }
    }
  }

  @Test func `a run that waits is let go on by the key that the foot names`() {
    var page = ChartPage(Capabilities(), isRun: true)
    let size = WindowSize(rows: 12, columns: 80)
    func foot() -> String {
      PlainText.render(page.grid(of: noisy, beside: nil, status: "r", size: size))[11]
    }
    #expect(foot().contains("space pause"))
    page.situation.isPaused = true
    #expect(foot().contains("space go on") && foot().contains("d words"))
    page.situation.question = "c b l s d answer above"
    #expect(foot().hasPrefix("c b l s d answer above") && !foot().contains("words"))
    page.situation = ChartPage.Situation(isFinished: true)
    #expect(!foot().contains("space"))
    let answer = page.press(.character(" "))
    #expect(answer == .stay && foot().contains("has ended"))
  }

  @Test func `behind a page of words no key changes the chart unseen`() {
    let size = WindowSize(rows: 12, columns: 80)
    for opening in "?d" {
      for key in "+-s[]pwyxoghlfbn0q1" {
        var page = ChartPage(Capabilities(), isRun: true)
        let first = rows(&page, noisy, size)
        _ = page.press(.character(opening))
        #expect(rows(&page, noisy, size)[11].contains("any"))
        let answer = page.press(.character(key))
        #expect(answer == .stay && !page.isAsking, "\(opening)\(key)")
        let last = rows(&page, noisy, size)
        #expect(last == first, "\(opening)\(key)")
      }
    }
  }

  @Test func `what is typed takes the place of the name that is offered`() {
    var page = ChartPage(Capabilities(), isRun: false)
    _ = page.press(.character("w"))
    #expect(page.press(.enter) == .write("chart.svg"))
    _ = page.press(.character("w"))
    for letter in "o/fs.svg" { _ = page.press(.character(letter)) }
    #expect(page.press(.enter) == .write("o/fs.svg"))
    _ = page.press(.character("w"))
    _ = page.press(.paste("o/p.png"))
    #expect(page.press(.enter) == .write("o/p.png"))
    _ = page.press(.character("w"))
    for _ in 0..<3 { _ = page.press(.backspace) }
    for letter in "png" { _ = page.press(.character(letter)) }
    #expect(page.press(.enter) == .write("chart.png"))
  }
}
