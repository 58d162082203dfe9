/// Something measured, under the tag by which TensorBoard puts runs into one chart.
package enum EventSummary: Sendable {
  /// A number; kept with 32 bits.
  case scalar(String, Double)
  /// How numbers are spread.
  case histogram(String, EventHistogram)
  /// Markdown, for the tab of texts.
  case text(String, String)
  /// With what values a training was begun, for the tab of hyperparameters; `seconds` since 1970.
  case hyperparameters([Hyperparameter], group: String, seconds: Double)
  /// How such a training ended.
  case ending(succeeded: Bool, seconds: Double)

  /// A name with its value.
  package struct Hyperparameter: Sendable, Equatable {
    /// A value as the tab sorts and filters it.
    package enum Value: Sendable, Equatable {
      case number(Double)
      case text(String)
      case bool(Bool)
    }

    /// What it is called.
    package let name: String
    /// What it is.
    package let value: Value

    /// A value under its name.
    package init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
  }

  private enum Field {
    static let (tag, number, histogram, tensor, metadata) = (1, 2, 5, 8, 9)
  }
  /// Element types of tensors.
  private static let (float, string) = (1, 7)

  var message: ProtobufMessage {
    var value = ProtobufMessage()
    switch self {
    case .scalar(let tag, let number):
      value.add(Field.tag, tag)
      value.add(Field.number, Float(number))
    case .histogram(let tag, let histogram):
      value.add(Field.tag, tag)
      value.add(Field.histogram, histogram.message)
    case .text(let tag, let text):
      value.add(Field.tag, tag)
      var tensor = Self.tensor(Self.string, extents: [])
      tensor.add(8, text)
      value.add(Field.tensor, tensor)
      value.add(Field.metadata, Self.metadata("text", []))
    case .hyperparameters(let parameters, let group, let seconds):
      var start = ProtobufMessage()
      for parameter in parameters { start.add(1, parameter.entry) }
      if !group.isEmpty { start.add(4, group) }
      start.add(5, seconds)
      Self.addSession("session_start_info", field: 3, start, to: &value)
    case .ending(let succeeded, let seconds):
      var end = ProtobufMessage()
      end.add(1, succeeded ? 1 : 2)
      end.add(2, seconds)
      Self.addSession("session_end_info", field: 4, end, to: &value)
    }
    return value
  }

  /// What the tab of hyperparameters reads is told in the metadata of a value that holds nothing.
  private static func addSession(
    _ name: String, field: Int, _ content: ProtobufMessage, to value: inout ProtobufMessage
  ) {
    value.add(Field.tag, "_hparams_/" + name)
    value.add(Field.tensor, tensor(float, extents: [0]))
    var data = ProtobufMessage()
    data.add(field, content)
    value.add(Field.metadata, metadata("hparams", data.encoded))
  }

  private static func metadata(_ plugin: String, _ content: [UInt8]) -> ProtobufMessage {
    var data = ProtobufMessage()
    data.add(1, plugin)
    if !content.isEmpty { data.add(2, bytes: content) }
    var metadata = ProtobufMessage()
    metadata.add(1, data)
    // One tensor a step.
    metadata.add(4, 2)
    return metadata
  }

  private static func tensor(_ type: Int, extents: [Int]) -> ProtobufMessage {
    var tensor = ProtobufMessage()
    tensor.add(1, type)
    tensor.add(2, shape(extents))
    return tensor
  }

  static func shape(_ extents: [Int]) -> ProtobufMessage {
    var shape = ProtobufMessage()
    for extent in extents {
      var dimension = ProtobufMessage()
      dimension.add(1, extent)
      shape.add(2, dimension)
    }
    return shape
  }
}

extension EventSummary.Hyperparameter {
  /// An entry of a map: its name and its value.
  fileprivate var entry: ProtobufMessage {
    var value = ProtobufMessage()
    switch self.value {
    case .number(let number): value.add(2, number)
    case .text(let text): value.add(3, text)
    case .bool(let bool): value.add(4, bool ? 1 : 0)
    }
    var entry = ProtobufMessage()
    entry.add(1, name)
    entry.add(2, value)
    return entry
  }
}
