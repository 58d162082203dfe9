import Catalog
import Data
import Engine
import Support
import TestSupport
import Testing

@Suite("Pictures with boxes")
struct BoxTests {
  private func picture(_ width: Int, _ height: Int) -> [UInt8] {
    Array("P5\n\(width) \(height)\n255\n".utf8) + [UInt8](repeating: 7, count: width * height)
  }

  private func voc(_ boxes: [(String, Int, Int, Int, Int)], _ size: (Int, Int)? = nil) -> [UInt8] {
    let objects = boxes.map {
      "<object><name>\($0.0)</name><bndbox><xmin>\($0.1)</xmin><ymin>\($0.2)</ymin><xmax>\($0.3)</xmax>"
        + "<ymax>\($0.4)</ymax></bndbox></object>"
    }
    let written = size.map { "<size><width>\($0.0)</width><height>\($0.1)</height></size>" } ?? ""
    return Array("<annotation>\(written)\(objects.joined())</annotation>".utf8)
  }

  private func load(
    _ files: [String: [UInt8]], boxes: String, _ named: [(name: String, value: Argument)] = [],
    _ steps: [DataLine] = []
  ) throws -> (Dataset, [SourceNote]) {
    try TemporaryFolder.use { folder in
      try MediaFiles.write(files, to: folder)
      let context = DataContext(resolve: { folder + "/" + $0 })
      let data = try DataPipeline.load(
        line("images", .text("p"), named: [("boxes", .text(boxes))] + named), steps, context)
      return (data, context.record.sourceNotes)
    }
  }

  private var files: [String: [UInt8]] {
    [
      "p/1.pgm": picture(8, 4), "p/2.pgm": picture(8, 4), "p/3.pgm": picture(8, 4),
      "p/xml/1.xml": voc([("dog", 0, 0, 4, 2), ("cat", 2, 1, 6, 3)]),
      "p/xml/2.xml": voc([("cat", 10, 10, 20, 30)], (40, 40)),
    ]
  }

  @Test func `a folder of VOC beside or below the pictures gives shares of each picture`() throws {
    let (data, notes) = try load(files, boxes: "xml")
    #expect(data.x.shape == [2, 4, 8, 1])
    #expect(data.y.shape == [2, 2, 5])
    #expect(data.classNames == ["cat", "dog"])
    #expect(data.hasBoxes)
    #expect(
      data.y.doubles == [
        1, 0.25, 0.25, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0.5,
        0, 0.375, 0.5, 0.25, 0.5, -1, 0, 0, 0, 0,
      ])
    #expect(notes == [.withoutBoxes(count: 1)])
    let beside = Dictionary(
      uniqueKeysWithValues: files.map { ($0.key.replacing("p/xml", with: "notes"), $0.value) })
    #expect(try load(beside, boxes: "notes").0.y.doubles == data.y.doubles)
  }

  @Test func `one JSON file of COCO gives the same, in parts too`() throws {
    let coco = """
      {"images": [{"id": 1, "file_name": "1.pgm"}, {"id": 2, "file_name": "images/2.pgm"}],
       "categories": [{"id": 1, "name": "dog"}, {"id": 2, "name": "cat"}],
       "annotations": [{"image_id": 1, "category_id": 1, "bbox": [0, 0, 4, 2]}]}
      """
    let (data, _) = try load(
      [
        "p/train/1.pgm": picture(8, 4), "p/val/2.pgm": picture(8, 4), "p/c.json": Array(coco.utf8),
      ], boxes: "c.json")
    #expect(data.y.doubles == [0, 0.25, 0.25, 0.5, 0.5])
    #expect(data.validation?.y.doubles == [-1, 0, 0, 0, 0])
  }

  @Test func `boxes outside are held or left out, and the largest stay`() throws {
    let all: [(String, Int, Int, Int, Int)] = [
      ("a", -4, -4, 4, 2), ("a", 9, 0, 12, 3), ("a", 3, 3, 3, 4), ("a", 0, 0, 1, 1),
      ("a", 0, 0, 8, 4),
    ]
    let files = ["p/1.pgm": picture(8, 4), "p/xml/1.xml": voc(all)]
    let (data, notes) = try load(files, boxes: "xml", [("max_boxes", .number(2))])
    #expect(data.y.doubles == [0, 0.25, 0.25, 0.5, 0.5, 0, 0.5, 0.5, 1, 1])
    #expect(notes == [.boxesLeftOut(count: 3)])
    #expect(try load(files, boxes: "xml", [("max_boxes", .number(4))]).0.y.shape == [1, 4, 5])
  }

  @Test func `split leaves boxes with their pictures, and augment does not move them away`() throws
  {
    var files: [String: [UInt8]] = [:]
    for index in 0..<10 {
      files["p/\(index).pgm"] = Array("P2\n1 1\n255\n\(index)\n".utf8)
      files["p/xml/\(index).xml"] = voc([("a", 0, 0, index + 1, 10)], (10, 10))
    }
    let (data, _) = try load(files, boxes: "xml", [], [line("split", .number(0.5), .number(0.5))])
    for part in [data.train, data.test].compactMap({ $0 }) {
      for row in 0..<5 {
        #expect(abs(part.y.doubles[5 * row + 3] - (part.x.doubles[row] + 1) / 10) < 1e-6)
      }
    }
    guard
      case .samples(.movesBoxes)? = mistake({
        try load(files, boxes: "xml", [], [line("augment", named: [("shift", .number(1))])]).0
      })?.kind
    else {
      Issue.record("moved pictures")
      return
    }
    #expect(
      (try? load(files, boxes: "xml", [], [line("augment", named: [("noise", .number(1))])])) != nil
    )
  }

  @Test func `files that are none of it are told`() throws {
    func fault(_ files: [String: [UInt8]], boxes: String) -> DataError.Kind? {
      mistake { try load(files, boxes: boxes).0 }?.kind
    }
    guard case .content? = fault(["p/1.pgm": picture(2, 2), "p/x/1.xml": [0x3C]], boxes: "x"),
      case .content? = fault(["p/1.pgm": picture(2, 2), "p/c.json": [0x7B]], boxes: "c.json"),
      case .media(.noAnnotations)? = fault(
        ["p/1.pgm": picture(2, 2), "p/x/1.txt": [1]], boxes: "x"),
      case .media(.noFiles(["2"], count: 1, path: "x"))? = fault(
        ["p/1.pgm": picture(2, 2), "p/x/2.xml": voc([])], boxes: "x"),
      case .file? = fault(["p/1.pgm": picture(2, 2)], boxes: "nothing")
    else {
      Issue.record("something else")
      return
    }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `cells of blood have their boxes`() throws {
    let folder = try #require(Environment.value("NABLA_DATA")) + "/bccd-dev/"
    let context = DataContext(resolve: { folder + $0 })
    let data = try DataPipeline.load(
      line(
        "images", .text("JPEGImages"),
        named: [("boxes", .text("Annotations")), ("size", list([24, 32]))]), [], context)
    #expect(data.x.shape == [20, 24, 32, 3])
    #expect(data.classNames == ["Platelets", "RBC", "WBC"])
    let numbers = data.y.doubles
    // The first picture's first box: WBC, 260 to 491 of 640, 177 to 376 of 480.
    let expected = [2, 375.5 / 640, 276.5 / 480, 231.0 / 640, 199.0 / 480]
    #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(stride(from: 0, to: numbers.count, by: 5).count { numbers[$0] >= 0 } > 200)
  }
}
