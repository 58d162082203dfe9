/// One event of a log that TensorBoard reads: a time, a step, and what happened.
///
/// A file of events is records one after the other: the length (64 bits, the least significant byte first), its masked
/// checksum, the event as a protocol buffer, its masked checksum. Sources: TensorFlow's `record_writer.cc` for the frame,
/// `event.proto` and `summary.proto` for the numbers of the fields.
package struct EventRecord: Sendable {
  /// What happened.
  package enum Content: Sendable {
    /// Stands first in each file: how its records are made.
    case version
    /// A training begins or goes on: what is told of this step and later ones before is no more.
    case start
    /// What was measured.
    case summaries([EventSummary])
    /// What is computed, box by box.
    case graph([EventGraphNode])
  }

  /// Seconds since 1970.
  package var time: Double
  /// Of the training, or the number of an epoch.
  package var step: Int
  /// What happened.
  package var content: Content

  /// An event at a time.
  package init(time: Double, step: Int, _ content: Content) {
    (self.time, self.step, self.content) = (time, step, content)
  }

  private enum Field {
    static let (time, step, version, graph, summary, session) = (1, 2, 3, 4, 5, 7)
  }

  /// The record with its frame.
  package var bytes: [UInt8] {
    var event = ProtobufMessage()
    event.add(Field.time, time)
    if step != 0 { event.add(Field.step, step) }
    switch content {
    case .version: event.add(Field.version, "brain.Event:2")
    case .start:
      var session = ProtobufMessage()
      session.add(1, 1)
      event.add(Field.session, session)
    case .summaries(let summaries):
      var list = ProtobufMessage()
      for summary in summaries { list.add(1, summary.message) }
      event.add(Field.summary, list)
    case .graph(let nodes):
      event.add(Field.graph, bytes: EventGraphNode.graph(nodes).encoded)
    }
    return Self.framed(event.encoded)
  }

  private static func framed(_ content: [UInt8]) -> [UInt8] {
    let length = littleEndianBytes(UInt64(content.count))
    return length + littleEndianBytes(CRC32C.masked(length)) + content
      + littleEndianBytes(CRC32C.masked(content))
  }
}
