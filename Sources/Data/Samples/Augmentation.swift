import Engine

/// How far a picture may move.
struct PictureMotion: Sendable {
  /// Whole pixels to each side.
  let shift: Int
  let degrees: Double
  /// Share of its size.
  let zoom: Double
  let flipsHorizontally: Bool
  let flipsVertically: Bool

  var isNothing: Bool {
    shift == 0 && degrees == 0 && zoom == 0 && !flipsHorizontally && !flipsVertically
  }
}

/// Moves, turns, zooms, mirrors and stirs the pictures of a batch.
struct Augmentation: BatchChange {
  let height: Int
  let width: Int
  let channels: Int
  let motion: PictureMotion
  let noise: Double
  let motions: RandomStream
  let noises: RandomStream

  var isForMeasuring: Bool { false }

  func writeInput(
    _ index: Int, _ source: UnsafeRawPointer, as type: TensorType,
    to target: UnsafeMutableRawPointer, row: Int, step: UInt64
  ) {
    switch type.dtype {
    case .float32: write(source, target, Float.self, row, step)
    case .float64: write(source, target, Double.self, row, step)
    case .int32: target.copyMemory(from: source, byteCount: type.byteCount)
    }
  }

  func writeTarget(
    _ source: UnsafeRawPointer, as type: TensorType, to target: UnsafeMutableRawPointer,
    row: Int, step: UInt64
  ) {
    target.copyMemory(from: source, byteCount: type.byteCount)
  }

  private func write<Number: BinaryFloatingPoint>(
    _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _: Number.Type, _ row: Int,
    _ step: UInt64
  ) {
    let old = source.assumingMemoryBound(to: Number.self)
    let new = target.assumingMemoryBound(to: Number.self)
    if motion.degrees > 0 || motion.zoom > 0 {
      turn(old, new, Placement(motion, motions, row, step))
    } else {
      shift(old, new, Placement(motion, motions, row, step))
    }
    guard noise > 0 else { return }
    let count = height * width * channels
    for place in 0..<count {
      let number = noises.normal(at: UInt64(row * count + place), step: step)
      new[place] += Number(noise * number)
    }
  }

  /// Whole pixels: every number is one of the picture's.
  private func shift<Number: BinaryFloatingPoint>(
    _ old: UnsafePointer<Number>, _ new: UnsafeMutablePointer<Number>, _ placement: Placement
  ) {
    var place = 0
    for y in 0..<height {
      let line = clamped(placement.flipsY ? height - 1 - y : y, placement.shiftY, height)
      for x in 0..<width {
        let column = clamped(placement.flipsX ? width - 1 - x : x, placement.shiftX, width)
        for channel in 0..<channels {
          new[place] = old[(line * width + column) * channels + channel]
          place += 1
        }
      }
    }
  }

  /// For each pixel the place that it comes from, between four others.
  private func turn<Number: BinaryFloatingPoint>(
    _ old: UnsafePointer<Number>, _ new: UnsafeMutablePointer<Number>, _ placement: Placement
  ) {
    let (centerX, centerY) = (Double(width - 1) / 2, Double(height - 1) / 2)
    let (cosine, sine) = (placement.cosine / placement.scale, placement.sine / placement.scale)
    var place = 0
    for y in 0..<height {
      for x in 0..<width {
        let dx = (placement.flipsX ? -1 : 1) * (Double(x) - centerX) - Double(placement.shiftX)
        let dy = (placement.flipsY ? -1 : 1) * (Double(y) - centerY) - Double(placement.shiftY)
        let fromX = min(max(centerX + cosine * dx + sine * dy, 0), Double(width - 1))
        let fromY = min(max(centerY - sine * dx + cosine * dy, 0), Double(height - 1))
        let (left, top) = (Int(saturating: fromX), Int(saturating: fromY))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (a, b) = (Number(fromX - Double(left)), Number(fromY - Double(top)))
        for channel in 0..<channels {
          let upper =
            old[(top * width + left) * channels + channel] * (1 - a)
            + old[(top * width + right) * channels + channel] * a
          let lower =
            old[(bottom * width + left) * channels + channel] * (1 - a)
            + old[(bottom * width + right) * channels + channel] * a
          new[place] = upper * (1 - b) + lower * b
          place += 1
        }
      }
    }
  }

  private func clamped(_ position: Int, _ shift: Int, _ extent: Int) -> Int {
    min(max(position - shift, 0), extent - 1)
  }
}

/// What was drawn for one picture.
private struct Placement {
  let shiftX: Int
  let shiftY: Int
  let cosine: Double
  let sine: Double
  let scale: Double
  let flipsX: Bool
  let flipsY: Bool

  init(_ motion: PictureMotion, _ stream: RandomStream, _ row: Int, _ step: UInt64) {
    func draw(_ index: Int) -> Double {
      stream.uniform(at: UInt64(8 * row + index), step: step)
    }
    let span = 2 * motion.shift + 1
    shiftX = stream.index(below: span, at: UInt64(8 * row), step: step) - motion.shift
    shiftY = stream.index(below: span, at: UInt64(8 * row + 1), step: step) - motion.shift
    let angle = motion.degrees > 0 ? (2 * draw(2) - 1) * motion.degrees * .pi / 180 : 0
    cosine = angle == 0 ? 1 : Circle.cosine(angle)
    sine = angle == 0 ? 0 : Circle.sine(angle)
    scale = motion.zoom > 0 ? 1 + (2 * draw(3) - 1) * motion.zoom : 1
    flipsX = motion.flipsHorizontally && draw(4) < 0.5
    flipsY = motion.flipsVertically && draw(5) < 0.5
  }
}
