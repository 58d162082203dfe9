/// A network in the open neural network exchange format, as its file has it.
///
/// Names and numbers of fields: `onnx.proto` of the ONNX project, intermediate representation 8.
package struct ONNXModel: Sendable {
  /// Of the representation, not of the operators: 8 belongs to operator set 17.
  package var irVersion = 8
  /// Who made the file.
  package var producer = ""
  /// The version of whoever made it.
  package var producerVersion = ""
  /// The version of the operators of each domain; the empty one is ONNX's own.
  package var operatorSets: [(domain: String, version: Int)] = []
  /// What is said of the model, in order.
  package var metadata: [(key: String, value: String)] = []
  /// What it computes.
  package var graph = ONNXGraph()

  /// A model without nodes.
  package init() {}
}

/// Nodes in an order in which each stands behind those that it reads.
package struct ONNXGraph: Sendable {
  /// What the model is called.
  package var name = ""
  /// What is computed, in order.
  package var nodes: [ONNXNode] = []
  /// Tensors that are known, each with a name.
  package var initializers: [ONNXTensor] = []
  /// What is given; in old files the initializers, too.
  package var inputs: [ONNXValue] = []
  /// What comes out.
  package var outputs: [ONNXValue] = []

  /// Without nodes.
  package init() {}
}

/// One operator with what it reads and makes; an input that is left out has the empty name.
package struct ONNXNode: Sendable {
  /// Its own name, for messages.
  package var name = ""
  /// Which operator: `Gemm`.
  package var operation: String
  /// Whose operator; the empty one is ONNX's own.
  package var domain = ""
  /// The names of what it reads.
  package var inputs: [String]
  /// The names of what it makes.
  package var outputs: [String]
  /// Its settings, by name.
  package var attributes: [(name: String, value: ONNXAttribute)]

  /// An operator of ONNX's own, or of another domain.
  package init(
    _ operation: String, _ inputs: [String], _ outputs: [String],
    _ attributes: [(name: String, value: ONNXAttribute)] = [], domain: String = "",
    name: String = ""
  ) {
    (self.operation, self.inputs, self.outputs) = (operation, inputs, outputs)
    (self.attributes, self.domain, self.name) = (attributes, domain, name)
  }

  /// A setting by its name.
  package func attribute(_ name: String) -> ONNXAttribute? {
    attributes.first { $0.name == name }?.value
  }
}

/// A setting of an operator.
package enum ONNXAttribute: Sendable {
  case float(Float)
  case int(Int)
  case string(String)
  case tensor(ONNXTensor)
  case floats([Float])
  case ints([Int])
  case strings([String])
  /// Graphs and what else nobody here reads.
  case other
}

/// A tensor that is known.
package struct ONNXTensor: Sendable {
  /// By which nodes read it.
  package var name: String
  /// Of its numbers.
  package var elementType: ONNXElementType
  /// Its extents; none for a scalar.
  package var extents: [Int]
  /// Its numbers in row-major order, the least significant byte first; empty for texts.
  package var bytes: [UInt8] = []
  /// Its texts.
  package var texts: [String] = []
  /// Where its numbers are, where they stand in another file; `bytes` is empty then.
  package var outside: Outside?

  /// A place in another file.
  package struct Outside: Sendable {
    /// The file, as seen from the model's folder.
    package var location = ""
    /// Where they begin, in bytes.
    package var offset = 0
    /// How many bytes there are; `nil` where nothing is said.
    package var length: Int?
  }

  /// Numbers as bytes.
  package init(_ name: String, _ elementType: ONNXElementType, _ extents: [Int], _ bytes: [UInt8]) {
    (self.name, self.elementType, self.extents, self.bytes) = (name, elementType, extents, bytes)
  }

  /// Whole numbers on one axis.
  package init(_ name: String, ints: [Int]) {
    self.init(name, .int64, [ints.count], ints.flatMap { littleEndianBytes(Int64($0)) })
  }

  /// The numbers as they stand there, one after the other.
  package func numbers<Number: FixedWidthInteger>(_ type: Number.Type) -> [Number] {
    bytes[...].littleEndian(type)
  }

  /// Texts on one axis.
  package init(_ name: String, texts: [String]) {
    self.init(name, .string, [texts.count], [])
    self.texts = texts
  }
}

/// Something that goes in or comes out.
package struct ONNXValue: Sendable {
  /// By which nodes know it.
  package var name: String
  /// Of its numbers; `nil` where the file says nothing, or it is no tensor.
  package var elementType: ONNXElementType?
  /// Its extents; `nil` where the file says nothing.
  package var extents: [Extent]?

  /// The length of an axis.
  package enum Extent: Sendable, Equatable {
    case known(Int)
    /// The same wherever the name stands.
    case named(String)
  }

  /// A tensor.
  package init(_ name: String, _ elementType: ONNXElementType?, _ extents: [Extent]?) {
    (self.name, self.elementType, self.extents) = (name, elementType, extents)
  }
}

/// What the elements of a tensor are.
package enum ONNXElementType: Int, Sendable {
  case float = 1
  case uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32, uint64
  case bfloat16 = 16

  /// Bytes of one element; 0 of texts.
  package var byteCount: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .float, .int32, .uint32: 4
    case .int64, .double, .uint64: 8
    case .string: 0
    }
  }
}
