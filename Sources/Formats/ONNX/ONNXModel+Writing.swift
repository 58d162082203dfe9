extension ONNXModel {
  /// The file's bytes.
  package var bytes: [UInt8] {
    var model = ProtobufMessage()
    model.add(1, irVersion)
    model.add(2, producer)
    model.add(3, producerVersion)
    model.add(7, graph.message)
    for set in operatorSets {
      var message = ProtobufMessage()
      if !set.domain.isEmpty { message.add(1, set.domain) }
      message.add(2, set.version)
      model.add(8, message)
    }
    for entry in metadata { model.add(14, .pair(entry.key, entry.value)) }
    return model.encoded
  }
}

extension ProtobufMessage {
  fileprivate static func pair(_ key: String, _ value: String) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.add(1, key)
    message.add(2, value)
    return message
  }
}

extension ONNXGraph {
  fileprivate var message: ProtobufMessage {
    var message = ProtobufMessage()
    for node in nodes { message.add(1, node.message) }
    message.add(2, name)
    for tensor in initializers { message.add(5, tensor.message) }
    for input in inputs { message.add(11, input.message) }
    for output in outputs { message.add(12, output.message) }
    return message
  }
}

extension ONNXNode {
  fileprivate var message: ProtobufMessage {
    var message = ProtobufMessage()
    for input in inputs { message.add(1, input) }
    for output in outputs { message.add(2, output) }
    if !name.isEmpty { message.add(3, name) }
    message.add(4, operation)
    for (name, value) in attributes { message.add(5, value.message(name)) }
    if !domain.isEmpty { message.add(7, domain) }
    return message
  }
}

extension ONNXAttribute {
  fileprivate func message(_ name: String) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.add(1, name)
    let type: Int
    switch self {
    case .float(let value):
      message.add(2, value)
      type = 1
    case .int(let value):
      message.add(3, value)
      type = 2
    case .string(let value):
      message.add(4, value)
      type = 3
    case .tensor(let value):
      message.add(5, value.message)
      type = 4
    case .floats(let values):
      for value in values { message.add(7, value) }
      type = 6
    case .ints(let values):
      for value in values { message.add(8, value) }
      type = 7
    case .strings(let values):
      for value in values { message.add(9, value) }
      type = 8
    case .other: type = 0
    }
    message.add(20, type)
    return message
  }
}

extension ONNXTensor {
  fileprivate var message: ProtobufMessage {
    var message = ProtobufMessage()
    for extent in extents { message.add(1, extent) }
    message.add(2, elementType.rawValue)
    for text in texts { message.add(6, text) }
    message.add(8, name)
    if elementType != .string { message.add(9, bytes: bytes) }
    return message
  }
}

extension ONNXValue {
  fileprivate var message: ProtobufMessage {
    var tensor = ProtobufMessage()
    if let elementType { tensor.add(1, elementType.rawValue) }
    if let extents {
      var shape = ProtobufMessage()
      for extent in extents {
        var dimension = ProtobufMessage()
        switch extent {
        case .known(let length): dimension.add(1, length)
        case .named(let name): dimension.add(2, name)
        }
        shape.add(1, dimension)
      }
      tensor.add(2, shape)
    }
    var type = ProtobufMessage()
    type.add(1, tensor)
    var message = ProtobufMessage()
    message.add(1, name)
    message.add(2, type)
    return message
  }
}
