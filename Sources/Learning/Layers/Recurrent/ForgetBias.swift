import Engine

/// Ones for the forget gate, whatever the user wants for the others. Jozefowicz et al. 2015.
struct ForgetBias: Initializer {
  let units: Int
  let others: any Initializer

  var draws: Bool { others.draws }

  func values(_ type: TensorType, from stream: RandomStream) throws -> Tensor {
    var numbers = try others.values(type, from: stream).doubles
    for index in numbers.indices where (units..<2 * units).contains(index) { numbers[index] = 1 }
    return Tensor(numbers, type.shape, type.dtype)
  }
}
