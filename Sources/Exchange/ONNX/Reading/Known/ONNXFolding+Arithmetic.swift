import Glibc
import Support

extension ONNXFolding {
  /// What two known numbers give; whole ones stay whole.
  struct Arithmetic {
    let wholes: (Int, Int) -> Int?
    let floats: (Double, Double) -> Double
    /// Whether the result is a truth.
    var isTruth = false
  }

  static func arithmetic(_ operation: String) -> Arithmetic? {
    func truth(_ holds: @escaping (Double, Double) -> Bool) -> Arithmetic {
      Arithmetic(
        wholes: { holds(Double($0), Double($1)) ? 1 : 0 }, floats: { holds($0, $1) ? 1 : 0 },
        isTruth: true)
    }
    switch operation {
    case "Add": return Arithmetic(wholes: saturatingSum, floats: +)
    case "Sub":
      return Arithmetic(wholes: { saturatingSum($0, 0 &- $1) }, floats: -)
    case "Mul": return Arithmetic(wholes: saturatingProduct, floats: *)
    case "Div":
      return Arithmetic(
        wholes: { $1 == 0 || ($0 == .min && $1 == -1) ? nil : $0 / $1 }, floats: /)
    case "Mod":
      return Arithmetic(
        wholes: { a, b in
          guard b != 0, b != -1 else { return b == 0 ? nil : 0 }
          let rest = a % b
          return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
        }, floats: { $0.truncatingRemainder(dividingBy: $1) })
    case "Pow":
      return Arithmetic(
        wholes: { Int(pow(Double($0), Double($1)), within: .min ... .max) }, floats: pow)
    case "Min": return Arithmetic(wholes: min, floats: min)
    case "Max": return Arithmetic(wholes: max, floats: max)
    case "Equal": return truth(==)
    case "Less": return truth(<)
    case "LessOrEqual": return truth(<=)
    case "Greater": return truth(>)
    case "GreaterOrEqual": return truth(>=)
    case "And": return truth { $0 != 0 && $1 != 0 }
    case "Or": return truth { $0 != 0 || $1 != 0 }
    default: return nil
    }
  }

  static func function(_ operation: String) -> ((Double) -> Double)? {
    switch operation {
    case "Abs": return { abs($0) }
    case "Sqrt": return { $0.squareRoot() }
    case "Floor": return { $0.rounded(.down) }
    case "Ceil": return { $0.rounded(.up) }
    case "Round": return { $0.rounded(.toNearestOrEven) }
    case "Reciprocal": return { 1 / $0 }
    case "Relu": return { max($0, 0) }
    case "Exp": return { exp($0) }
    default: return nil
    }
  }

  func changed(_ x: ONNXKnown, _ change: (Double) -> Double) -> ONNXKnown? {
    if case .same(let number, let isWhole) = x.numbers {
      return ONNXKnown(x.extents, .same(change(number), isWhole: isWhole))
    }
    guard x.count <= limit else { return nil }
    let all = (0..<x.count).map { change(x.double(at: $0)) }
    return ONNXKnown(
      x.extents,
      x.isWhole
        ? .wholes(all.map { Int($0, within: .min ... .max) }) : .floats(all.map { Float($0) }))
  }

  func combined(_ a: ONNXKnown, _ b: ONNXKnown, _ rule: Arithmetic) -> ONNXKnown? {
    guard let extents = Self.broadcast(a.extents, b.extents) else { return nil }
    let isWhole = a.isWhole && b.isWhole
    if case .same(let left, _) = a.numbers, case .same(let right, _) = b.numbers {
      guard isWhole else {
        return ONNXKnown(extents, .same(rule.floats(left, right), isWhole: rule.isTruth))
      }
      let (whole, other) = (a.count > 0 ? a.whole(at: 0) : 0, b.count > 0 ? b.whole(at: 0) : 0)
      return rule.wholes(whole, other).map {
        ONNXKnown(extents, .same(Double($0), isWhole: true))
      }
    }
    let count = extents.reduce(1, saturatingProduct)
    guard count <= limit else { return nil }
    let (left, right) = (Places(a.extents, in: extents), Places(b.extents, in: extents))
    if isWhole || rule.isTruth {
      var result: [Int] = []
      result.reserveCapacity(count)
      for index in 0..<count {
        let (i, j) = (left[index], right[index])
        guard
          let number = isWhole
            ? rule.wholes(a.whole(at: i), b.whole(at: j))
            : Int(rule.floats(a.double(at: i), b.double(at: j)), within: .min ... .max)
        else { return nil }
        result.append(number)
      }
      return ONNXKnown(extents, .wholes(result))
    }
    return ONNXKnown(
      extents,
      .floats(
        (0..<count).map {
          Float(rule.floats(a.double(at: left[$0]), b.double(at: right[$0])))
        }))
  }

