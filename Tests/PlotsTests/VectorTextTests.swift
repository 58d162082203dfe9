import Support
import Testing

@testable import Plots

/// Words, signs and colours of vector pictures.
@Suite struct VectorTextTests {
  @Test func `words part at two blanks, and what is drawn stands alone`() {
    let all = TextStretch.all(of: "━ train  0.5 ██▌ 损失 x")
    #expect(all.map(\.text) == ["━", "train", "0.5", "██", "▌", "损失 x"])
    #expect(all.map(\.column) == [0, 2, 9, 13, 15, 17])
    #expect(all.map(\.width) == [1, 5, 3, 2, 1, 6])
    #expect(all.map { $0.sign != nil } == [true, false, false, true, true, false])
    #expect(TextStretch.all(of: "").isEmpty && TextStretch.all(of: "   ").isEmpty)
  }

  @Test func `numbers are told from words`() {
    for (text, isNumber) in [
      ("1,027", true), ("−0.5", true), ("97.2 %", true), ("1e-05", true), ("28×28", true),
      ("a1", false), ("%", false), ("12 of 30", false),
    ] {
      #expect(TextStretch.all(of: text).map(\.isNumber) == [isNumber], "\(text)")
    }
  }

  @Test func `no sign of a text chart that a font would have to fit is left in a picture`() {
    let drawn: Set<Character> = Set("─━│┃┌┐└┘├┤┬┴┼█▉▊▋▌▍▎▏▁▂▃▄▅▆▇▀▐░▒▓■")
    for (name, plot) in Samples.all {
      let picture = SVG.render(plot)
      let words = picture.split(separator: "<text").dropFirst()
        .map { $0.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first ?? "" }
      for word in words { #expect(!word.contains { drawn.contains($0) }, "\(name): \(word)") }
    }
    #expect(drawn.allSatisfy { SVGSign.drawn($0) != nil })
  }

  @Test
  func `both themes have the same words at the same places, and no colour of the other's paper`() {
    for (name, plot) in Samples.all {
      let pictures = SVGTheme.allCases.map { SVG.render(plot, theme: $0) }
      let words = pictures.map { picture in
        picture.split(separator: "\n").filter { $0.hasPrefix("<text") }.map { line in
          line.split(separator: " ").filter { !$0.contains("#") }.joined(separator: " ")
        }
      }
      #expect(words[0] == words[1], "\(name)")
      #expect(pictures.allSatisfy(isWellFormed), "\(name)")
      #expect(pictures[1].contains("fill=\"\(SVGTheme.dark.background)\""))
    }
  }

  @Test func `entries of tables say their names whole where these are cut`() {
    let long = String(repeating: "a long name of a class ", count: 3) + "end"
    let counts = ConfusionCounts(labels: [long, "b"], counts: [[3, 1], [0, 4]])
    let picture = SVG.render(.confusion(counts))
    #expect(picture.contains("<title>true \(long), predicted b: 1 of 4 = 25.0 %</title>"))
    #expect(isWellFormed(picture))
    let short = Plot.confusion(ConfusionCounts(labels: ["a", "b"], counts: [[3, 1], [0, 4]]))
    #expect(!SVG.render(short).contains("<title>true"))
    #expect(SVG.render(short, hasReadout: true).contains("<title>true a, predicted b: 1 of 4"))
    let bars = SVG.render(Samples.bars, hasReadout: true)
    #expect(bars.contains("<title>female: 314</title>"))
  }

  @Test func `points, bars and lines say their values where that is asked for`() throws {
    for plot in [Samples.scatter, Samples.histogram, Samples.sigmoid] {
      let silent = SVG.render(plot)
      let picture = SVG.render(plot, hasReadout: true)
      #expect(silent.split(separator: "<title").count == 2)
      #expect(isWellFormed(picture) && picture.split(separator: "<title").count > 20)
    }
    // σ(0) is a half.
    #expect(SVG.render(Samples.sigmoid, hasReadout: true).contains("x 0, σ(x) 0.5<"))
  }
}
