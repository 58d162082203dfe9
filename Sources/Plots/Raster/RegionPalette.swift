/// Pale class colours behind points, brighter where a model is surer.
enum RegionPalette {
  /// The colour of class `winner`; `sureness` 0 where the model guesses, 1 where it is sure.
  ///
  /// On screens: the class's colour over the background, 12 % up to 50 %, in seven steps, so that
  /// neighbouring cells share a colour and the text stays short. The 256 colours have no such tones
  /// of every hue; there three of them stand for a class.
  static func color(_ winner: Int, sureness: Double, _ capabilities: Capabilities) -> RGB {
    let sure = sureness.isNaN ? 0 : min(max(sureness, 0), 1)
    if capabilities.depth == .palette256 {
      let table = capabilities.isLightBackground ? light : dark
      return RGB(table[max(0, winner) % table.count][Int(sure * 3, within: 0...2)])
    }
    let share = 0.12 + 0.38 * (sure * 6).rounded() / 6
    return Palette.rgb(max(0, winner) + 1, isLight: capabilities.isLightBackground)
      .blended(over: ground(capabilities), share: share)
  }

  /// The colour where a model has no answer.
  static func ground(_ capabilities: Capabilities) -> RGB {
    RGB(capabilities.isLightBackground ? 0xFFFFFF : 0x101010)
  }

  private static let dark: [[UInt32]] = [
    [0x00005F, 0x000087, 0x005F87], [0x5F5F00, 0x875F00, 0xAF5F00], [0x005F00, 0x005F5F, 0x00875F],
    [0x5F005F, 0x87005F, 0x870087], [0x5F5F5F, 0x87875F, 0x878700], [0x5F0000, 0x870000, 0xAF0000],
  ]

  private static let light: [[UInt32]] = [
    [0xD7FFFF, 0xAFD7FF, 0x87D7FF], [0xFFFFD7, 0xFFD7AF, 0xFFAF87], [0xD7FFD7, 0xAFFFD7, 0x87FFD7],
    [0xFFD7FF, 0xFFAFD7, 0xFF87D7], [0xFFFFD7, 0xFFFFAF, 0xFFFF87], [0xFFD7D7, 0xFFAFAF, 0xFF8787],
  ]
}