  func chosen(_ condition: ONNXKnown, _ a: ONNXKnown, _ b: ONNXKnown) -> ONNXKnown? {
    guard let part = Self.broadcast(a.extents, b.extents),
      let extents = Self.broadcast(condition.extents, part)
    else { return nil }
    let count = extents.reduce(1, saturatingProduct)
    guard count <= limit else { return nil }
    let places = (
      Places(condition.extents, in: extents), Places(a.extents, in: extents),
      Places(b.extents, in: extents)
    )
    if a.isWhole && b.isWhole {
      return ONNXKnown(
        extents,
        .wholes(
          (0..<count).map {
            condition.double(at: places.0[$0]) != 0
              ? a.whole(at: places.1[$0]) : b.whole(at: places.2[$0])
          }))
    }
    return ONNXKnown(
      extents,
      .floats(
        (0..<count).map {
          Float(
            condition.double(at: places.0[$0]) != 0
              ? a.double(at: places.1[$0]) : b.double(at: places.2[$0]))
        }))
  }

  func spread(_ x: ONNXKnown, over shape: [Int]) -> ONNXKnown? {
    guard shape.allSatisfy({ $0 >= 0 }), let extents = Self.broadcast(x.extents, shape) else {
      return nil
    }
    if let number = x.uniform { return ONNXKnown(extents, .same(number, isWhole: x.isWhole)) }
    let count = extents.reduce(1, saturatingProduct)
    guard count <= limit else { return nil }
    let places = Places(x.extents, in: extents)
    return x.picked(extents, count) { places[$0] }
  }

  func range(_ start: ONNXKnown, _ end: ONNXKnown, _ step: ONNXKnown) -> ONNXKnown? {
    guard step.count == 1 else { return nil }
    let (from, to, by) = (start.double(at: 0), end.double(at: 0), step.double(at: 0))
    let length = ((to - from) / by).rounded(.up)
    guard by != 0, length.isFinite, length <= Double(min(limit, 1 << 20)) else { return nil }
    let numbers = (0..<max(0, Int(length, within: 0...(1 << 20)))).map { from + Double($0) * by }
    return ONNXKnown(
      [numbers.count],
      start.isWhole
        ? .wholes(numbers.map { Int($0, within: .min ... .max) })
        : .floats(numbers.map { Float($0) }))
  }

  /// The extents of two tensors together; `nil` where they do not fit.
  static func broadcast(_ a: [Int], _ b: [Int]) -> [Int]? {
    var extents: [Int] = []
    for axis in 0..<max(a.count, b.count) {
      let left = axis < a.count ? a[a.count - 1 - axis] : 1
      let right = axis < b.count ? b[b.count - 1 - axis] : 1
      guard left == right || left == 1 || right == 1 else { return nil }
      extents.append(left == 1 ? right : left)
    }
    return extents.reversed()
  }

  /// Where the numbers of a tensor stand in one that it is spread over.
  struct Places {
    private let extents: [Int]
    private let steps: [Int]

    init(_ own: [Int], in extents: [Int]) {
      self.extents = extents
      var steps = [Int](repeating: 0, count: extents.count)
      var step = 1
      for axis in own.indices.reversed() {
        let place = extents.count - own.count + axis
        if own[axis] > 1 { steps[place] = step }
        step = saturatingProduct(step, own[axis])
      }
      self.steps = steps
    }

    subscript(_ index: Int) -> Int {
      var (rest, place) = (index, 0)
      for axis in extents.indices.reversed() where extents[axis] > 0 {
        place += rest % extents[axis] * steps[axis]
        rest /= extents[axis]
      }
      return place
    }
  }
}

extension ONNXKnown {
  /// Numbers of others' places, in another shape.
  func picked(_ extents: [Int], _ count: Int, _ place: (Int) -> Int) -> ONNXKnown {
    switch numbers {
    case .stored where isWhole:
      ONNXKnown(extents, .wholes((0..<count).map { whole(at: place($0)) }))
    case .stored:
      ONNXKnown(extents, .floats((0..<count).map { Float(double(at: place($0))) }))
    case .floats(let all): ONNXKnown(extents, .floats((0..<count).map { all[place($0)] }))
    case .wholes(let all): ONNXKnown(extents, .wholes((0..<count).map { all[place($0)] }))
    case .same: ONNXKnown(extents, numbers)
    }
  }
}
