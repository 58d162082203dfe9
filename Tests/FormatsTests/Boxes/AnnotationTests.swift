import Support
import Testing

@testable import Formats

@Suite("Annotations of pictures")
struct AnnotationTests {
  private static let voc = """
    <?xml version="1.0"?>
    <!-- made by hand -->
    <annotation verified="yes">
      <filename>a &amp; b.jpg</filename><size><width>640</width><height>480</height><depth>3</depth></size>
      <object><name>WBC</name><difficult>0</difficult>
        <bndbox><xmin>260</xmin><ymin>177.5</ymin><xmax>491</xmax><ymax>376</ymax></bndbox></object>
      <object><name><![CDATA[R<B>C]]></name><bndbox><ymax>4</ymax><xmax>3</xmax><xmin>1</xmin><ymin>2</ymin></bndbox></object>
      <source a='1' b="x&lt;y"/>
    </annotation>
    """

  private func voc(_ text: String) throws -> BoxedPicture { try VOCFile.read(Array(text.utf8)) }

  @Test func `a file of VOC gives name, size and boxes`() throws {
    let read = try voc(Self.voc)
    #expect(
      read
        == BoxedPicture(
          file: "a & b.jpg", size: (640, 480),
          boxes: [
            .init(label: "WBC", left: 260, top: 177.5, right: 491, bottom: 376),
            .init(label: "R<B>C", left: 1, top: 2, right: 3, bottom: 4),
          ]))
    #expect(
      try voc("<annotation><size><width>0</width><height>0</height></size></annotation>").size
        == nil)
  }

  @Test func `numbers of scalars stand for them`() throws {
    let element = try XMLElement.read(Array("<a>&#65;&#x42;&apos;&quot;</a>".utf8))
    #expect(element.text == "AB'\"")
  }

  @Test(arguments: [
    "", "text", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a><b></a></b>", "<a b></a>", "<a b=c/>",
    "<a b='1' b='2'/>", "<a b='<'/>", "<a>&nope;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a>&#;</a>", "<a>& </a>",
    "<a><!-- </a>", "<a><![CDATA[ </a>", "<1a/>", "<a/>text", "< a/>", "<a//>", "<a b='1'c='2'/>",
    "<?xml",
    "<a>&#99999999999;</a>", "<a>&#x+41;</a>",
  ])
  func `what is no XML is refused`(text: String) {
    #expect(throws: FormatError.self) { try XMLElement.read(Array(text.utf8)) }
  }

  @Test func `nothing expands, and depth and size have bounds`() {
    var laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">"
    for level in 1...9 {
      let one = String(repeating: "&lol\(level - 1);", count: 10)
      laughs += "<!ENTITY lol\(level) \"\(one)\">"
    }
    laughs += "]><lolz>&lol9;</lolz>"
    let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
    for text in [
      laughs, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", deep, "<a><!ENTITY b \"c\"></a>",
    ] {
      #expect(throws: FormatError.self) { try XMLElement.read(Array(text.utf8)) }
    }
    #expect(throws: FormatError.self) { try XMLElement.read([0xFF, 0xFE, 0x3C]) }
    let most = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
    #expect((try? XMLElement.read(Array(most.utf8))) != nil)
  }

  @Test
  func
    `a file that ends too early is refused at every byte, and damaged ones never end the process`()
  {
    let bytes = Array(Self.voc.utf8)
    for count in 0..<bytes.count {
      #expect(throws: FormatError.self) { try VOCFile.read(Array(bytes[..<count])) }
    }
    var state: UInt64 = 9
    for _ in 0..<3_000 {
      var damaged = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 25) & 0x7F
      }
      _ = try? VOCFile.read(damaged)
      _ = try? COCOFile.read(damaged)
    }
  }

  @Test(arguments: [
    "<a/>", "<annotation><object><name>x</name></object></annotation>",
    "<annotation><object><bndbox/></object></annotation>",
    "<annotation><object><name>x</name><bndbox><xmin>nan</xmin></bndbox></object></annotation>",
    "<annotation><object><name>x</name><bndbox><xmin>1e300</xmin></bndbox></object></annotation>",
    "<annotation><size><width>a</width></size></annotation>",
  ])
  func `what is no annotation is refused`(text: String) {
    #expect(throws: FormatError.self) { try voc(text) }
  }

  private static let coco = """
    {"info": {}, "images": [{"id": 3, "file_name": "b.png", "width": 10, "height": 20}, {"id": 1, "file_name": "a.png"}],
     "categories": [{"id": 90, "name": "dog", "supercategory": "animal"}, {"id": 2, "name": "cat"}],
     "annotations": [{"id": 1, "image_id": 3, "category_id": 2, "bbox": [1, 2, 3.5, 4], "area": 14, "iscrowd": 0},
       {"id": 2, "image_id": 3, "category_id": 90, "bbox": [0, 0, 1, 1]}]}
    """

  @Test func `a file of COCO gives all pictures in its order`() throws {
    #expect(
      try COCOFile.read(Array(Self.coco.utf8)) == [
        BoxedPicture(
          file: "b.png", size: (10, 20),
          boxes: [
            .init(label: "cat", left: 1, top: 2, right: 4.5, bottom: 6),
            .init(label: "dog", left: 0, top: 0, right: 1, bottom: 1),
          ]), BoxedPicture(file: "a.png", size: nil, boxes: []),
      ])
  }

  @Test func `what does not belong together is refused, and so is every cut`() {
    for (part, other) in [
      ("\"image_id\": 3, \"category_id\": 2", "\"image_id\": 4, \"category_id\": 2"),
      ("\"category_id\": 90", "\"category_id\": 91"), ("[1, 2, 3.5, 4]", "[1, 2, 3.5]"),
      ("[1, 2, 3.5, 4]", "[1, 2, 3.5, \"4\"]"), ("\"id\": 3", "\"id\": 1"),
      ("\"id\": 3", "\"id\": 3.5"),
      ("\"id\": 90", "\"id\": 2"), ("\"file_name\": \"a.png\"", "\"file_name\": 1"),
      ("\"images\"", "\"pictures\""), ("\"name\": \"cat\"", "\"name\": \"\""),
    ] {
      let wrong = Self.coco.replacing(part, with: other, maxReplacements: 1)
      #expect(wrong != Self.coco)
      #expect(throws: FormatError.self, "\(part)") { try COCOFile.read(Array(wrong.utf8)) }
    }
    let bytes = Array(Self.coco.utf8)
    for count in 0..<bytes.count {
      #expect(throws: FormatError.self) { try COCOFile.read(Array(bytes[..<count])) }
    }
  }
}
