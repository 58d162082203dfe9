import Engine
import Glibc
import Testing

/// The C library's functions stand in for exact ones: they err by less than one unit.
@Suite struct ElementaryAccuracyTests {
  private static let cases: [(String, any Operation, @Sendable (Double) -> Double, Double)] = [
    ("exp", Exponential(), { Glibc.exp($0) }, 700), ("log", Logarithm(), { Glibc.log($0) }, 1e30),
    ("tanh", HyperbolicTangent(), { Glibc.tanh($0) }, 30), ("sin", Sine(), { Glibc.sin($0) }, 1e5),
    ("cos", Cosine(), { Glibc.cos($0) }, 1e5), ("erf", ErrorFunction(), { Glibc.erf($0) }, 7),
    ("sigmoid", Sigmoid(), { 1 / (1 + Glibc.exp(-$0)) }, 40),
    ("softplus", Softplus(), { max($0, 0) + Glibc.log1p(Glibc.exp(-abs($0))) }, 40),
    ("tan", Tangent(), { Glibc.tan($0) }, 1e5), ("asin", ArcSine(), { Glibc.asin($0) }, 1),
    ("acos", ArcCosine(), { Glibc.acos($0) }, 1), ("atan", ArcTangent(), { Glibc.atan($0) }, 1e3),
    ("sinh", HyperbolicSine(), { Glibc.sinh($0) }, 700),
    ("cosh", HyperbolicCosine(), { Glibc.cosh($0) }, 700),
    ("asinh", InverseHyperbolicSine(), { Glibc.asinh($0) }, 1e10),
    ("acosh", InverseHyperbolicCosine(), { Glibc.acosh($0) }, 1e10),
    ("atanh", InverseHyperbolicTangent(), { Glibc.atanh($0) }, 1),
    ("expm1", ExponentialMinusOne(), { Glibc.expm1($0) }, 700),
    ("log1p", LogarithmOfOnePlus(), { Glibc.log1p($0) }, 1e6),
    ("log2", BinaryLogarithm(), { Glibc.log2($0) }, 1e30),
    ("log10", DecimalLogarithm(), { Glibc.log10($0) }, 1e30),
  ]

  @Test(arguments: cases.indices)
  func `an elementary function is right to a few units in the last place`(index: Int) throws {
    let (name, operation, exact, range) = Self.cases[index]
    let numbers = arguments(upTo: range).filter { exact($0).isFinite }
    let wide = try Eager.apply(operation, to: [tensor(numbers)])
    let narrow = try Eager.apply(operation, to: [tensor(numbers, .float32)])
    var (worst, worstNarrow) = (0.0, 0.0)
    for (position, number) in numbers.enumerated() {
      let want = exact(number)
      worst = max(worst, abs(wide[position] - want) / want.ulp)
      let rounded = exact(Double(Float(number)))
      guard abs(rounded) > 1e-37, abs(rounded) < 3e38 else { continue }
      worstNarrow = max(worstNarrow, abs(narrow[position] - rounded) / Double(Float(rounded).ulp))
    }
    #expect(worst <= 4, "\(name), float64")
    // Half a unit from the last rounding, and next to nothing from the double before it.
    #expect(worstNarrow <= 0.501, "\(name), float32")
  }

  @Test func `powers are right to a few units`() throws {
    var (bases, exponents): ([Double], [Double]) = ([], [])
    for base in [0.001, 0.3, 0.999999, 1.000001, 1.7, 12.25, 3e10] {
      for exponent in [-20.5, -1.1, -0.3, 0.5, 1.5, 2.75, 15.2, 70, 100.1] {
        bases.append(base)
        exponents.append(exponent)
      }
    }
    let powers = try value(Power(), tensor(bases), tensor(exponents))
    for (index, power) in powers.enumerated() {
      let want = Glibc.pow(bases[index], exponents[index])
      let error = power == want ? 0 : abs(power - want) / want.ulp
      #expect(error <= 4, "\(bases[index]) ** \(exponents[index])")
    }
  }

  @Test func `powers have C's special values`() throws {
    let infinity = Double.infinity
    let bases = [-2, 0, 0, -infinity, infinity, -8, .nan, 1, 0.5, -1]
    let exponents = [0.5, 0, -1, 3, -2, 101, 0, infinity, infinity, -infinity]
    let powers = try value(Power(), tensor(bases), tensor(exponents))
    for (index, power) in powers.enumerated() {
      let want = Glibc.pow(bases[index], exponents[index])
      #expect(power == want || (power.isNaN && want.isNaN) || abs(power - want) <= want.ulp)
    }
  }

  @Test func `the ends of the number line come out right`() throws {
    let infinity = Double.infinity
    #expect(
      try value(Exponential(), tensor([infinity, -infinity, 710, -746, 0])) == [
        infinity, 0, infinity, 0, 1,
      ])
    #expect(try value(Logarithm(), tensor([0, infinity, 1])) == [-infinity, infinity, 0])
    #expect(try value(Logarithm(), tensor([-1]))[0].isNaN)
    #expect(try value(Exponential(), tensor([.nan]))[0].isNaN)
    #expect(try value(HyperbolicTangent(), tensor([infinity, -infinity, 0])) == [1, -1, 0])
    #expect(try value(Sigmoid(), tensor([infinity, -infinity, 0])) == [1, 0, 0.5])
    #expect(try value(ErrorFunction(), tensor([infinity, -infinity, 0])) == [1, -1, 0])
    #expect(try value(Sine(), tensor([infinity]))[0].isNaN)
    // log 2^-1074.
    #expect(
      abs(try value(Logarithm(), tensor([.leastNonzeroMagnitude]))[0] + 744.4400719213812) < 1e-12)
  }

  /// Both signs, all sizes, and the steps between.
  private func arguments(upTo range: Double) -> [Double] {
    let stream = RandomStream(seed: 11, purpose: .sample, name: "arguments", occurrence: 0)
    var numbers: [Double] = [range, -range, 0.5, -0.5, 1, 1e-5, -1e-5]
    for index in 0..<4000 as Range<UInt64> {
      let uniform = stream.uniform(at: index) * 2 - 1
      // Half of the numbers evenly, half of them towards 0 by powers of ten.
      let scale = index % 2 == 0 ? 1 : Glibc.pow(10, -8 * stream.uniform(at: index, step: 1))
      numbers.append(uniform * range * scale)
    }
    return numbers
  }
}
