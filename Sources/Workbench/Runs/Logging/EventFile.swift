import Formats
import Support

/// A file of events that grows; a file that cannot be written takes nothing more.
struct EventFile {
  /// `nil` once it is closed.
  private var file: AppendedFile?
  private var buffer: [UInt8] = []
  /// Why it ended before its time.
  private(set) var problem: FileError?

  /// Makes the file and says how its records are made.
  init(in folder: LogFolder) throws(FileError) {
    let time = LogFolder.now
    file = try folder.create(at: time)
    buffer = EventRecord(time: time, step: 0, .version).bytes
  }

  /// One event more, now; it reaches the file with the next `flush`.
  mutating func add(_ content: EventRecord.Content, step: Int) {
    if case .summaries(let summaries) = content, summaries.isEmpty { return }
    guard problem == nil, file != nil else { return }
    buffer += EventRecord(time: LogFolder.now, step: step, content).bytes
  }

  /// Writes what is there.
  mutating func flush() {
    guard problem == nil, !buffer.isEmpty, let file else { return }
    do throws(FileError) {
      try file.append(buffer)
    } catch {
      problem = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is there, and lets the file go: a session has many trainings, and a program few open files.
  mutating func close() {
    flush()
    file = nil
  }
}
