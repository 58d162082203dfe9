import Data
import Support
import TestSupport
import Testing

@Suite("Files in data folders")
struct DataFolderTests {
  @Test
  func `a file that is not where the session is comes from the first data folder that has it`()
    throws
  {
    try TemporaryFolder.use { folder in
      for name in ["session/deep", "first", "second"] { try Directories.make(folder + "/" + name) }
      func put(_ text: String, _ place: String) throws {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + place)
      }
      func characters(_ name: String) throws -> [String]? {
        let context = DataContext(
          directories: [folder + "/first", folder + "/second"],
          resolve: { name throws(FileError) in
            name.hasPrefix("/") ? name : folder + "/session/deep/" + name
          })
        let data = try DataPipeline.load(
          line("text", .text(name)), [line("chars", .number(2))], context)
        return data.train.inputs[0].vocabulary?.texts
      }
      try put("abab", "second/a.txt")
      #expect(try characters("a.txt") == ["a", "b"])
      try put("cdcd", "first/a.txt")
      #expect(try characters("a.txt") == ["c", "d"])
      try put("efef", "session/deep/a.txt")
      #expect(try characters("a.txt") == ["e", "f"])
      // No way out of a folder, and no second meaning of a whole path.
      try put("ghgh", "outside.txt")
      #expect(throws: DataError.self) { try characters("../outside.txt") }
      #expect(throws: DataError.self) { try characters("/a.txt") }
    }
  }
}
