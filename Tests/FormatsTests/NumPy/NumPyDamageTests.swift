import Formats
import Testing

@Suite struct NumPyDamageTests {
  @Test func `every truncation and every extra byte is told`() throws {
    for name in ["float32.npy", "version2.npy", "big-int16.npy"] {
      let file = try FixtureTable.bytes("numpy/\(name)")
      for count in 0..<file.count {
        #expect(throws: FormatError.self) { try NumPyFile.read(Array(file[..<count])) }
      }
      #expect(throws: FormatError.self) { try NumPyFile.read(file + [0]) }
    }
    for name in ["stored.npz", "deflated.npz"] {
      let file = try FixtureTable.bytes("numpy/\(name)")
      for count in 0..<file.count {
        #expect(throws: FormatError.self) { try NPZFile(Array(file[..<count])) }
      }
    }
  }

  @Test func `headers that lie or say something else are refused`() {
    let literals = [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 99999999999999999999)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4611686018427387904, 8)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
      "{'descr': '<f4', 'fortran_order': 0, 'shape': ()}",
      "{'descr': '<f4', 'fortran_order': False}",
      "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}",
      "{'descr': __import__('os'), 'fortran_order': False, 'shape': ()}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': ()} + {}", "{", "", "[]", "{'descr",
      "{'descr': '<f3', 'fortran_order': False, 'shape': ()}",
      "{'descr': '<U4', 'fortran_order': False, 'shape': ()}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(String(repeating: "1,", count: 33)))}",
    ]
    for literal in literals {
      let file =
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(literal.utf8.count), 0] + literal.utf8
        + [0, 0, 0, 0]
      #expect(throws: FormatError.self, "\(literal)") { try NumPyFile.read(file) }
    }
    let long: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(throws: FormatError.self) { try NumPyHeader(long) }
  }

  @Test func `damaged headers give an array of their length, or are told`() throws {
    var damage = Damage(seed: 4)
    for name in ["float32.npy", "fortran.npy", "big-float64.npy", "version2.npy", "bool.npy"] {
      let file = try FixtureTable.bytes("numpy/\(name)")
      for _ in 0..<4_000 {
        let bytes = damage.mutate(file, within: 128)
        guard let array = try? NumPyFile.read(bytes) else { continue }
        #expect(array.floats.count == array.shape.reduce(1, *))
      }
    }
  }

  @Test func `damaged archives give arrays, or are told`() throws {
    var damage = Damage(seed: 5)
    var readable = 0
    for name in ["stored.npz", "deflated.npz"] {
      let file = try FixtureTable.bytes("numpy/\(name)")
      for _ in 0..<5_000 {
        guard let archive = try? NPZFile(damage.mutate(file)) else { continue }
        for name in archive.names where (try? archive.array(named: name)) != nil { readable += 1 }
      }
    }
    #expect(readable > 0)
  }
}
