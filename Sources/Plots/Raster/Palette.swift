/// The colours of charts for every depth, on dark and on light backgrounds.
///
/// On dark all contrasts are at least 6.4 : 1, on light at least 4.5 : 1.
enum Palette {
  /// The colour and attributes of `ink`.
  static func style(_ ink: Ink, _ capabilities: Capabilities) -> Cell {
    switch ink {
    case .text: return Cell()
    case .strong: return Cell(attributes: .bold)
    case .faint:
      switch capabilities.depth {
      case .none: return Cell()
      case .sixteen: return Cell(attributes: .dim)
      default:
        return Cell(foreground: color(faint(isLight: capabilities.isLightBackground), capabilities))
      }
    case .series(let slot):
      let entry = entries[max(0, slot - 1) % entries.count]
      return Cell(foreground: color(entry, capabilities), attributes: [])
    case .band(let slot):
      let entry = entries[max(0, slot - 1) % entries.count]
      if capabilities.depth == .sixteen {
        return Cell(foreground: .sixteen(entry.sixteen), attributes: .dim)
      }
      let tone = band(slot, isLight: capabilities.isLightBackground)
      return Cell(foreground: color(tone, capabilities))
    case .alert:
      return Cell(foreground: color(entries[alertSlot - 1], capabilities))
    case .color(let rgb):
      return Cell(foreground: color(rgb, capabilities))
    }
  }

  /// How many colours there are.
  static var count: Int { entries.count }

  /// The full colour of series or class `slot`.
  static func rgb(_ slot: Int, isLight: Bool) -> RGB {
    let entry = entries[max(0, slot - 1) % entries.count]
    return isLight ? entry.light : entry.dark
  }

  /// The colour of what a reader must see.
  static func alert(isLight: Bool) -> RGB { rgb(alertSlot, isLight: isLight) }

  /// The colour of the band behind series `slot`: the series's own, pale on the background.
  static func band(_ slot: Int, isLight: Bool) -> RGB {
    rgb(slot, isLight: isLight).blended(over: RGB(isLight ? 0xFFFFFF : 0x000000), share: 0.35)
  }

  /// The grey of axes and grid.
  static func faint(isLight: Bool) -> RGB { RGB(isLight ? 0x6C6C6C : 0x8A8A8A) }

  /// The nearest colour that the terminal has.
  static func color(_ rgb: RGB, _ capabilities: Capabilities) -> CellColor {
    switch capabilities.depth {
    case .none: .standard
    case .sixteen: .sixteen(nearestOfSixteen(rgb))
    case .palette256: .palette(nearestOf256(rgb))
    case .trueColor: .rgb(rgb)
    }
  }

  private static func color(_ entry: Entry, _ capabilities: Capabilities) -> CellColor {
    let isLight = capabilities.isLightBackground
    switch capabilities.depth {
    case .none: return .standard
    // White on white would vanish; the dark half of the sixteen is readable on light.
    case .sixteen:
      let light = entry.sixteen == 15 ? 0 : entry.sixteen & 7
      return .sixteen(isLight ? light : entry.sixteen)
    case .palette256: return .palette(isLight ? entry.lightIndex : entry.darkIndex)
    case .trueColor: return .rgb(isLight ? entry.light : entry.dark)
    }
  }

  /// The nearest of the colour cube and the grey ramp, 16…255.
  private static func nearestOf256(_ rgb: RGB) -> UInt8 {
    func level(_ value: UInt8) -> Int {
      value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
    }
    let levels = (level(rgb.red), level(rgb.green), level(rgb.blue))
    let cube = RGB(steps[levels.0], steps[levels.1], steps[levels.2])
    let mean = (Int(rgb.red) + Int(rgb.green) + Int(rgb.blue)) / 3
    let shade = min(23, max(0, (mean - 3) / 10))
    let grey = RGB(UInt8(8 + 10 * shade), UInt8(8 + 10 * shade), UInt8(8 + 10 * shade))
    return distance(rgb, grey) < distance(rgb, cube)
      ? UInt8(232 + shade) : UInt8(16 + 36 * levels.0 + 6 * levels.1 + levels.2)
  }

  private static func nearestOfSixteen(_ rgb: RGB) -> UInt8 {
    let low = min(rgb.red, rgb.green, rgb.blue)
    let high = max(rgb.red, rgb.green, rgb.blue)
    if high < 64 { return 0 }
    if high - low < 40 { return high > 200 ? 15 : high > 128 ? 7 : 8 }
    let middle = (UInt16(low) + UInt16(high)) / 2
    let bits: UInt8 =
      (rgb.red > middle ? 1 : 0) | (rgb.green > middle ? 2 : 0) | (rgb.blue > middle ? 4 : 0)
    return high > 180 ? bits + 8 : bits
  }

  private static func distance(_ one: RGB, _ other: RGB) -> Int {
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }

  private struct Entry {
    let dark: RGB
    let light: RGB
    let darkIndex: UInt8
    let lightIndex: UInt8
    let sixteen: UInt8
  }

  /// The series whose colour warns.
  private static let alertSlot = 6

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let entries = [
    Entry(dark: RGB(0x5FAFFF), light: RGB(0x005FAF), darkIndex: 75, lightIndex: 25, sixteen: 12),
    Entry(dark: RGB(0xFFAF00), light: RGB(0xAF5F00), darkIndex: 214, lightIndex: 130, sixteen: 11),
    Entry(dark: RGB(0x00D7AF), light: RGB(0x00875F), darkIndex: 43, lightIndex: 29, sixteen: 6),
    Entry(dark: RGB(0xFF87D7), light: RGB(0x870087), darkIndex: 212, lightIndex: 90, sixteen: 5),
    // Olive and brown are one colour to many men; black is not.
    Entry(dark: RGB(0xFFFF87), light: RGB(0x000000), darkIndex: 228, lightIndex: 16, sixteen: 15),
    Entry(dark: RGB(0xFF5F5F), light: RGB(0xAF0000), darkIndex: 203, lightIndex: 124, sixteen: 9),
  ]
}

extension RGB {
  /// A colour from three bytes.
  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}
