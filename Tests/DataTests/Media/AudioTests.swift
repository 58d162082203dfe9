import Catalog
import Data
import Engine
import Support
import TestSupport
import Testing

@Suite("Sounds of folders")
struct AudioTests {
  private func load(
    _ files: [String: [UInt8]], _ named: [(name: String, value: Argument)] = [],
    _ steps: [DataLine] = [], name: String = "s"
  ) throws -> (Dataset, [SourceNote]) {
    try TemporaryFolder.use { folder in
      try MediaFiles.write(files, to: folder)
      let context = DataContext(resolve: { folder + "/" + $0 }, threads: 2)
      let data = try DataPipeline.load(line("audio", .text(name), named: named), steps, context)
      return (data, context.record.sourceNotes)
    }
  }

  private func tone(_ count: Int, every period: Int) -> [UInt8] {
    MediaFiles.wave((0..<count).map { $0 % period < period / 2 ? 8_192 : -8_192 })
  }

  @Test func `what stands before a text in each name is its label`() throws {
    let (data, notes) = try load(
      ["s/no_1.wav": tone(80, every: 8), "s/yes_1.wav": tone(160, every: 4)],
      [("label", .text("_"))])
    #expect(data.classNames == ["no", "yes"])
    #expect(data.x.shape == [2, 160])
    #expect(data.x.doubles.prefix(80).allSatisfy { abs($0) == 0.25 })
    #expect(data.x.doubles[80..<160].allSatisfy { $0 == 0 })
    #expect(notes == [.fitted(shorter: 1, longer: 0, of: 2, seconds: 0.02)])
  }

  @Test func `length cuts and rate resamples`() throws {
    let (data, notes) = try load(
      ["s/a/1.wav": tone(80, every: 8), "s/b/1.wav": tone(160, every: 4)],
      [("length", .number(0.01)), ("rate", .number(4_000))])
    #expect(data.x.shape == [2, 40])
    #expect(
      notes == [
        .resampled(count: 2, of: 2, rate: 4_000),
        .fitted(shorter: 0, longer: 1, of: 2, seconds: 0.01),
      ])
  }

  @Test func `spectra are steps that the recipe keeps`() throws {
    let files = ["s/a/1.wav": tone(256, every: 8), "s/b/1.wav": tone(256, every: 4)]
    let steps = [
      line("stft", named: [("window", .number(64)), ("hop", .number(32))]),
      line("mel", named: [("bands", .number(8))]), line("standardize"),
    ]
    let (data, _) = try load(files, [], steps)
    #expect(data.x.shape == [2, 7, 8])
    let recipe = try #require(data.recipe.flatMap { Recipe(stored: $0.stored) })
    #expect(recipe == data.recipe)
    let (raw, _) = try load(files)
    let samples = try recipe.samples(ofRaw: raw, withTarget: true, .float32)
    #expect(samples.x.doubles == data.x.doubles)
    // One sound alone, of another length: the same numbers as far as it goes.
    let (one, _) = try load(["a.wav": tone(512, every: 8)], name: "a.wav")
    let alone = try recipe.samples(ofRaw: one, withTarget: false, .float32)
    #expect(alone.x.doubles == Array(data.x.doubles.prefix(56)))
  }

  @Test func `the loudest frequency of a tone is its own`() throws {
    let (data, _) = try load(
      ["s/a/1.wav": tone(256, every: 8)], [],
      [line("stft", named: [("window", .number(64)), ("hop", .number(64))])])
    let row = Array(data.x.doubles.prefix(33))
    #expect(row.indices.max { row[$0] < row[$1] } == 8)
  }

  @Test func `steps on sounds refuse what is none`() throws {
    guard
      case .media(.needsSounds)? = mistake({
        try DataPipeline.load(line("table", list([[1, 2]]), list([0])), [line("stft")])
      })?.kind
    else {
      Issue.record("a table became a spectrogram")
      return
    }
    guard
      case .media(.needsSpectrogram)? = mistake({
        try load(["s/a/1.wav": tone(64, every: 8)], [], [line("mel")]).0
      })?.kind
    else {
      Issue.record("bands of no spectrogram")
      return
    }
    guard
      case .media(.sound(.window(101)))? = mistake({
        try load(
          ["s/a/1.wav": tone(64, every: 8)], [], [line("stft", named: [("window", .number(101))])]
        ).0
      })?.kind
    else {
      Issue.record("a prime window")
      return
    }
    guard
      case .media(.noLabel(file: "a.wav", separator: "_"))? = mistake({
        try load(["s/a.wav": tone(64, every: 8)], [("label", .text("_"))]).0
      })?.kind
    else {
      Issue.record("a name without label")
      return
    }
  }
}
