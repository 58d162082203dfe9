import Formats
import Support
import Testing

@Suite struct CIFARTests {
  private static func record(_ labels: [UInt8]) -> [UInt8] {
    labels + (0..<3072).map { UInt8(truncatingIfNeeded: $0 / 1024 * 100 + $0 % 1024 % 90) }
  }

  @Test func `labels stand before channels, which become pixels`() throws {
    let ten = try CIFAR.read(Self.record([3]) + Self.record([9]))
    #expect(ten.variant == .ten && ten.count == 2)
    #expect(ten.labels == [[3, 9]])
    #expect(ten.pixels.count == 6144)
    #expect(ten.pixels.prefix(6) == [0, 100, 200, 1, 101, 201])
    #expect(ten.pixels[3069...3077] == [33, 133, 233, 0, 100, 200, 1, 101, 201])
    let hundred = try CIFAR.read(Self.record([19, 99]))
    #expect(hundred.variant == .hundred)
    #expect(hundred.labels == [[19], [99]])
    #expect(hundred.pixels == Array(ten.pixels.prefix(3072)))
  }

  @Test func `other lengths and impossible labels are refused`() {
    let file = Self.record([3])
    for count in stride(from: 0, to: file.count, by: 97) {
      #expect(throws: FormatError.self) { try CIFAR.read(Array(file[..<count])) }
    }
    #expect(throws: FormatError.self) { try CIFAR.read(Self.record([10])) }
    #expect(throws: FormatError.self) { try CIFAR.read(Self.record([0, 100])) }
    #expect(
      throws: FormatError(
        format: "CIFAR", .offset(3073), expected: "a label from 0 to 9", found: "200")
    ) { try CIFAR.read(file + Self.record([200])) }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `pictures of the data set are those of its PNG files`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let train = try CIFAR.read(InputFile.read("\(root)/cifar10-dev/train_1000.bin", limit: 1 << 24))
    let test = try CIFAR.read(InputFile.read("\(root)/cifar10-dev/test_200.bin", limit: 1 << 24))
    #expect(train.count == 1000 && test.count == 200)
    #expect(Set(train.labels[0]).count == 10)
    for (number, label, name) in [(29, 0, "airplane/0029"), (4, 1, "automobile/0004")] {
      let png = try InputFile.read("\(root)/cifar10-dev/png/\(name).png", limit: 1 << 20)
      let pixels = train.pixels[number * 3072..<(number + 1) * 3072]
      #expect(try PictureFile.read(png).pixels == Array(pixels))
      #expect(train.labels[0][number] == label)
    }
  }
}
