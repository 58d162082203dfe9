/// How one digit is written: everything that differs from hand to hand.
struct DigitStyle {
  /// Rows of the matrix that turns the glyph's box into pixels.
  let xx: Double
  let xy: Double
  let yx: Double
  let yy: Double
  /// Bends of the whole figure, in parts of its height.
  let bendX: Double
  let bendY: Double
  /// Where the middle of the figure lies, in pixels from that of the image.
  let shiftX: Double
  let shiftY: Double
  /// How far each point of the glyph may move, in parts of its height.
  let jitter: Double
  /// Half the stroke's width in pixels at its beginning, and how much it grows to the end.
  let radius: Double
  let radiusGrowth: Double
  /// Over how many pixels the edge fades.
  let softness: Double
  /// The darkness of ink, cut at 255, and how much of it may be missing in a pixel.
  let ink: Double
  let grain: Double

  init(_ draws: inout Draws) {
    let height = draws.uniform(16.5, 21)
    let width = height * draws.uniform(0.72, 1.18)
    let slant = 0.06 + 0.22 * draws.bell()
    let turn = 0.12 * draws.bell()
    let (sine, cosine) = (Circle.sine(turn), Circle.cosine(turn))
    // Rotation after a shear: x grows with the distance above the base line.
    xx = cosine * width
    xy = -cosine * slant * height - sine * height
    yx = sine * width
    yy = cosine * height - sine * slant * height
    bendX = 0.16 * draws.bell()
    bendY = 0.14 * draws.bell()
    shiftX = 0.9 * draws.bell()
    shiftY = 0.9 * draws.bell()
    jitter = draws.uniform(0.015, 0.065)
    radius = draws.uniform(0.75, 1.9)
    radiusGrowth = 0.3 * draws.bell()
    softness = draws.uniform(1, 1.9)
    ink = draws.uniform(205, 285)
    grain = draws.uniform(0, 50)
  }
}
