import Testing

@testable import Serving

/// Files in requests (RFC 4648).
@Suite struct Base64BytesTests {
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
    ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("data:image/png;base64,Zm9v", "foo"),
  ])
  func `the examples of the standard are read`(text: String, expected: String) {
    #expect(Base64Bytes.read(text) == Array(expected.utf8))
  }

  @Test(arguments: [
    "Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm8=Zm8=", "Z g=", "Zm9v\n", "Zm9-",
    "é===",
    "data:image/png,Zm9v", "data:Zm9v",
  ])
  func `whatever is not exactly of the form is refused`(text: String) {
    #expect(Base64Bytes.read(text) == nil)
  }
}
