import NIOCore

/// The connections that are open: how many, and how each is asked to end.
final class ConnectionList: Sendable {
  private struct Entry: Sendable {
    let loop: any EventLoop
    let end: @Sendable (_ atOnce: Bool) -> Void
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var isEnding = false
  }

  private let state = Monitor(State())

  var count: Int { state.change { $0.entries.count } }

  /// A connection; `end` is called on its loop.
  func add(
    _ connection: AnyObject, on loop: any EventLoop,
    end: @escaping @Sendable (_ atOnce: Bool) -> Void
  ) {
    let key = ObjectIdentifier(connection)
    let isLate = state.change { state in
      state.entries[key] = Entry(loop: loop, end: end)
      return state.isEnding
    }
    if isLate { loop.execute { end(false) } }
  }

  func remove(_ connection: AnyObject) {
    let key = ObjectIdentifier(connection)
    state.change { $0.entries[key] = nil }
  }

  /// Asks all to end when what they work at is done, or at once.
  func end(atOnce: Bool = false) {
    let entries = state.change { state in
      state.isEnding = true
      return Array(state.entries.values)
    }
    for entry in entries { entry.loop.execute { entry.end(atOnce) } }
  }

  /// Waits until no connection is left, or a moment has come.
  func waitForNone(until deadline: UInt64) {
    state.wait(until: deadline) { $0.entries.isEmpty }
  }
}
