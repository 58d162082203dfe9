import Catalog
import Engine
import Support
import TestSupport
import Testing

@testable import Data

@Suite("Pictures of folders")
struct ImagesTests {
  private func load(
    _ files: [String: [UInt8]], _ named: [(name: String, value: Argument)] = [],
    _ steps: [DataLine] = [], name: String = "p", threads: Int = 1
  ) throws -> (Dataset, [SourceNote]) {
    try TemporaryFolder.use { folder in
      try MediaFiles.write(files, to: folder)
      let context = DataContext(resolve: { folder + "/" + $0 }, threads: threads)
      let data = try DataPipeline.load(line("images", .text(name), named: named), steps, context)
      return (data, context.record.sourceNotes)
    }
  }

  private let two = [
    "p/b/1.pgm": MediaFiles.grey(2, 3, 7), "p/a/2.pgm": MediaFiles.grey(2, 3, 9),
    "p/a/1.pgm": MediaFiles.grey(2, 3, 8),
  ]

  @Test func `folders are classes in the order of their bytes`() throws {
    let (data, notes) = try load(two)
    #expect(data.classNames == ["a", "b"])
    #expect(data.x.shape == [3, 2, 3, 1])
    #expect(data.x.doubles == [8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 7, 7, 7, 7, 7, 7])
    #expect(data.y.doubles == [0, 0, 1])
    #expect(data.y.dtype == .int32)
    #expect(notes.isEmpty)
  }

  @Test func `nested folders are parts`() throws {
    let (data, _) = try load([
      "p/train/a/1.pgm": MediaFiles.grey(1, 1, 1), "p/train/b/1.pgm": MediaFiles.grey(1, 1, 2),
      "p/test/b/1.pgm": MediaFiles.grey(1, 1, 3), "p/val/a/1.pgm": MediaFiles.grey(1, 1, 4),
    ])
    #expect(data.train.x.doubles == [1, 2])
    #expect(data.validation?.x.doubles == [4])
    #expect(data.test?.x.doubles == [3])
    #expect(data.test?.y.doubles == [1])
  }

  @Test func `other sizes are resized and counted, colours make three channels`() throws {
    var files = two
    files["p/b/2.ppm"] = MediaFiles.colour(4, 4, [10, 20, 30])
    let (data, notes) = try load(files)
    #expect(data.x.shape == [4, 2, 3, 3])
    #expect(notes == [.resized(count: 1, of: 4, height: 2, width: 3)])
    #expect(Array(data.x.doubles.suffix(3)) == [10, 20, 30])
    let (grey, _) = try load(files, [("channels", .number(1)), ("size", list([1, 1]))])
    #expect(grey.x.shape == [4, 1, 1, 1])
    #expect(grey.x.doubles.last == 18)
  }

  @Test func `any number of threads gives the same`() throws {
    var files: [String: [UInt8]] = [:]
    for index in 0..<50 {
      files["p/c\(index % 3)/\(index).pgm"] = MediaFiles.grey(3, 3, UInt8(index))
    }
    let (one, _) = try load(files)
    let (seven, _) = try load(files, threads: 7)
    #expect(one.digest == seven.digest)
  }

  @Test func `broken pictures are told together, with five names`() throws {
    var files = two
    for index in 0..<7 { files["p/a/x\(index).png"] = [1, 2, 3] }
    let error = mistake { try load(files).0 }
    guard case .media(.broken(.picture, let names, 7, _))? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(names == ["a/x0.png", "a/x1.png", "a/x2.png", "a/x3.png", "a/x4.png"])
  }

  @Test func `a picture that is cut off is broken, another file is left out and said`() throws {
    var files = two
    files["p/a/notes.txt"] = Array("hello".utf8)
    let (data, notes) = try load(files)
    #expect(data.train.count == 3)
    #expect(notes == [.ignored(count: 1, first: "a/notes.txt")])
    files["p/a/3.pgm"] = Array(MediaFiles.grey(2, 3, 1).dropLast())
    guard case .media(.broken(.picture, ["a/3.pgm"], 1, _))? = mistake({ try load(files).0 })?.kind
    else {
      Issue.record("the picture was read")
      return
    }
  }

