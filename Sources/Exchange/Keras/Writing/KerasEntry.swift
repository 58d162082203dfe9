import Engine
import Formats
import Support

/// A tensor of a graph of Keras: the layer that gives it, by which of its calls, and its shape for one sample.
struct KerasTensor {
  let layer: String
  let call: Int
  let shape: [Int]

  /// As configurations write it.
  func json(_ dtype: String) -> JSON {
    [
      "class_name": "__keras_tensor__",
      "config": [
        "shape": .list([.null] + shape.map { .whole($0) }), "dtype": .text(dtype),
        "keras_history": [.text(layer), .whole(call), 0],
      ],
    ]
  }
}

/// One entry of a graph of Keras: a layer, an operation, a model that is a layer.
struct KerasEntry {
  /// How it is called: tensors at their places, one list of tensors, and further arguments.
  struct Call {
    /// What stands in brackets, in its order.
    let places: [Place]
    /// Whether all of it is one list.
    let isList: Bool
    var named: [(name: String, value: JSON)] = []

    /// The tensors among it.
    var inputs: [KerasTensor] {
      places.compactMap { if case .tensor(let tensor) = $0 { tensor } else { nil } }
    }

    init(inputs: [KerasTensor], isList: Bool, named: [(name: String, value: JSON)] = []) {
      self.init(places: inputs.map { .tensor($0) }, isList: isList, named: named)
    }

    init(places: [Place], isList: Bool = false, named: [(name: String, value: JSON)] = []) {
      (self.places, self.isList, self.named) = (places, isList, named)
    }
  }

  /// What is given to a call at one place.
  enum Place {
    case tensor(KerasTensor)
    case number(Double)
    /// Numbers that are known.
    case array(Tensor)
    /// Something else that configurations write.
    case json(JSON)
  }

  let name: String
  let className: String
  let module: String
  let config: JSON
  var calls: [Call] = []
  /// Its weights below its own group.
  var weights: KerasArrays = KerasArrays()

  var isInput: Bool { className == "InputLayer" }
  var isOperation: Bool { module.hasPrefix("keras.src.ops") }

  /// What Keras finds the class by beside its module.
  private var registeredName: JSON {
    isOperation || className == "Functional" ? .text(className) : .null
  }

  /// As it stands in a model; `isSequence` lists no calls.
  func json(_ dtype: String, isSequence: Bool) -> JSON {
    var members: [JSON.Member] = [
      .init("module", .text(module)), .init("class_name", .text(className)),
      .init("config", config), .init("registered_name", registeredName),
    ]
    if !isSequence {
      members.append(.init("name", .text(name)))
      members.append(.init("inbound_nodes", .list(calls.map { json($0, dtype) })))
    }
    return .object(members)
  }

  /// Numbers as lists in lists.
  private static func nested(_ extents: ArraySlice<Int>, _ numbers: ArraySlice<Double>) -> JSON {
    guard extents.count > 1, let count = extents.first, count > 0 else {
      return .list(numbers.map { .number($0) })
    }
    let each = numbers.count / count
    return .list(
      (0..<count).map {
        let start = numbers.startIndex + $0 * each
        return nested(extents.dropFirst(), numbers[start..<start + each])
      })
  }

  private func json(_ call: Call, _ dtype: String) -> JSON {
    let tensors: [JSON] = call.places.map { place in
      switch place {
      case .tensor(let tensor): tensor.json(dtype)
      case .number(let number): .number(number)
      case .json(let json): json
      case .array(let tensor):
        [
          "class_name": "__numpy__",
          "config": [
            "value": Self.nested(tensor.shape.extents[...], tensor.doubles[...]),
            "dtype": .text("\(tensor.dtype)"),
          ],
        ]
      }
    }
    return [
      "args": .list(call.isList ? [.list(tensors)] : tensors),
      "kwargs": .object(call.named.map { .init($0.name, $0.value) }),
    ]
  }
}

/// Weights of a layer or a model: by their groups for `model.weights.h5`, in their order for a legacy file.
struct KerasArrays {
  /// Paths below the layer's group, `cell/vars/0`; `source` is the weight that an array is a copy of, `nil` where it was
  /// computed.
  var stored: [(path: [String], array: NumPyArray, source: Variable?)] = []
  /// Names and whether a training changes them, in the order of Keras's list of weights.
  var listed: [(name: String, array: NumPyArray, isTrainable: Bool)] = []

  /// Those that a training changes first, as Keras lists them.
  var inOrder: [(name: String, array: NumPyArray)] {
    (listed.filter(\.isTrainable) + listed.filter { !$0.isTrainable }).map { ($0.name, $0.array) }
  }
}
