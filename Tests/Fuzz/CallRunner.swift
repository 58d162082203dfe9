import Glibc
import Language
import Learning
import Plots
import Support
import Workbench

/// Runs one call after the other in this process, and says beforehand which.
final class CallRunner {
  let folder: String
  private let last: Int32
  private let host = HurriedHost()
  private(set) var interpreter: Interpreter
  private var codes: [String: Int] = [:]
  private var refused = 0
  private var slowest = (seconds: 0.0, call: "")

  init?(folder: String) {
    self.folder = folder
    last = open(folder + "/last", O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard last >= 0 else { return nil }
    var options = Interpreter.Options()
    // Sizes at the ends of their types are meant to be refused, not to be computed for minutes.
    (options.memoryLimit, options.watchesProcess) = (256_000_000, true)
    interpreter = Interpreter(options: options, host: host)
    for (name, text) in [
      ("words.txt", String(repeating: "simple is better than complex. ", count: 4)),
      ("table.csv", "a,b,y\n1,2,0\n3,4,1\n5,nan,1e300\n"),
    ] { try? AtomicFile.write(Array(text.utf8), to: folder + "/" + name) }
  }

  /// What the last call was refused with.
  private(set) var lastErrors: [String] = []

  var summary: String {
    "\(refused) refused: "
      + codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      + "\nslowest: \(slowest.seconds) s, \(slowest.call)"
  }

  /// A session of its own, confined to the folder, with values to call the words with.
  func start() {
    var options = Interpreter.Options(threads: 1, folder: folder)
    (options.memoryLimit, options.watchesProcess) = (256_000_000, true)
    options.isConfined = true
    options.writeFolder = folder
    interpreter = Interpreter(options: options, host: host)
    host.begin()
    interpreter.run(
      """
      m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      c = model [4, 3] { lstm 2; dense 2, activation=softmax }
      d = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
      e = data generated(moons, 20) { split 80%, 20% }
      t = data text("words.txt") { chars 4 }
      b = block { dense 2 }
      s = {a: [1, 2], "b c": {d: none, e: "x"}}
      f = x -> x * x
      fn g(x, y=2) = x + y
      r = train m, d, epochs=3
      """)
  }

  /// The same with the models of the files of runs.
  func restartWithFiles() {
    start()
    interpreter.run(
      """
      n = model [4] { embedding 40, 3; gru 2, return_sequences=true; dense 40, activation=softmax }
      p = model 2 { dense 3, activation=relu; dropout 0.2; dense 1, activation=sigmoid }
      """)
  }

  /// One call. What it prints is drawn as well; what it did is taken back.
  func call(_ text: String, isLookedAt: Bool = false, isNamed: Bool = true) {
    if isNamed { say(text) }
    alarm(30)
    host.begin()
    let start = seconds()
    if isLookedAt {
      _ = interpreter.type(of: text)
    } else {
      interpreter.run(text, isTransaction: true)
    }
    lastErrors = []
    for case .diagnostic(let diagnostic, _, _) in host.outputs where diagnostic.severity == .error {
      codes[diagnostic.code, default: 0] += 1
      refused += 1
      lastErrors.append("\(diagnostic.code) \(diagnostic.message)")
      // An error that nobody has worded, or that leaves the user alone, is a failure as well.
      if diagnostic.code == "E0999" || diagnostic.hint?.isEmpty ?? true {
        print("\(lastErrors.last ?? ""): \(text)")
        exit(65)
      }
    }
    alarm(0)
    let taken = seconds() - start
    if taken > slowest.seconds { slowest = (taken, text) }
  }

  /// Without the care of a saved file, which waits for the disk.
  func overwrite(_ name: String, _ bytes: [UInt8]) {
    let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    write(file, bytes, bytes.count)
    close(file)
  }

  /// Written at once, without a buffer that would die with the process.
  func say(_ text: String) {
    var bytes = Array(text.utf8.prefix(4000))
    bytes += [UInt8](repeating: 0, count: 4096 - bytes.count)
    pwrite(last, bytes, bytes.count, 0)
  }
}

/// Collects what calls print, draws every plot, and is impatient.
private final class HurriedHost: Host {
  private(set) var outputs: [Output] = []
  private var deadline = 0.0

  func begin() {
    outputs = []
    deadline = seconds() + 0.5
  }

  func emit(_ output: Output) {
    outputs.append(output)
    guard case .plot(let plot) = output else { return }
    _ = SVG.render(plot, width: 300, height: 200)
    for capabilities in [Capabilities.plain, Capabilities(depth: .palette256)] {
      _ = plot.description
      _ = ANSIText.render(
        Raster.grid(
          PlotLayout.scene(plot, width: 60, height: 16, capabilities: capabilities)),
        depth: capabilities.depth)
    }
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    if !run.wait(seconds: 0.3) {
      run.requestStop()
      run.wait()
    }
    return .unseen
  }

  var isInterrupted: Bool { seconds() > deadline }
}

private func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
