import Catalog
import Engine

/// Ones for the forget gate, whatever the user wants for the others. Jozefowicz et al. 2015.
struct ForgetBias: Initializer {
  static let signature = Signature.initializer(
    "unit_forget_bias", "Ones for the forget gate of an lstm.")

  let units: Int
  let others: any Initializer

  init(units: Int, others: any Initializer) {
    self.units = units
    self.others = others
  }

  /// Never written by a user; the layer makes it.
  init(_ arguments: BoundArguments) throws(ArgumentError) { self.init(units: 0, others: Zeros()) }

  func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    var numbers = try others.values(type, from: stream).doubles
    for index in numbers.indices where (units..<2 * units).contains(index) { numbers[index] = 1 }
    return Tensor(numbers, type.shape, type.dtype)
  }
}
