import Learning
import Synchronization
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What other threads want done on the interpreter's.
@Suite("Work that is posted")
struct WorkQueueTests {
  private final class Notes: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
  }

  @Test func `work for soon is done while an input computes, other work between two inputs`() {
    let transcript = Transcript()
    transcript.interpreter.interruptInterval = 0
    let notes = Notes()
    transcript.interpreter.workQueue.post(
      .soon { desk in notes.add("soon, in `\(desk.session.input.statement)`") })
    transcript.interpreter.workQueue.post(
      .betweenInputs { session in
        notes.add("later")
        session.run("b = a + 1")
      })
    _ = transcript.run("a = 1")
    #expect(notes.all == ["soon, in `a = 1`"])
    transcript.interpreter.attend()
    #expect(notes.all == ["soon, in `a = 1`", "later"])
    #expect(transcript.run("b") == "2")
  }

  @Test func `what is posted by many threads is all done, each thread's in its order`() async {
    let transcript = Transcript()
    let notes = Notes()
    let woken = Notes()
    let queue = transcript.interpreter.workQueue
    queue.wake = { woken.add("") }
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask {
          for number in 0..<100 {
            queue.post(.betweenInputs { _ in notes.add("\(thread) \(number)") })
          }
        }
      }
    }
    #expect(notes.all.isEmpty && woken.all.count == 800)
    transcript.interpreter.attend()
    for thread in 0..<8 {
      let own = notes.all.filter { $0.hasPrefix("\(thread) ") }
      #expect(own == (0..<100).map { "\(thread) \($0)" })
    }
    transcript.interpreter.attend()
    #expect(notes.all.count == 800)
  }

  @Test func `asking whether to stop reads no keys; a breath does`() {
    final class Host: Workbench.Host {
      var breaths = 0
      var isInterrupted: Bool { breaths > 2 }
      func emit(_ output: Output) {}
      func follow(_ run: TrainingRun, name: String) -> Followed { .unseen }
      func breathe() { breaths += 1 }
    }
    let host = Host()
    let session = Interpreter(host: host)
    session.interruptInterval = 0
    #expect(!session.isInterrupted && !session.isInterrupted && host.breaths == 0)
    #expect(!session.run("repeat 1000 { a = 1 }"))
    #expect(host.breaths == 3)
  }

  @Test func `a training is ended by a thread that is not the interpreter's`() throws {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run("m = model 2 { dense 1, activation=sigmoid }; d = generated(gauss, 64)")
    _ = transcript.run("r = train m, d, epochs=100000000 &")
    let run = try #require(transcript.interpreter.desk.activeRuns.first?.run)
    transcript.interpreter.workQueue.post(
      .soon { desk in for job in desk.jobs { job.run.requestStop() } })
    _ = transcript.run("repeat 3 { a = 1 }")
    run.wait()
    transcript.interpreter.attend()
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
  }
}
