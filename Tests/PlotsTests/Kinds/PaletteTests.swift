import Glibc
import Testing

@testable import Plots

/// Colours of charts, by computation.
@Suite("Colours that are told apart") struct PaletteTests {
  @Test func `series stand out from the background, dark and light`() {
    for slot in 1...6 {
      #expect(contrast(Palette.rgb(slot, isLight: false), RGB(0x000000)) >= 6.4)
      #expect(contrast(Palette.rgb(slot, isLight: true), RGB(0xFFFFFF)) >= 4.5)
    }
    #expect(contrast(Palette.faint(isLight: false), RGB(0x000000)) >= 4.5)
    #expect(contrast(Palette.faint(isLight: true), RGB(0xFFFFFF)) >= 4.5)
  }

  /// Protanopia and deuteranopia, linear light (Machado, Oliveira and Fernandes 2009).
  private static let deficiencies: [[[Double]]] = [
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
  ]

  @Test(arguments: [false, true])
  func `no two series are one colour to eyes without red or green`(isLight: Bool) {
    for matrix in Self.deficiencies {
      let seen = (1...6).map { lab(Palette.rgb($0, isLight: isLight), matrix) }
      for first in seen.indices {
        for second in 0..<first {
          let gap = zip(seen[first], seen[second]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          #expect(gap.squareRoot() >= 12, "\(second + 1) and \(first + 1)")
        }
      }
    }
  }

  @Test func `shades of numbers grow lighter, and away from 0 darker on both sides`() {
    let sequential = (0...20).map { luminance(Shades.sequential(Double($0) / 20)) }
    #expect(zip(sequential, sequential.dropFirst()).allSatisfy { $0 < $1 })
    let diverging = (0...20).map { luminance(Shades.diverging(Double($0) / 20)) }
    #expect(zip(diverging[...10], diverging[1...10]).allSatisfy { $0 < $1 })
    #expect(zip(diverging[10...], diverging[11...]).allSatisfy { $0 > $1 })
  }

  @Test func `without colour shades are signs that grow denser`() {
    let blocks = (0...4).map { Shades.glyph(Double($0) / 4, Capabilities()) }
    #expect(blocks == [" ", "░", "▒", "▓", "█"])
    let letters = (0...9).map { Shades.glyph(Double($0) / 9, .plain) }
    #expect(Set(letters).count == 10 && letters.first == " " && letters.last == "@")
  }

  private func linear(_ byte: UInt8) -> Double {
    let share = Double(byte) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }

  private func luminance(_ rgb: RGB) -> Double {
    0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
  }

  /// As WCAG 2 defines it.
  private func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// CIE L*a*b* of a colour as seen through a matrix.
  private func lab(_ rgb: RGB, _ matrix: [[Double]]) -> [Double] {
    let light = [linear(rgb.red), linear(rgb.green), linear(rgb.blue)]
    let seen = matrix.map { row in
      min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    func bent(_ share: Double) -> Double {
      share > 0.008856 ? cbrt(share) : 7.787 * share + 16.0 / 116
    }
    let x = bent((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505)
    let y = bent(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    let z = bent((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
}
