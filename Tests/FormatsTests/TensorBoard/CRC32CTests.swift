import Formats
import Testing

@Suite struct CRC32CTests {
  @Test func `the examples of RFC 3720 have the sums that stand there`() {
    #expect(CRC32C.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.of([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.of((0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(CRC32C.of((0..<32).reversed().map { UInt8($0) }) == 0x113F_DB5C)
    #expect(CRC32C.of("123456789".utf8) == 0xE306_9283)
    #expect(CRC32C.of([]) == 0)
  }

  @Test func `a mask turns the sum and adds a constant`() {
    // (0 turned) + 0xA282EAD8
    #expect(CRC32C.masked([]) == 0xA282_EAD8)
    let sum: UInt32 = 0xE306_9283
    #expect(CRC32C.masked("123456789".utf8) == (sum >> 15 | sum << 17) &+ 0xA282_EAD8)
  }
}
