import Engine
import Learning
import Testing

@Suite("Initializers")
struct InitializerTests {
  private let stream = RandomStream(
    seed: 1, purpose: .initialization, name: "m.dense.kernel", occurrence: 0)

  private func draw(_ initializer: any Initializer, _ shape: Shape) throws -> [Double] {
    try initializer.values(TensorType(shape, .float64), from: stream).doubles
  }

  private func deviation(_ numbers: [Double]) -> Double {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count)).squareRoot()
  }

  @Test func `fixed values fill the tensor`() throws {
    #expect(try draw(Zeros(), [2, 2]) == [0, 0, 0, 0])
    #expect(try draw(Ones(), [2]) == [1, 1])
    #expect(try draw(ConstantInitializer(0.5), [3]) == [0.5, 0.5, 0.5])
    #expect(try draw(IdentityInitializer(gain: 2), [2, 3]) == [2, 0, 0, 0, 2, 0])
  }

  @Test func `identity has no meaning for a vector`() {
    #expect(throws: ShapeError(operation: "identity", expected: "2 axes", found: [[3]])) {
      try draw(IdentityInitializer(), [3])
    }
  }

  /// ±√(6/(100 + 50)) = ±0.2; 5,000 draws come within 1 % of the ends.
  @Test func `glorot uniform fills its interval`() throws {
    let numbers = try draw(GlorotUniform(), [100, 50])
    let largest = numbers.map(abs).max() ?? 0
    #expect(largest <= 0.2 && largest > 0.198)
    #expect(abs(deviation(numbers) - 0.2 / 3.0.squareRoot()) < 0.002)
  }

  @Test func `normal variants have the deviation of their fans`() throws {
    let cases: [(any Initializer, Double)] = [
      (GlorotNormal(), (2.0 / 150).squareRoot()), (HeNormal(), (2.0 / 100).squareRoot()),
      (LecunNormal(), (1.0 / 100).squareRoot()), (RandomNormalInitializer(), 0.05),
    ]
    for (initializer, expected) in cases {
      // 10,000 draws: the estimate is good to about 1 %.
      let found = deviation(try draw(initializer, [100, 50]) + draw(initializer, [100, 50]))
      #expect(abs(found / expected - 1) < 0.05, "\(initializer)")
    }
  }

  @Test func `a truncated normal stays within two deviations`() throws {
    let numbers = try draw(TruncatedNormal(deviation: 0.1), [50, 50])
    #expect(numbers.allSatisfy { abs($0) <= 0.2 })
  }

  @Test func `fans of a convolution kernel include its field`() {
    #expect(Fans([3, 3, 8, 16]).incoming == 72)
    #expect(Fans([3, 3, 8, 16]).outgoing == 144)
    #expect(Fans([5]).incoming == 5)
  }

  @Test(arguments: [Shape([4, 3]), Shape([3, 4])])
  func `orthogonal vectors have length 1 and stand upright`(shape: Shape) throws {
    let q = try draw(Orthogonal(), shape)
    let (rows, columns) = (shape[0], shape[1])
    let isTall = rows >= columns
    for a in 0..<3 {
      for b in 0..<3 {
        var product = 0.0
        for k in 0..<4 {
          product +=
            isTall
            ? q[k * columns + a] * q[k * columns + b] : q[a * columns + k] * q[b * columns + k]
        }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func `one stream gives the same numbers each time`() throws {
    #expect(try draw(HeUniform(), [10, 10]) == draw(HeUniform(), [10, 10]))
  }
}
