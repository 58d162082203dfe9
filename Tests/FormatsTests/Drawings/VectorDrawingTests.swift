import Formats
import Glibc
import Testing

private let hasLibrary =
  (try? VectorDrawing(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>").pixels(width: 1, height: 1))
  != nil

/// Vector pictures as pixels and pages, looked at by others: our own reader of PNG, which is another library, and the form
/// of PDF.
@Suite(.enabled(if: hasLibrary, "the machine lacks librsvg2-2"))
struct VectorDrawingTests {
  /// A red square in the upper left corner of a blue page.
  private static let svg = """
    <svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10">
    <rect width="20" height="10" fill="#0000ff"/><rect width="5" height="5" fill="#ff0000"/></svg>
    """
  private static let facts = VectorDrawing.Facts(title: "Größe (a)", description: "Two, squares\\.")

  @Test func `pixels have the colours and the places of the picture`() throws {
    let pixels = try VectorDrawing(svg: Self.svg).pixels(width: 40, height: 20)
    #expect(pixels.count == 40 * 20 * 3)
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
      Array(pixels[(y * 40 + x) * 3..<(y * 40 + x) * 3 + 3])
    }
    #expect(pixel(1, 1) == [255, 0, 0] && pixel(8, 8) == [255, 0, 0])
    #expect(pixel(12, 1) == [0, 0, 255] && pixel(39, 19) == [0, 0, 255])
  }

  @Test func `PNG reads back, with its title and what it shows`() throws {
    let bytes = try VectorDrawing(svg: Self.svg).png(width: 40, height: 20, Self.facts)
    let picture = try PictureFile.read(bytes)
    #expect(picture.size.width == 40 && picture.size.height == 20 && picture.size.channels == 3)
    #expect(Array(picture.pixels[0..<3]) == [255, 0, 0])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("Title\0\0\0\0\0Größe (a)") && text.contains("Two, squares\\."))
    #expect(try VectorDrawing(svg: Self.svg).png(width: 40, height: 20, Self.facts) == bytes)
  }

  @Test func `PDF is a page of the size of the picture, the same each time`() throws {
    let bytes = try VectorDrawing(svg: Self.svg).pdf(width: 400, height: 200, Self.facts)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.") && text.contains("%%EOF"))
    #expect(text.contains("[ 0 0 300 150 ]") && text.contains("/Title"))
    #expect(!text.contains("CreationDate"))
    #expect(try VectorDrawing(svg: Self.svg).pdf(width: 400, height: 200, Self.facts) == bytes)
  }

  @Test(arguments: ["", "<svg", "no picture", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"])
  func `what is no picture is refused in words`(text: String) {
    #expect {
      _ = try VectorDrawing(svg: text).pixels(width: 10, height: 10)
    } throws: { error in
      if case .failed(let reason)? = error as? DrawingError { !reason.isEmpty } else { false }
    }
  }

  @Test(arguments: [(0, 1), (1, 0), (-5, 5), (16_001, 5), (.max, .max)])
  func `sizes that nobody can draw are refused`(size: (Int, Int)) {
    #expect(throws: DrawingError.self) {
      try VectorDrawing(svg: Self.svg).pixels(width: size.0, height: size.1)
    }
  }

  @Test func `sixels begin and end as a terminal wants them, and refuse pixels of another count`()
    throws
  {
    guard dlopen("libsixel.so.1", RTLD_NOW) != nil else { return }
    let pixels = try VectorDrawing(svg: Self.svg).pixels(width: 40, height: 20)
    let bytes = try SixelPicture.bytes(pixels, width: 40, height: 20)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}P") && text.hasSuffix("\u{1B}\\"))
    // The raster's size, and two colours: the library keeps their upper bits.
    #expect(text.contains("\"1;1;40;20") && text.contains("#0;2;") && text.contains("#1;2;"))
    #expect(throws: DrawingError.self) { try SixelPicture.bytes(pixels, width: 41, height: 20) }
    #expect(throws: DrawingError.self) { try SixelPicture.bytes([], width: 0, height: 0) }
  }
}
