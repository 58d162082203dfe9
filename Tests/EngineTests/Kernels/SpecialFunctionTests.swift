import Engine
import Glibc
import Testing

/// Numbers by mpmath 1.3 with 30 digits, by the C library, and by hand.
@Suite struct SpecialFunctionTests {
  private static let x = [
    1e-8, 0.1, 0.5, 0.9, 1.3, 1.4616, 1.75, 2.0, 2.4, 3.7, 7.99, 8.0, 25.5, 1e5, 1e300, -0.5,
    -2.7, -10.3,
  ]

  private func compare(
    _ operation: any Operation, _ x: [Double], _ want: [Double], within: Double
  ) throws {
    for (index, got) in try value(operation, tensor(x)).enumerated() {
      #expect(
        abs(got - want[index]) <= within * max(1, abs(want[index])),
        "\(operation.name)(\(x[index])) is \(got), not \(want[index])")
    }
  }

  @Test func `the logarithm of gamma and its derivatives are right`() throws {
    try compare(
      LogGamma(), Self.x,
      [
        18.42068073818021, 2.252712651734206, 0.5723649429247001, 0.06637623973474295,
        -0.10817480950786047, -0.12148629003589732, -0.08440112102048555, 0, 0.21685932244884157,
        1.428072326665388, 8.50501160608848, 8.525161361065415, 56.389167643719944,
        1051287.7089736569, 6.897755278982137e+302, 1.2655121234846454, -0.07140708531564569,
        -14.457515440024208,
      ], within: 2e-15)
    try compare(
      Digamma(), Self.x,
      [
        -100000000.57721564, -10.423754940411076, -1.9635100260214235, -0.7549269499470513,
        -0.16919088886679962, -3.110625123034165e-05, 0.24747245354686118, 0.42278433509846713,
        0.6529011697005981, 1.1671535393615113, 2.014309222046224, 2.01564147795561,
        3.2189424728839198, 11.512920464961896, 690.7755278982137, 0.03648997397857652,
        -1.1153471291406896, 4.662403493582087,
      ], within: 4e-15)
    let points = [0.1, 1, 2.5, 30, -0.5]
    try compare(
      Polygamma(order: 1), points,
      [
        101.43329915079275, 1.6449340668482264, 0.49035775610023485, 0.033895060357739946,
        8.934802200544679,
      ], within: 2e-15)
    try compare(
      Polygamma(order: 2), points,
      [
        -2001.8614573783436, -2.4041138063191885, -0.2362040516417274, -0.0011487652037286,
        -0.82879664423432,
      ], within: 2e-15)
  }

  @Test func `logarithms of powers are whole`() throws {
    let twos = (-1074...1023).map { Double($0) }
    #expect(try value(BinaryLogarithm(), tensor(twos.map { Glibc.scalbn(1, Int32($0)) })) == twos)
    let narrow = twos.filter { -149...127 ~= $0 }
    let powers = tensor(narrow.map { Glibc.scalbn(1, Int32($0)) }, .float32)
    #expect(try Eager.apply(BinaryLogarithm(), to: [powers]).doubles == narrow)
    let tens = (0...22).map { Double($0) }
    #expect(try value(DecimalLogarithm(), tensor(tens.map { Glibc.pow(10, $0) })) == tens)
  }

  @Test func `angles have C's signs and quadrants`() throws {
    let ends = [0.0, -0.0, 1, -1, 2.5, -3e-300, 1e300, .infinity, -.infinity]
    for y in ends {
      for x in ends {
        let got = try value(ArcTangentOfTwo(), tensor([y]), tensor([x]))[0]
        let want = Glibc.atan2(y, x)
        #expect(abs(got - want) <= 2 * want.ulp && got.sign == want.sign, "atan2(\(y), \(x))")
      }
    }
    #expect(try value(ArcTangentOfTwo(), tensor([.nan]), tensor([1]))[0].isNaN)
  }

  @Test func `lengths neither overflow nor vanish`() throws {
    let pairs: [(Double, Double)] = [
      (3, 4), (1e200, 1e200), (3e-200, 4e-200), (5e-324, 0), (1, 1e-30), (1e308, 1), (-7, 24),
      (0.1, 0.7), (1e-160, 1e-150),
    ]
    let got = try value(
      Hypotenuse(), tensor(pairs.map { $0.0 }), tensor(pairs.map { $0.1 }))
    for (index, pair) in pairs.enumerated() {
      let want = Glibc.hypot(pair.0, pair.1)
      #expect(abs(got[index] - want) <= want.ulp, "hypot\(pair)")
    }
    #expect(try value(Hypotenuse(), tensor([.infinity]), tensor([.nan]))[0] == .infinity)
  }

  @Test func `the ends of the number line come out right`() throws {
    let infinity = Double.infinity
    func of(_ operation: any Operation, _ x: Double) throws -> Double {
      try value(operation, tensor([x]))[0]
    }
    #expect(try of(ArcSine(), 1.1).isNaN && of(ArcCosine(), -1.1).isNaN)
    #expect(try of(ArcCosine(), 1) == 0 && of(ArcCosine(), -1) == Double.pi)
    #expect(try of(ArcTangent(), -infinity) == -Double.pi / 2)
    #expect(try of(HyperbolicSine(), -infinity) == -infinity)
    #expect(try of(HyperbolicCosine(), -infinity) == infinity)
    #expect(try of(HyperbolicSine(), 710.3).isFinite && of(HyperbolicSine(), 711) == infinity)
    #expect(try of(InverseHyperbolicSine(), 1e300) == Glibc.asinh(1e300))
    #expect(try of(InverseHyperbolicCosine(), 0.9).isNaN)
    #expect(try of(InverseHyperbolicTangent(), -1) == -infinity)
    #expect(try of(ExponentialMinusOne(), -infinity) == -1)
    #expect(try of(ExponentialMinusOne(), 710) == infinity)
    #expect(try of(LogarithmOfOnePlus(), -1) == -infinity && of(LogarithmOfOnePlus(), -2).isNaN)
    #expect(try of(LogarithmOfOnePlus(), 1e-300) == 1e-300)
    #expect(try of(LogGamma(), 0) == infinity && of(LogGamma(), -3) == infinity)
    #expect(try of(Digamma(), -3).isNaN && of(Digamma(), 0) == -infinity)
    #expect(try of(Truncation(), -2.7) == -2 && of(Ceiling(), -2.7) == -2)
    for operation: any Operation in [
      Tangent(), ArcSine(), ArcTangent(), HyperbolicSine(), InverseHyperbolicSine(),
      InverseHyperbolicTangent(), ExponentialMinusOne(), LogarithmOfOnePlus(), Truncation(),
    ] {
      #expect(try of(operation, -0.0).sign == .minus, "\(operation.name)(-0)")
      #expect(try of(operation, .nan).isNaN, "\(operation.name)(nan)")
    }
  }
}
