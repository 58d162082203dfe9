import Formats
import Support
import TestSupport
import Testing

@Suite struct PictureTests {
  private static func pattern(channels: Int) -> Picture {
    let numbers = MixedNumbers(seed: UInt32(channels), low: 0, high: 256)
    return Picture(
      width: 23, height: 17, channels: channels,
      pixels: numbers.numbers(count: 23 * 17 * channels).map {
        UInt8(exactly: $0.rounded(.down)) ?? 0
      })
  }

  @Test func `a picture in another size is Pillow's, but for the order of rounding`() throws {
    for line in try FixtureTable.lines("pictures.txt") where line[0].hasPrefix("pattern") {
      let channels = try #require(Int(line[0].suffix(1)))
      let picture = Self.pattern(channels: channels)
      if line[1] == "L" {
        #expect(SHA256.hexadecimal(picture.grey.pixels) == line[2])
      } else {
        let extents = line[1].split(separator: "x").compactMap { Int($0) }
        let resized = picture.resized(width: extents[0], height: extents[1])
        guard line[2] == "near" else {
          #expect(SHA256.hexadecimal(resized.pixels) == line[2], "\(line)")
          continue
        }
        let digits = Array(line[3])
        let expected = stride(from: 0, to: digits.count, by: 2).map {
          Int(String(digits[$0...$0 + 1]), radix: 16) ?? 0
        }
        #expect(resized.pixels.count == expected.count)
        #expect(zip(resized.pixels, expected).allSatisfy { abs(Int($0) - $1) <= 1 })
      }
    }
  }

  @Test func `channels become others, and alpha is left out or full`() {
    let pixels: [UInt8] = [255, 0, 0, 9, 0, 255, 0, 8, 0, 0, 255, 7, 255, 255, 255, 0]
    let picture = Picture(width: 2, height: 2, channels: 4, pixels: pixels)
    #expect(picture.grey.pixels == [76, 150, 29, 255])
    #expect(picture.rgb.pixels == [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
    #expect(picture.rgba == picture)
    #expect(picture.grey.rgb.pixels.prefix(3) == [76, 76, 76])
    let veiled = Picture(width: 1, height: 1, channels: 2, pixels: [7, 3])
    #expect(veiled.rgba.pixels == [7, 7, 7, 3])
    #expect(veiled.grey.pixels == [7])
    #expect(veiled.rgb.rgba.pixels == [7, 7, 7, 255])
  }

  @Test func `the middle is cut out`() {
    let picture = Picture(width: 4, height: 3, channels: 1, pixels: Array(0..<12))
    #expect(picture.centreCropped(width: 2, height: 1).pixels == [5, 6])
    #expect(picture.centreCropped(width: 3, height: 2).pixels == [0, 1, 2, 4, 5, 6])
    #expect(picture.centreCropped(width: 9, height: 0).pixels == [4, 5, 6, 7])
  }

  @Test func `an interrupt ends the work on a picture`() {
    let picture = Picture(
      width: 1000, height: 1000, channels: 1, pixels: [UInt8](repeating: 7, count: 1_000_000))
    Interrupt.feeding(every: 0) {
      true
    } _: {
      #expect(picture.resized(width: 3000, height: 3000).pixels.count == 9_000_000)
      #expect(picture.rgb.pixels.count == 3_000_000)
    }
  }
}
