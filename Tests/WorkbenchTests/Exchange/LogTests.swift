import Engine
import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `train …, log="runs/a"`.
@Suite("Logs of trainings")
struct LogTests {
  private static let start = """
    seed 3
    d = data generated(gauss, 60) { split 60%, 20%, 20% }
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }
    """

  private func eventFiles(_ folder: String) -> [String] {
    FolderListing.names(in: folder).filter { $0.contains("tfevents") }
  }

  /// The events of a folder's files, without their frames; every frame is looked at.
  private func events(_ folder: String) throws -> [[UInt8]] {
    var found: [[UInt8]] = []
    for name in eventFiles(folder) {
      var bytes = try InputFile.read(folder + "/" + name, limit: 1 << 24)[...]
      while !bytes.isEmpty {
        let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        try #require(bytes.count >= 16 + length)
        let content = Array(bytes.dropFirst(12).prefix(length))
        let sum = bytes.dropFirst(12 + length).prefix(4).reversed().reduce(UInt32(0)) {
          $0 << 8 | UInt32($1)
        }
        #expect(sum == CRC32C.masked(content))
        found.append(content)
        bytes = bytes.dropFirst(16 + length)
      }
    }
    return found
  }

  private func mentions(_ events: [[UInt8]], _ text: String) -> Int {
    events.count { String(decoding: $0, as: UTF8.self).contains(text) }
  }

  @Test func `a training is logged epoch by epoch, and is the same training`() throws {
    try TemporaryFolder.use { folder in
      let logged = Transcript(folder: folder)
      let said = logged.run(
        Self.start
          + "\nr = train m, d, epochs=3, validation=d.validation, log=\"runs/a\", log_every=2\nr.loss"
      )
      #expect(!said.contains("error") && said.contains("tensorboard --logdir runs/a"), "\(said)")
      let plain = Transcript(folder: folder)
      let other = plain.run(
        Self.start + "\nr = train m, d, epochs=3, validation=d.validation\nr.loss")
      #expect(said.split(separator: "\n").last == other.split(separator: "\n").last)
      let train = try events(folder + "/runs/a/train")
      #expect(mentions(train, "epoch_loss") == 3 && mentions(train, "batch_loss") == 6)
      #expect(mentions(train, "epoch_learning_rate") == 3)
      #expect(mentions(train, "dense/kernel/gradient") == 1)
      let validation = try events(folder + "/runs/a/validation")
      #expect(
        mentions(validation, "epoch_loss") == 3 && mentions(validation, "epoch_val_loss") == 0)
      #expect(try mentions(events(folder + "/runs/a"), "_hparams_/session_") == 2)
    }
  }

  @Test func `resume goes on in the same log with a file of its own`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        Self.start + "\nr = train m, d, epochs=2, log=\"a\"\ns = resume r, epochs=3\n"
          + "save s, \"s.safetensors\"\nt = resume \"s.safetensors\", m, d, epochs=1")
      #expect(!said.contains("error"), "\(said)")
      #expect(eventFiles(folder + "/a/train").count == 2)
      let both = try events(folder + "/a/train")
      #expect(mentions(both, "epoch_loss") == 5)
      #expect(!transcript.run("u = resume s, epochs=1, log=\"b\"").contains("error"))
      let other = try events(folder + "/b/train")
      #expect(mentions(other, "epoch_loss") == 1)
    }
  }

  @Test
  func `a second training with the same log has a folder of its own, and resume goes on there`()
    throws
  {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        Self.start + "\nr = train m, d, epochs=2, log=\"a\"\nr = train m, d, epochs=3, log=\"a\"\n"
          + "s = resume r, epochs=1\nt = train m, d, epochs=1, log=\"a\"")
      #expect(!said.contains("error"), "\(said)")
      let told = try ["a", "a/run_2", "a/run_3"].map {
        mentions(try events("\(folder)/\($0)/train"), "epoch_loss")
      }
      #expect(told == [2, 4, 1])
    }
  }

  @Test func `very many epochs are thinned as they come, however many were planned`() throws {
    let told = (1...20_000).filter { TensorBoardLog.tells($0, limit: 4_096) }
    #expect(told.count == 4096 + 2048 + 2048 + 452)
    #expect(Array(told.prefix(4096)) == Array(1...4096))
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        Self.start + "\nr = train m, d, epochs=9000000, batch_size=60, log=\"a\", "
          + "early_stopping=early_stopping(39, monitor=loss, min_delta=1000)")
      #expect(!said.contains("error"), "\(said)")
      let train = try events(folder + "/a/train")
      #expect(mentions(train, "epoch_loss") == 40)
    }
  }

  @Test func `a sweep has a folder for each training, with its values`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(threads: 2, folder: folder)
      let said = transcript.run(
        Self.start
          + "\ns = sweep h in [2, 3], act in [relu, tanh], seeds=2 { train model 2 { dense h, activation=act; "
          + "dense 1, activation=sigmoid }, d, epochs=2, log=\"s\" }")
      #expect(!said.contains("error"), "\(said)")
      let names = FolderListing.names(in: folder + "/s")
      #expect(names.count == 8 && names.contains("h=2,act=relu,seed_3"), "\(names)")
      for name in names {
        let own = try events("\(folder)/s/\(name)")
        #expect(mentions(own, "act") == 1 && mentions(own, "session_end_info") == 1, "\(name)")
        #expect(try mentions(events("\(folder)/s/\(name)/train"), "epoch_loss") == 2)
      }
    }
  }

  @Test func `names of trainings become names of folders that lead nowhere`() {
    #expect(LogFolder.name(of: "h=16, act=relu, seed 3") == "h=16,act=relu,seed_3")
    let odd = LogFolder.name(of: "../x=\"a/b\"")
    #expect(!odd.contains("/") && !odd.hasPrefix(".") && odd != LogFolder.name(of: "../x=\"a\\b\""))
    #expect(LogFolder.name(of: String(repeating: "a", count: 900)).utf8.count < 100)
  }

  @Test func `a confined program logs below its own folder only`() throws {
    try TemporaryFolder.use { folder in
      var options = Interpreter.Options(folder: folder)
      options.isConfined = true
      options.writeFolder = folder + "/x.files"
      let transcript = Transcript(options)
      #expect(
        !transcript.run(Self.start + "\nr = train m, d, log=\"runs/a\"").contains("error"))
      #expect(eventFiles(folder + "/x.files/runs/a/train").count == 1)
      for name in ["../a", "/tmp/nabla-log", "runs/../../a"] {
        let said = transcript.run("r = train m, d, log=\"\(name)\"")
        #expect(said.contains("error E"), "\(name): \(said)")
      }
      #expect(!InputFile.exists(folder + "/a") && !InputFile.exists("/tmp/nabla-log"))
    }
  }

  @Test func `a folder that cannot be made stops the training before it begins`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write([1], to: folder + "/file")
      let said = Transcript(folder: folder).run(Self.start + "\nr = train m, d, log=\"file/a\"")
      #expect(said.contains("error E0503") && said.contains("file/a"), "\(said)")
    }
  }

  @Test func `steps with losses of their own are logged by their names`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        Self.start + "\nk = model 2 { dense 1 }\n"
          + "r = train d, epochs=2, log=\"g\", log_every=1 { step m, loss=x -> mean(m(x)^2)\n step k, loss=x -> mean(k(x)^2) }"
      )
      #expect(!said.contains("error"), "\(said)")
      let found = try events(folder + "/g/train")
      #expect(mentions(found, "epoch_m") == 2 && mentions(found, "batch_k") > 0)
    }
  }
}
