/// Draws digits into images of 28 × 28 grey bytes, ink 255 on 0.
///
/// A curve is a Catmull-Rom spline through its points, cut into straight pieces; a pixel's ink
/// follows from its distance to the nearest piece. Memory is kept from image to image.
struct DigitRenderer {
  static let side = 28
  private static let piecesPerSpan = 4
  /// The length of a row of `depth`: eight columns more, so that no group of eight leaves it.
  private static let stride = side + 8

  private var points: [Double] = []
  private var path: [Double] = []
  /// How far each pixel lies inside the nearest piece, in pixels; negative outside.
  private var depth = [Float](repeating: 0, count: side * stride)

  /// Draws one way of writing into `image`, which holds side² zeros.
  mutating func draw(
    _ glyph: DigitGlyph, _ draws: inout Draws, into image: UnsafeMutableBufferPointer<UInt8>
  ) {
    let style = DigitStyle(&draws)
    place(glyph, style, &draws)
    depth.withUnsafeMutableBufferPointer { $0.update(repeating: -8) }
    for curve in glyph.curves { stroke(curve, style) }
    let sharpness = Float(1 / style.softness)
    let ink = Float(style.ink)
    depth.withUnsafeBufferPointer { depth in
      for row in 0..<Self.side {
        for column in 0..<Self.side {
          let inside = depth[row * Self.stride + column]
          if inside < -2 { continue }
          let cover = min(max(inside * sharpness + 0.5, 0), 1)
          image[row * Self.side + column] =
            UInt8(exactly: (cover * ink).rounded(.towardZero)) ?? 255
        }
      }
    }
    mottle(style, &draws, image)
  }

  /// Moves the glyph's points and puts them into the image, its middle at the shifted middle.
  private mutating func place(_ glyph: DigitGlyph, _ style: DigitStyle, _ draws: inout Draws) {
    points.removeAll(keepingCapacity: true)
    var (left, right, top, bottom) = (1e9, -1e9, 1e9, -1e9)
    for start in Swift.stride(from: 0, to: glyph.points.count, by: 2) {
      let x = glyph.points[start] - 0.35 + style.jitter * (draws.unit() + draws.unit() - 1) * 2
      let y = glyph.points[start + 1] - 0.5 + style.jitter * (draws.unit() + draws.unit() - 1) * 2
      let bentX = x + style.bendX * (4 * y * y - 0.5)
      let bentY = y + style.bendY * (4 * x * x - 0.3) + 0.5 * style.bendX * x * y
      let placedX = style.xx * bentX + style.xy * bentY
      let placedY = style.yx * bentX + style.yy * bentY
      (left, right) = (min(left, placedX), max(right, placedX))
      (top, bottom) = (min(top, placedY), max(bottom, placedY))
      points.append(placedX)
      points.append(placedY)
    }
    let middle = Double(Self.side - 1) / 2
    let moveX = middle + style.shiftX - (left + right) / 2
    let moveY = middle + style.shiftY - (top + bottom) / 2
    for start in Swift.stride(from: 0, to: points.count, by: 2) {
      points[start] += moveX
      points[start + 1] += moveY
    }
  }

  private mutating func stroke(_ curve: [Int], _ style: DigitStyle) {
    flatten(curve)
    let pieces = path.count / 2 - 1
    guard pieces > 0 else { return }
    for piece in 0..<pieces {
      let along = (Double(piece) + 0.5) / Double(pieces) - 0.5
      let radius = max(0.45, style.radius * (1 + style.radiusGrowth * along))
      cover(2 * piece, radius: radius, reach: radius + style.softness)
    }
  }

  /// The spline of a curve as points close to one another.
  private mutating func flatten(_ curve: [Int]) {
    path.removeAll(keepingCapacity: true)
    guard let last = curve.indices.last else { return }
    for span in 0..<last {
      let before = 2 * curve[max(span - 1, 0)]
      let from = 2 * curve[span]
      let to = 2 * curve[span + 1]
      let after = 2 * curve[min(span + 2, last)]
      for piece in 0..<Self.piecesPerSpan {
        let t = Double(piece) / Double(Self.piecesPerSpan)
        for axis in 0..<2 {
          path.append(
            spline(
              points[before + axis], points[from + axis], points[to + axis], points[after + axis], t
            ))
        }
      }
    }
    path.append(points[2 * curve[last]])
    path.append(points[2 * curve[last] + 1])
  }

  /// Raises the depth of all pixels near the piece that starts at `start`.
  private mutating func cover(_ start: Int, radius: Double, reach: Double) {
    let (ax, ay) = (Float(path[start]), Float(path[start + 1]))
    let (dx, dy) = (Float(path[start + 2]) - ax, Float(path[start + 3]) - ay)
    let reach = Float(reach)
    let scale = 1 / max(dx * dx + dy * dy, 1e-12)
    let last = Self.side - 1
    let left = Int(Double(min(ax, ax + dx) - reach), within: 0...Self.side, rounded: .up)
    let right = Int(Double(max(ax, ax + dx) + reach), within: -1...last, rounded: .down)
    let top = Int(Double(min(ay, ay + dy) - reach), within: 0...Self.side, rounded: .up)
    let bottom = Int(Double(max(ay, ay + dy) + reach), within: -1...last, rounded: .down)
    guard left <= right, top <= bottom else { return }
    let radius = SIMD8<Float>(repeating: Float(radius))
    let columns = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
    depth.withUnsafeMutableBytes { depth in
      for row in top...bottom {
        let py = SIMD8<Float>(repeating: Float(row) - ay)
        // Eight columns at a time; those to the right of the box get their true depth too.
        for column in Swift.stride(from: left, through: right, by: 8) {
          let offset = 4 * (row * Self.stride + column)
          let px = columns + (Float(column) - ax)
          var t = (px * dx + py * dy) * scale
          t.replace(with: 0, where: t .< 0)
          t.replace(with: 1, where: t .> 1)
          let (ex, ey) = (px - t * dx, py - t * dy)
          let inside = radius - (ex * ex + ey * ey).squareRoot()
          let known = depth.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
          depth.storeBytes(
            of: known.replacing(with: inside, where: inside .> known), toByteOffset: offset,
            as: SIMD8<Float>.self)
        }
      }
    }
  }

  /// Takes away some ink at random.
  private func mottle(
    _ style: DigitStyle, _ draws: inout Draws, _ image: UnsafeMutableBufferPointer<UInt8>
  ) {
    let grain = style.grain
    guard grain > 0 else { return }
    for index in image.indices where image[index] > 0 {
      let loss = Int(grain * draws.unit(), within: 0...255)
      image[index] = UInt8(max(0, Int(image[index]) - loss))
    }
  }
}

/// The uniform Catmull-Rom spline between b and c, at t in 0...1.
private func spline(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ t: Double) -> Double {
  let linear = (c - a) * t
  let square = (2 * a - 5 * b + 4 * c - d) * t * t
  let cube = (3 * b - 3 * c + d - a) * t * t * t
  return 0.5 * (2 * b + linear + square + cube)
}
