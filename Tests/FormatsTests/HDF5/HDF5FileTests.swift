import Formats
import Support
import TestSupport
import Testing

@Suite("Files of HDF5")
struct HDF5FileTests {
  private static func fixture(_ name: String) throws -> [UInt8] {
    try InputFile.read(
      SourceFiles.root() + "/Tests/FormatsTests/Fixtures/hdf5/\(name).h5", limit: 1 << 20)
  }

  private static var written: HDF5Group {
    var root = HDF5Group(notes: [
      ("short", .text("é")), ("long", .text(String(repeating: "abc", count: 3_000))),
      ("empty", .text("")), ("names", .texts(["kernel", "b"])), ("none", .texts([])),
    ])
    root.add(
      NumPyArray([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3]),
      at: ["layers", "dense", "vars", "0"])
    root.add(NumPyArray([-0.5] as [Double], shape: []), at: ["layers", "dense", "vars", "1"])
    root.add(NumPyArray([] as [Float], shape: [0, 3]), at: ["layers", "empty"])
    for index in 0..<40 {
      root.add(NumPyArray([Float(index)], shape: [1]), at: ["many", "group_\(index)", "0"])
    }
    return root
  }

  /// Everything that a file holds: each array and each text.
  private func walk(_ bytes: [UInt8]) throws -> Int {
    let file = try HDF5File(bytes)
    var count = 0
    var visited: Set<HDF5File.Object> = []
    var rest = [file.root]
    while let object = rest.popLast(), visited.insert(object).inserted {
      for name in try file.attributes(of: object) {
        count += try file.texts(name, of: object)?.count ?? 0
      }
      if try file.isGroup(object) {
        rest += try file.members(of: object).map(\.object)
      } else {
        count += try file.array(object).count
      }
    }
    return count
  }

  @Test func `what was written is read, and equal content gives equal bytes`() throws {
    let bytes = HDF5Writer.bytes(of: Self.written)
    #expect(bytes == HDF5Writer.bytes(of: Self.written))
    let file = try HDF5File(bytes)
    #expect(try file.texts("short", of: file.root) == ["é"])
    #expect(try file.texts("long", of: file.root)?.first?.count == 9_000)
    #expect(try file.texts("empty", of: file.root) == [""])
    #expect(try file.texts("names", of: file.root) == ["kernel", "b"])
    #expect(try file.texts("none", of: file.root) == [])
    #expect(try file.texts("other", of: file.root) == nil)
    let kernel = try #require(try file.object(at: ["layers", "dense", "vars", "0"]))
    #expect(try file.array(kernel).floats == [1, 2, 3, 4, 5, 6])
    #expect(try file.shape(of: kernel) == [2, 3])
    let bias = try #require(try file.object(at: ["layers", "dense", "vars", "1"]))
    #expect(try file.array(bias).numbers() == [-0.5])
    let many = try #require(try file.object(at: ["many"]))
    #expect(try file.members(of: many).count == 40)
    #expect(try file.object(at: ["layers", "other"]) == nil)
    let empty = try #require(try file.object(at: ["layers", "empty"]))
    #expect(try file.array(empty).shape == [0, 3])
  }

  @Test func `types, orders of bytes, pieces and packing of h5py are read`() throws {
    let file = try HDF5File(Self.fixture("kinds"))
    let types = try #require(try file.object(at: ["types"]))
    let members = try file.members(of: types)
    #expect(members.count == 7)
    for (name, object) in members {
      let array = try file.array(object)
      #expect(array.shape == [2, 3], "\(name)")
      #expect(try array.numbers() == [0, 1, 2, 3, 4, 5], "\(name)")
    }
    let packed = try file.array(try #require(try file.object(at: ["packed"])))
    #expect(packed.shape == [5, 7])
    #expect(packed.floats == (0..<35).map { Float($0) })
    let pieces = try file.array(try #require(try file.object(at: ["pieces"])))
    #expect(try pieces.numbers() == (0..<10).map { Double($0) })
    #expect(
      try file.texts("model_config", of: file.root)?.first?.hasPrefix("{\"name\": \"é\"}") == true)
    #expect(try file.texts("names", of: file.root) == ["one", "three"])
    #expect(try file.texts("words", of: file.root) == ["kernel", "bias"])
    #expect(try file.texts("nothing", of: file.root) == [])
    let groups = try #require(try file.object(at: ["groups"]))
    #expect(try file.members(of: groups).map(\.name) == (0..<9).map { "g0\($0)" })
  }

  @Test func `groups and headers of the newer layout are read`() throws {
    let file = try HDF5File(Self.fixture("new"))
    let array = try #require(try file.object(at: ["a", "b", "0"]))
    #expect(try file.array(array).floats == [0, 1, 2, 3])
    let group = try #require(try file.object(at: ["a"]))
    #expect(try file.texts("weight_names", of: group) == ["b/0"])
  }

  @Test func `links to other files, types of users and other filters are refused`() throws {
    let links = try HDF5File(Self.fixture("links"))
    #expect(throws: FormatError.self) { try links.members(of: links.root) }
    let strange = try HDF5File(Self.fixture("strange"))
    for name in ["records", "words", "filtered", "typed"] {
      let object = try #require(try strange.object(at: [name]), "\(name)")
      #expect(throws: FormatError.self, "\(name)") { try strange.array(object) }
    }
  }

  @Test(arguments: ["kinds", "new", ""])
  func `a file that is cut anywhere is an error`(name: String) throws {
    let bytes = name.isEmpty ? HDF5Writer.bytes(of: Self.written) : try Self.fixture(name)
    #expect(try walk(bytes) > 0)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: FormatError.self) { try walk(Array(bytes[..<count])) }
    }
  }

  @Test(arguments: ["kinds", "new", ""])
  func `flipped bytes end in an error or other content`(name: String) throws {
    let bytes = name.isEmpty ? HDF5Writer.bytes(of: Self.written) : try Self.fixture(name)
    var state: UInt64 = 11
    for _ in 0..<4_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var other = bytes
      other[Int(state >> 33) % bytes.count] ^= UInt8(1 << (state >> 20 & 7))
      _ = try? walk(other)
    }
  }

  @Test func `a stored archive is read again, its first name known`() throws {
    let bytes = try ZIPWriter.bytes(of: [
      ("metadata.json", Array("{}".utf8)), ("a/b", []), ("c", [1, 2, 3]),
    ])
    let archive = try ZIP(bytes)
    #expect(archive.members.map(\.name) == ["metadata.json", "a/b", "c"])
    #expect(try archive.content(of: "c") == [1, 2, 3])
    #expect(ZIP.firstName(bytes[...]) == "metadata.json" && ZIP.isKerasModel(bytes[...]))
    #expect(ZIP.firstName(bytes[..<40]) == nil)
  }
}
