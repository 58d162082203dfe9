import Formats
import Support
import Testing

@Suite struct SoundFileTests {
  private static let small = [
    "float.wav", "pcm_16.aiff", "pcm_16.flac", "pcm_16.wav", "pcm_24.wav", "pcm_u8.wav",
    "vorbis.ogg",
  ]

  private static func check(_ line: [String], _ bytes: [UInt8]) throws {
    let sound = try SoundFile.read(bytes)
    let size = try SoundFile.size(of: bytes)
    #expect(size.rate == sound.rate && size.channels == sound.channels)
    #expect(size.frameCount == sound.frameCount && size.byteCount == 4 * sound.samples.count)
    #expect(
      "\(sound.rate) \(sound.channels) \(sound.frameCount)" == line[2...4].joined(separator: " "))
    #expect(SHA256.hexadecimal(sound.samples.withUnsafeBytes { Array($0) }) == line[5], "\(line)")
  }

  @Test func `small sounds of each kind are what another program reads`() throws {
    for line in try FixtureTable.lines("sounds.txt")
    where line[0] == "file" && !line[1].contains("/") {
      try Self.check(line, FixtureTable.bytes("sounds/\(line[1])"))
    }
  }

  @Test func `a packed sound is nearly what another version of its library reads`() throws {
    let line = try #require(FixtureTable.lines("sounds.txt").first { $0[0] == "vorbis" })
    let sound = try SoundFile.read(FixtureTable.bytes("sounds/vorbis.ogg"))
    #expect(sound.rate == 8000 && sound.channels == 1 && String(sound.frameCount) == line[1])
    let expected = line.dropFirst(2).compactMap(Float.init)
    #expect(expected.count == 64)
    #expect(zip(sound.samples[1000...], expected).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `the sounds of other programs are read, and strange ones end nothing`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    var count = 0
    for line in try FixtureTable.lines("sounds.txt")
    where line[0] == "file" && line[1].contains("/") {
      try Self.check(line, InputFile.read("\(root)/\(line[1])", limit: 1 << 20))
      count += 1
    }
    #expect(count == 16)
    for name in [
      "crash-24728523ef4be15c838293b676f6853e73723bf4",
      "crash-b8447179832529c48f9c6bf17feab6337bbc78ea",
      "crash-cbd757427cea12bd8a21f86cd8cf74d98ce56bee",
      "crash-e5471f5b58397287b509db7d026e95f1724454f5",
      "crash-e879de4eb4d206c59e21f0e01def16457af80fdc",
      "oom-48ae4cd061ff8578ad3f23dc87624bd365cf5216",
    ] {
      let bytes = try InputFile.read("\(root)/wav-hound/fuzz/\(name).wav", limit: 1 << 20)
      #expect(throws: FormatError.self, "\(name)") { try SoundFile.read(bytes) }
    }
  }

  @Test func `every truncation is told`() throws {
    for name in Self.small {
      let file = try FixtureTable.bytes("sounds/\(name)")
      for count in 0..<file.count {
        #expect(throws: FormatError.self, "\(name) \(count)") {
          try SoundFile.read(Array(file[..<count]))
        }
      }
    }
    #expect(throws: FormatError.self) { try SoundFile.read(Array("ID3 no sound".utf8)) }
  }

  @Test func `no bit of an Ogg file is passed over`() throws {
    let file = try FixtureTable.bytes("sounds/vorbis.ogg")
    for place in file.indices {
      var damaged = file
      damaged[place] ^= 0x10
      #expect(throws: FormatError.self) { try SoundFile.read(damaged) }
    }
  }

  @Test func `a claim of gigabytes is refused`() throws {
    var file = try FixtureTable.bytes("sounds/pcm_16.flac")
    // The count of samples lies in the last 36 bits before the digest.
    file.replaceSubrange(22..<26, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: FormatError.self) { try SoundFile.read(file) }
    #expect(try SoundFile.size(of: file).frameCount > 1 << 31)
  }

  @Test func `damaged files give a sound of its length, or are told`() throws {
    var damage = Damage(seed: 6)
    for name in Self.small {
      let file = try FixtureTable.bytes("sounds/\(name)")
      for _ in 0..<1_500 {
        guard let sound = try? SoundFile.read(damage.mutate(file)) else { continue }
        #expect(sound.samples.count == sound.frameCount * sound.channels)
        #expect(sound.samples.count < 1 << 20)
      }
    }
  }
}
