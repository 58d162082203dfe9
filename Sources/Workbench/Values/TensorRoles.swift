import Data
import Engine

/// What is known of a tensor beside its numbers.
package struct TensorRoles: OptionSet, Sendable {
  /// One bit for each role; fingerprints of values contain it.
  package let rawValue: UInt8
  /// The roles whose bits are set.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// True and false, held as 1 and 0: what comparisons give. As an index it selects.
  package static let truth = TensorRoles(rawValue: 1)
  /// It stems from the output of a model, or is what a loss gets: one number a sample may stand in a
  /// column there, [n, 1] for [n].
  package static let modelOutput = TensorRoles(rawValue: 2)
  /// Counts of true classes (rows) against predicted ones (columns) in the last two axes: what
  /// `confusion` and `evaluate` give. It is drawn as such.
  package static let confusion = TensorRoles(rawValue: 4)

  /// A number for each class in the order of their numbers, such as recall; arithmetic ends it.
  package static let perClass = TensorRoles(rawValue: 8)

  /// A number for each epoch of a training from the first one on; a part or arithmetic ends it.
  package static let perEpoch = TensorRoles(rawValue: 16)

  /// The roles of what an operation gives.
  static func of(
    _ operation: any Operation, _ operands: [TensorValue], rank: Int
  ) -> TensorRoles {
    // Numbers without roles are nearly all: they are looked at first.
    let given = operands.reduce(into: TensorRoles()) { $0.formUnion($1.roles) }
    if given.isEmpty { return Self.truths.contains(Kind(operation)) ? .truth : [] }
    var roles: TensorRoles = []
    if isTruth(operation, operands) { roles.insert(.truth) }
    if given.contains(.confusion), keepsCounts(operation),
      operands.allSatisfy({ $0.roles.contains(.confusion) && $0.shape.rank == rank })
    {
      roles.insert(.confusion)
    }
    if given.contains(.modelOutput), !(operation is MatrixProduct),
      operands.contains(where: { $0.roles.contains(.modelOutput) && $0.shape.rank == rank })
    {
      roles.insert(.modelOutput)
    }
    return roles
  }

  /// A type of operations, which is compared much faster than an operation is cast.
  private struct Kind: Hashable {
    let type: ObjectIdentifier
    init(_ operation: any Operation) { type = ObjectIdentifier(Swift.type(of: operation)) }
    init(of type: (some Operation).Type) { self.type = ObjectIdentifier(type) }
  }

  /// What makes truth values of any numbers.
  private static let truths: [Kind] = [Kind(of: Comparison.self), Kind(of: Logical.self)]

  /// Sums of counts are counts, and so is what is only passed on; shares of them and what is taken
  /// out of them are not.
  private static func keepsCounts(_ operation: any Operation) -> Bool {
    operation is Add || operation is Identity || operation is StopGradient || operation is Cast
  }

  /// The roles of a part at `count` indices of a tensor: tables of counts are whole or none.
  static func ofPart(_ part: TensorValue, of whole: TensorValue, indices count: Int) -> TensorRoles
  {
    let all = part.roles.union(whole.roles)
    return (count + 2 <= whole.shape.rank ? all : all.subtracting(.confusion))
      .subtracting([.perClass, .perEpoch])
  }

  /// Comparisons and logic make truth values; what only moves, repeats or chooses elements keeps them,
  /// and so does a product, which holds where both hold.
  private static func isTruth(_ operation: any Operation, _ operands: [TensorValue]) -> Bool {
    switch operation {
    case is Comparison, is Logical: true
    case is Gather, is TakeAlong: operands.first?.isTruth ?? false
    case is Where: operands.dropFirst().allSatisfy(\.isTruth)
    case is Reshape, is Transpose, is Slice, is Pad, is Concatenate, is BroadcastTo, is Reverse,
      is Sort, is TopK, is Maximum, is Minimum, is Multiply, is Identity, is StopGradient, is Cast:
      !operands.isEmpty && operands.allSatisfy(\.isTruth)
    default: false
    }
  }
}

extension TensorValue {
  /// Whether its elements are true and false.
  package var isTruth: Bool { roles.contains(.truth) }

  /// The same numbers as true and false; every number but 0 is true already.
  func asTruth() -> TensorValue { with(roles.union(.truth)) }

  /// The same as plain numbers.
  func asNumbers() -> TensorValue { with(roles.subtracting(.truth)) }

  /// The same, known to be counts of true against predicted classes, which may have names.
  func asConfusion(of names: [String] = []) -> TensorValue {
    with(roles.union(.confusion)).with(names.isEmpty ? nil : ClassNames(names))
  }

  /// The same, known to be a number for each class, which may have names.
  func asPerClass(of names: [String]) -> TensorValue {
    with(roles.union(.perClass)).with(names.isEmpty ? nil : ClassNames(names))
  }

  /// The same, known to stem from a model.
  func asModelOutput() -> TensorValue { with(roles.union(.modelOutput)) }
}

extension Value {
  /// A tensor as a value: a single truth value that is known is true or false.
  static func of(_ tensor: TensorValue) -> Value {
    guard tensor.isTruth, tensor.shape.rank == 0, let known = tensor.known else {
      return .tensor(tensor)
    }
    return .bool(known.first != 0)
  }

  /// A number, a tensor, or true and false as truth values.
  var tensor: TensorValue? {
    switch self {
    case .tensor(let tensor): tensor
    case .bool(let flag): TensorValue(weak: Tensor(scalar: flag ? 1 : 0)).asTruth()
    default: nil
    }
  }
}

extension RowPreparation {
  /// That of what an operation gives: what only takes rows out, joins or turns them keeps it, arithmetic ends it.
  static func kept(
    by operation: any Operation, _ operands: [TensorValue]
  ) -> RowPreparation? {
    guard let first = operands.first?.preparation else { return nil }
    switch operation {
    case is Slice, is Gather, is TakeAlong, is Reshape, is Reverse, is Identity, is Cast:
      return first
    case is Concatenate: return operands.allSatisfy { $0.preparation != nil } ? first : nil
    default: return nil
    }
  }
}
