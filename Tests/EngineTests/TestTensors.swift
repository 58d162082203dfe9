import Engine

func tensor(_ numbers: [Double], _ shape: Shape? = nil) -> Tensor {
  Tensor(numbers, shape ?? [numbers.count])
}

func tensor(_ numbers: [Double], _ dtype: DType) -> Tensor {
  Tensor(numbers, [numbers.count], dtype)
}

func ints(_ numbers: [Int32], _ shape: Shape? = nil) -> Tensor {
  Tensor(numbers, shape ?? [numbers.count])
}

func value(_ operation: any Operation, _ inputs: Tensor...) throws -> [Double] {
  try Eager.apply(operation, to: inputs).doubles
}

extension DType {
  static let floats: [DType] = [.float32, .float64]
}
