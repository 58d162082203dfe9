import Glibc
import Plots
import Terminal
import Workbench

/// Understands a few words, each of which calls for one ability of the shell.
final class FakeSession: ShellSession {
  var cellNumber = 1
  var mailbox: Mailbox?
  private var names: [String] = []
  private var isJobDone = false

  var isLive = false
  var snapshotBytes = 0
  var historyLimit = 0
  var historyText: String?
  var digits = 6
  var wake: (@Sendable () -> Void)?
  /// Trainings that `background` started; each look at one is a step of it.
  private var running: [(label: String, feed: FakeFeed)] = []

  func countInputsFromHere() { cellNumber = 1 }

  func news() -> [String] {
    let ended = running.filter { $0.feed.isFinished }.map { "run \($0.label): ended" }
    running.removeAll { $0.feed.isFinished }
    return ended
  }

  var jobs: [ShellJob] { running.enumerated().map { job($0.offset + 1, $0.element) } }

  func job(named name: String) -> ShellJob? { jobs.first { $0.label == name } }

  var watches: [String] = []
  var cells: [ShellCell] = []
  func program(of range: InputRange) -> (text: String, count: Int) { ("", 0) }
  func sessionFile(of range: InputRange, path: String) -> (bytes: [UInt8], count: Int) { ([], 0) }
  func type(of expression: String) -> TypeAnswer { .known(Report("type", [.note("number")])) }
  func draw(_ plot: Plot, to path: String) -> String? { nil }
  func watch(_ text: String) -> String? { nil }
  func removeWatches(number: Int?) {}
  func step(_ job: ShellJob) -> (loop: Plot, report: Report)? { nil }
  var options: Interpreter.Options { Interpreter.Options() }
  func forgetAll() {}
  func beginJournal() {}
  func endJournal() {}
  func takeJournalProblem() -> String? { nil }
  func stopRuns() {}
  func finishRuns(emit: (ShellOutput) -> Void) -> Bool { true }

  private func job(_ number: Int, _ run: (label: String, feed: FakeFeed)) -> ShellJob {
    ShellJob(
      label: run.label, number: number, feed: run.feed, addEpochs: { _ in nil }, discard: {},
      wait: { _ in run.feed.isFinished })
  }

  func run(_ source: String, at number: Int?, emit: (ShellOutput) -> Void) -> ShellStatus {
    if number == nil { cellNumber += 1 }
    cells.append(ShellCell(source: source))
    let words = source.split(separator: " ")
    switch words.first {
    case "fail":
      emit(.notice("error E0001: this failed"))
      return .failed
    case "lines":
      emit(.result((1...300).map { "line \($0)" }.joined(separator: "\n")))
    case "plot":
      emit(.plot(.functions([Series("f", ys: (0..<40).map { Double($0 * $0) })])))
    case "train":
      let steps = words.count > 1 ? Int(words[1]) : nil
      emit(.live(FakeFeed(steps: steps), title: "loss of m"))
    case "background":
      running.append(
        ("r\(running.count + 1)", FakeFeed(steps: words.count > 1 ? Int(words[1]) : nil)))
    case "interrupt":
      // Ctrl-C while this computes.
      kill(getpid(), SIGINT)
      emit(.result("interrupted \(ControlC.isRequested)"))
      return .interrupted
    case "evil": emit(.result("a\u{1B}[31mb\u{7}"))
    default:
      if words.count == 3, words[1] == "=" { names.append(String(words[0])) }
      emit(.result("echo <" + source.replacingNewlines + ">"))
    }
    return .completed
  }

  var values: [ShellValue] {
    names.map { ShellValue($0, kind: "tensor[2, 3]", detail: "24 B") }
  }

  func help(for word: String) -> String? {
    words.first { $0.0 == word }.map { "\($0.0): \($0.1)" }
  }

  func definition(of word: String) -> String? { names.contains(word) ? word + " = 1" : nil }

  func search(_ text: String) -> [(name: String, summary: String)] {
    words.filter { $0.1.contains(text) }.map { (name: $0.0, summary: $0.1) }
  }

  func example(of word: String) -> String? { word == "dense" ? "m = model 2 { dense 3 }" : nil }

  func asOneAction(_ body: () -> Void) { body() }

  func undo() -> String? { names.popLast().map { "\($0) is gone" } }

  func rules() -> EditingRules {
    EditingRules(
      isComplete: { text in
        text.hasSuffix("{\n  \n")
          || text.filter { $0 == "{" }.count <= text.filter { $0 == "}" }.count
      },
      completions: { [words] text, cursor in
        let scalars = Array(text.unicodeScalars.prefix(cursor))
        let start = (scalars.lastIndex { !$0.properties.isAlphabetic } ?? -1) + 1
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[start...])
        let found = words.filter { $0.0.hasPrefix(String(word)) }
        return CompletionAnswer(
          start: start, candidates: found.map { .init($0.0, summary: $0.1, suffix: " ") })
      },
      highlights: { [weak self] text in
        // A message that arrives, once, while a line is being typed; showing it asks here again.
        if text == "boo", let self, !isJobDone {
          isJobDone = true
          mailbox?.post("job 1 is done")
        }
        return text.hasPrefix("model") ? [HighlightSpan(0..<5, style: "1;34")] : []
      },
      indentation: { text in 2 * text.filter { $0 == "{" }.count })
  }

  private let words = [
    ("data", "names data"), ("dense", "a layer of neurons"), ("dropout", "switches neurons off"),
    ("model", "describes a net"),
  ]
}

/// A training that advances by one look: no clock, no thread.
final class FakeFeed: LiveFeed {
  private var step = 0
  private let steps: Int?
  private var isStopped = false
  private var isPaused = false
  private var rate = 0.001

  init(steps: Int?) { self.steps = steps }

  func snapshot(since: Int) -> LiveSnapshot {
    let isDone = isStopped || steps.map { step >= $0 } ?? false
    if !isDone, !isPaused { step += 1 }
    return LiveSnapshot(
      epoch: 1 + step / 100, epochs: 5, step: step, totalSteps: steps,
      curves: [LiveCurve("train", (since..<max(since, step)).map { 1 / Double($0 + 1) })],
      validation: step > 5 ? [(step: 5, loss: 0.3)] : [], metrics: [("accuracy", 0.5)],
      samplesPerSecond: 12345, secondsLeft: 42, isFinished: isDone,
      isPaused: isPaused, learningRate: rate)
  }

  var isFinished: Bool { isStopped || steps.map { step >= $0 } ?? false }
  func requestStop() { isStopped = true }
  func requestPause() { isPaused = true }
  func proceed() { isPaused = false }
  func leave(_ way: LiveLeave) {}

  func changeLearningRate(to rate: Double) -> String? {
    guard rate >= 0 else { return "a learning rate is 0 or more" }
    self.rate = rate
    return nil
  }
}

extension String {
  fileprivate var replacingNewlines: String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|")
  }
}
