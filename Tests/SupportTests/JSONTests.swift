import Support
import Testing

@Suite struct JSONTests {
  private func read(_ text: String) throws -> JSON { try JSON.read(Array(text.utf8)) }

  @Test func `every kind of value is read`() throws {
    let text = #" { "a" : [ null , true , false ] , "b" : { } , "c" : -1.5e+2 , "d" : "é" } "#
    #expect(
      try read(text) == [
        "a": [.null, true, false], "b": [:], "c": .number(-150), "d": "é",
      ])
    #expect(try read(text)["d"] == "é")
    #expect(try read(text)["e"] == nil)
  }

  @Test(arguments: [
    ("0", JSON.whole(0)), ("-7", .whole(-7)), ("9223372036854775807", .whole(.max)),
    ("-9223372036854775808", .whole(.min)), ("9007199254740993", .whole(9_007_199_254_740_993)),
    ("9223372036854775808", .number(0x1p63)), ("-0", .number(-0.0)), ("1.0", .number(1)),
    ("1E2", .number(100)), ("0e0", .number(0)), ("5e-324", .number(5e-324)),
    ("1e-400", .number(0)), ("0.1", .number(0.1)), ("2.5e+3", .number(2500)),
    ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    ("0." + String(repeating: "0", count: 300) + "1", .number(1e-301)),
  ])
  func `numbers are read as they are`(text: String, value: JSON) throws {
    #expect(try read(text) == value)
  }

  @Test func `the sign of a zero stays`() throws {
    guard case .number(let zero) = try read("-0") else {
      Issue.record("no number")
      return
    }
    #expect(zero.sign == .minus)
    #expect("\(JSON.number(zero))" == "-0.0")
  }

  @Test(arguments: [
    "", " ", "+1", "01", "-01", "-", "1.", ".5", "1.e2", "1e", "1e+", "0x10", "1e400", "-1e400",
    "Infinity", "NaN", "nul", "nulL", "truefalse", "tru e", "[1,]", "[,1]", "[1 2]", "[", "{\"a\"}",
    "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1,\"a\":2}", "{1:2}", "\"a", "\"\t\"", "\"\\x\"",
    "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "'a'", "1 2",
    "[1]]", "// 1", "1\u{0}", "\u{FEFF}1",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: JSON.Fault.self) { try read(text) }
  }

  @Test func `bytes that are no text are refused`() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    ] {
      #expect(throws: JSON.Fault(offset: 0, expected: "UTF-8 text", found: "other bytes")) {
        try JSON.read(bytes)
      }
    }
  }

  @Test func `a fault says what and where`() {
    #expect(throws: JSON.Fault(offset: 4, expected: "`true`", found: "the end of the text")) {
      try read("[tru")
    }
    #expect(throws: JSON.Fault(offset: 3, expected: "a digit", found: "`x`")) { try read("[1.x]") }
    #expect(
      throws: JSON.Fault(offset: 1, expected: "a number below 1.8e308", found: "a larger one")
    ) { try read("[1e999]") }
  }

  @Test func `escapes are read, and written where they must be`() throws {
    let text = try read(#""\"\\\/\b\f\n\r\té\ud834\udd1e\uD834\uDD1E""#)
    #expect(text == "\"\\/\u{8}\u{C}\n\r\té\u{1D11E}\u{1D11E}")
    #expect(
      "\(text)" == "\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\té\u{1D11E}\u{1D11E}\"")
  }

  @Test func `nesting ends at the limit, without an end of the process`() throws {
    let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect("\(try read(deepest))" == deepest)
    let nested = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSON.Fault(offset: 128, expected: "at most 128 levels", found: "`[`")) {
      try read(nested)
    }
    #expect(throws: JSON.Fault.self) { try JSON.read(Array("[[1]]".utf8), depthLimit: 2) }
  }

  @Test func `what is written reads back as the same`() throws {
    let value: JSON = [
      "name": "loss \"ü\"\u{1}\u{7F}\u{2028}", "none": .null, "is": [true, false],
      "whole": [.whole(.min), .whole(.max), 0],
      "numbers": .list(
        [0.1, -1e-7, 1e16, 3.14, 1 / 3, 100, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
          .map(JSON.number)),
      "": [:], "empty": [],
    ]
    let line = "\(value)"
    #expect(!line.contains("\n"))
    #expect(try read(line) == value)
    #expect("\([1, .number(1e16), ["a": "b"]] as JSON)" == #"[1,1e+16,{"a":"b"}]"#)
  }

  @Test func `a number that is not finite is null`() {
    #expect(
      "\(JSON.list([.number(.nan), .number(.infinity), .number(-.infinity)]))"
        == "[null,null,null]")
  }
}
