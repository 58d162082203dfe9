import Data
import Engine

/// Steps on whole samples as operators.
struct ONNXTensorSteps {
  let writer: ONNXWriter

  /// Whether a step has a form; what makes spectra of sounds has none.
  static func hasForm(_ step: TensorStep) -> Bool {
    switch step {
    case .scale, .reshape: true
    case .spectrogram, .mel: false
    }
  }

  /// The name of samples [N × …] of float32 after the steps.
  func applied(_ steps: [TensorStep], to samples: String) -> String {
    steps.reduce(samples) { value, step in
      switch step {
      case .scale(let factors, let terms):
        // Factors of their own are those of rows, whatever shape these have been given since.
        let rows =
          factors.count == 1
          ? value : writer.add("Reshape", [value, writer.vector([-1, factors.count])])
        let scaled = writer.add("Mul", [rows, numbers(factors, "factors")])
        return terms.allSatisfy { $0 == 0 }
          ? scaled : writer.add("Add", [scaled, numbers(terms, "terms")])
      case .reshape(let shape):
        return writer.add("Reshape", [value, writer.vector([-1] + shape.extents)])
      case .spectrogram, .mel: return value
      }
    }
  }

  private func numbers(_ numbers: [Double], _ wish: String) -> String {
    writer.initializer(Tensor(numbers, [numbers.count], .float32), wish)
  }
}
