import Engine

/// Which library's words a graph is written in.
enum PythonDialect {
  case torch, jax, numpy

  var name: String {
    switch self {
    case .torch: "PyTorch"
    case .jax: "JAX"
    case .numpy: "NumPy"
    }
  }

  /// The word in front of plain functions.
  var prefix: String {
    switch self {
    case .torch: "torch"
    case .jax: "jnp"
    case .numpy: "np"
    }
  }

  /// How axes are named: `dim=1`.
  var axis: String { self == .torch ? "dim" : "axis" }

  var keeps: String { self == .torch ? "keepdim" : "keepdims" }

  /// `x` in another type.
  func cast(_ x: String, to dtype: DType) -> String {
    switch (self, dtype) {
    case (.torch, .float32): "\(x).float()"
    case (.torch, .float64): "\(x).double()"
    case (.torch, .int32): "\(x).long()"
    case (.jax, .float32), (.numpy, .float32): "\(x).astype(\(prefix).float32)"
    case (.jax, .float64), (.numpy, .float64): "\(x).astype(\(prefix).float64)"
    case (.jax, .int32), (.numpy, .int32): "\(x).astype(\(prefix).int32)"
    }
  }

  /// The axes of `x` in another order.
  func permute(_ x: String, _ order: [Int]) -> String {
    let axes = order.map(String.init).joined(separator: ", ")
    return self == .torch ? "\(x).permute(\(axes))" : "\(x).transpose(\(axes))"
  }

  /// What the type is called.
  func type(_ dtype: DType) -> String {
    switch dtype {
    case .float32: "\(prefix).float32"
    case .float64: "\(prefix).float64"
    case .int32: self == .torch ? "torch.long" : "\(prefix).int32"
    }
  }
}

/// Functions that a program needs beside the library's, by what stands in it.
enum PythonHelper: String, CaseIterable {
  case recurrence, dropoutMask, flippedKernel
}
