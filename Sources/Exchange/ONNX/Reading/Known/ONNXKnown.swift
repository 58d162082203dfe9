import Formats
import Support

/// Numbers of a file that are known before anything runs: initializers, and what follows from them.
struct ONNXKnown {
  /// How the numbers are held.
  enum Numbers {
    /// As the file has them, whatever their type.
    case stored(ONNXTensor)
    case floats([Float])
    /// Whole numbers and truths.
    case wholes([Int])
    /// The same number everywhere, however many there are.
    case same(Double, isWhole: Bool)
  }

  var extents: [Int]
  var numbers: Numbers

  init(_ extents: [Int], _ numbers: Numbers) { (self.extents, self.numbers) = (extents, numbers) }

  init(wholes: [Int]) { self.init([wholes.count], .wholes(wholes)) }
  init(whole: Int) { self.init([], .wholes([whole])) }
  init(float: Float) { self.init([], .floats([float])) }

  /// The numbers of a tensor of a file; `nil` for texts, for extents that no sample has, and where the numbers are not there.
  init?(_ tensor: ONNXTensor) {
    guard tensor.outside == nil, tensor.elementType != .string, tensor.extents.count <= 64,
      tensor.extents.allSatisfy({ (0..<1 << 31).contains($0) })
    else { return nil }
    self.init(tensor.extents, .stored(tensor))
  }

  var count: Int { extents.reduce(1, saturatingProduct) }

  /// Whether its extents are such that products of them are numbers: no axis is empty but that of an empty row.
  var isOrdinary: Bool {
    extents.count <= 64 && extents.allSatisfy { (0..<1 << 31).contains($0) }
      && (extents.count == 1 || !extents.contains(0))
  }

  var isWhole: Bool {
    switch numbers {
    case .stored(let tensor): tensor.elementType.isWhole
    case .floats: false
    case .wholes: true
    case .same(_, let isWhole): isWhole
    }
  }

  /// Whether it is one number that was spread.
  var isSame: Bool { if case .same = numbers { true } else { false } }

  func double(at place: Int) -> Double {
    switch numbers {
    case .stored(let tensor): tensor.double(at: place)
    case .floats(let all): Double(all[place])
    case .wholes(let all): Double(all[place])
    case .same(let number, _): number
    }
  }

  func whole(at place: Int) -> Int {
    switch numbers {
    case .stored(let tensor): tensor.whole(at: place)
    case .floats(let all): Int(Double(all[place]), within: .min ... .max)
    case .wholes(let all): all[place]
    case .same(let number, _): Int(number, within: .min ... .max)
    }
  }

  /// The one number that stands at every place; `nil` where they differ, or there are none.
  var uniform: Double? {
    guard count > 0 else { return nil }
    if case .same(let number, _) = numbers { return number }
    let first = double(at: 0)
    return (1..<max(count, 1)).allSatisfy { double(at: $0) == first } ? first : nil
  }

  /// All of them, where they are no more than `limit`.
  func wholes(limit: Int = 1 << 16) -> [Int]? {
    guard count <= limit else { return nil }
    return (0..<count).map(whole)
  }

  func floats(limit: Int = 1 << 31) -> [Float]? {
    if case .floats(let all) = numbers { return all }
    if case .stored(let tensor) = numbers, tensor.elementType == .float {
      return tensor.numbers(UInt32.self).map { Float(bitPattern: $0) }
    }
    guard count <= limit else { return nil }
    return (0..<count).map { Float(double(at: $0)) }
  }
}