  @Test func `a table gives labels, classes or numbers`() throws {
    let files = [
      "p/1.pgm": MediaFiles.grey(1, 1, 1), "p/2.pgm": MediaFiles.grey(1, 1, 2),
      "p/labels.csv": Array("file,kind,size\n2.pgm,cat,0.5\n1.pgm,dog,1.5\n".utf8),
    ]
    let (words, _) = try load(
      files, [("labels", .text("labels.csv")), ("target", .text("kind"))])
    #expect(words.x.doubles == [2, 1])
    #expect(words.classNames == ["cat", "dog"])
    let (numbers, _) = try load(files, [("labels", .text("labels.csv"))])
    #expect(numbers.y.doubles == [0.5, 1.5])
    let (bare, _) = try load(files)
    #expect(bare.train.targets == nil)
    var other = files
    other["p/labels.csv"] = Array("file,kind\n3.pgm,cat\n".utf8)
    guard
      case .media(.noFiles(["3.pgm"], 1, _))? = mistake({
        try load(other, [("labels", .text("labels.csv"))]).0
      })?.kind
    else {
      Issue.record("a file that is not there")
      return
    }
  }

  @Test func `an empty folder and parts beside others are refused`() throws {
    guard
      case .media(.nothing(.picture, _, ["a"]))? = mistake({
        try load(["p/a/.hidden": [1]]).0
      })?.kind
    else {
      Issue.record("nothing was read")
      return
    }
    let files = ["p/train/a/1.pgm": MediaFiles.grey(1, 1, 1), "p/cats/1.pgm": [1]]
    guard case .media(.mixedParts(["cats"], _))? = mistake({ try load(files).0 })?.kind else {
      Issue.record("parts and classes")
      return
    }
  }

  @Test func `the recipe keeps size, channels and steps, and makes the same of raw pictures`()
    throws
  {
    let (raw, _) = try load(two)
    let (data, _) = try load(
      two, [], [line("rescale", .number(0.5), .number(1)), line("flatten"), line("standardize")])
    let recipe = try #require(data.recipe)
    let stored = try #require(Recipe(stored: recipe.stored))
    #expect(stored == recipe)
    let samples = try stored.samples(ofRaw: raw, withTarget: true, .float32)
    #expect(samples.x.shape == [3, 6])
    #expect(samples.x.doubles == data.x.doubles)
    #expect(samples.y.doubles == data.y.doubles)
  }

  @Test func `classes of other data are found by their names`() throws {
    let (data, _) = try load(two)
    let (other, _) = try load(["p/b/1.ppm": MediaFiles.colour(1, 1, [5, 5, 5])])
    let samples = try #require(data.recipe).samples(ofRaw: other, withTarget: true, .float32)
    #expect(samples.x.shape == [1, 2, 3, 1])
    #expect(samples.x.doubles == [5, 5, 5, 5, 5, 5])
    #expect(samples.y.doubles == [1])
  }

  @Test func `a file of CIFAR has its names beside it`() throws {
    let record = { (label: UInt8, value: UInt8) in [label] + [UInt8](repeating: value, count: 3_072)
    }
    let names = (0..<10).map { "class\($0)" }
    let (data, _) = try load(
      [
        "a.bin": record(3, 1) + record(9, 2), "b.bin": record(0, 3),
        "batches.meta.txt": Array(names.joined(separator: "\n").utf8),
      ], [("test", .text("b.bin"))], name: "a.bin")
    #expect(data.x.shape == [2, 32, 32, 3])
    #expect(data.y.doubles == [3, 9])
    #expect(data.test?.y.doubles == [0])
    #expect(data.classNames == names)
  }

  @Test func `recipes of damaged files are refused`() {
    for text in [
      "{\"picture\": [0, 1, 1]}", "{\"picture\": [1, 1, 2]}", "{\"sound\": [8000]}", "{}", "3",
    ] {
      let stored = try? JSON.read(Array(text.utf8))
      #expect(stored.flatMap { RawInput(stored: $0) } == nil, "\(text)")
    }
    for text in [
      "{\"reshape\": [0]}", "{\"stft\": [1, 1]}", "{\"scale\": [[1], []]}", "{\"mel\": [1, 2, 3]}",
    ] {
      let stored = try? JSON.read(Array(text.utf8))
      #expect(stored.flatMap { TensorStep(stored: $0) } == nil, "\(text)")
    }
  }
}
