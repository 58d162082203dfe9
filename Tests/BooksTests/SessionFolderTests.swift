import Books
import Glibc
import Support
import TestSupport
import Testing
import Workbench

@Suite struct SessionFolderTests {
  private func folder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.use { root in
      for name in ["b", "b/c", "a"] { mkdir(root + "/" + name, 0o755) }
      for name in ["b.nabla.md", "b/c/z.nabla.md", "a/x.nabla.md", "a/notes.md"] {
        try AtomicFile.write([], to: root + "/" + name)
      }
      try body(root)
    }
  }

  @Test func `sessions below a folder come in the order of their names`() throws {
    try folder { root in
      let found = try SessionFiles.sessions(at: root).map { $0.dropFirst(root.count + 1) }
      #expect(found == ["a/x.nabla.md", "b/c/z.nabla.md", "b.nabla.md"])
    }
  }

  @Test func `links to folders are not followed, so that none is met twice`() throws {
    try folder { root in
      symlink(root, root + "/a/again")
      let found = try SessionFiles.sessions(at: root)
      #expect(found.count == 3)
    }
  }

  @Test func `a folder with too many others is refused, whatever it holds`() throws {
    try folder { root in
      #expect(throws: SessionFileError.tooManyFolders(folder: root, limit: 3)) {
        try SessionFiles.sessions(at: root, folderLimit: 3)
      }
      let found = try SessionFiles.sessions(at: root, folderLimit: 4)
      #expect(found.count == 3)
    }
  }
}
