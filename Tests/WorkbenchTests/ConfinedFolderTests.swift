import Glibc
import Support
import TestSupport
import Testing

/// A folder that nothing is written out of, and in which nothing of others is replaced.
@Suite("Confined folders")
struct ConfinedFolderTests {
  private func text(_ path: String) -> String? {
    (try? InputFile.read(path, limit: 999)).map { String(decoding: $0, as: UTF8.self) }
  }

  private func kind(_ folder: ConfinedFolder, _ name: String) -> FileError.Kind? {
    do throws(FileError) {
      try folder.write(Array("new".utf8), to: name)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func `what was written is replaced, what others wrote or changed is not`() throws {
    try TemporaryFolder.use { base in
      let folder = ConfinedFolder(base + "/a.files")
      #expect(kind(folder, "x.svg") == nil && kind(folder, "./x.svg") == nil)
      try folder.write(Array("newer".utf8), to: "x.svg")
      #expect(text(base + "/a.files/x.svg") == "newer")
      #expect(kind(ConfinedFolder(base + "/a.files"), "x.svg") == nil)
      try AtomicFile.write(Array("mine".utf8), to: base + "/a.files/y.svg")
      #expect(kind(folder, "y.svg") == .foreign(free: "y-2.svg"))
      try AtomicFile.write(Array("edited".utf8), to: base + "/a.files/x.svg")
      #expect(kind(folder, "x.svg") == .foreign(free: "x-2.svg"))
      #expect(text(base + "/a.files/x.svg") == "edited" && text(base + "/a.files/y.svg") == "mine")
    }
  }

  @Test func `no link is followed, wherever it lies`() throws {
    try TemporaryFolder.use { base in
      try Directories.make(base + "/outside")
      try Directories.make(base + "/b.files/deep")
      try AtomicFile.write(Array("kept".utf8), to: base + "/outside/x")
      #expect(symlink("outside", base + "/a.files") == 0)
      let link = FileError.Kind.link(base + "/a.files")
      #expect(kind(ConfinedFolder(base + "/a.files"), "x") == link)
      #expect(kind(ConfinedFolder(base + "/a.files"), "new") == link)
      let folder = ConfinedFolder(base + "/b.files")
      #expect(symlink("../outside", base + "/b.files/out") == 0)
      #expect(symlink("../../outside", base + "/b.files/deep/out") == 0)
      #expect(symlink("../outside/x", base + "/b.files/x") == 0)
      #expect(symlink("../outside/none", base + "/b.files/none") == 0)
      for name in ["out/x", "out/y", "deep/out/x", "x", "none", "../outside/x", "deep/../../x"] {
        #expect(kind(folder, name) == .confined, "\(name)")
      }
      #expect(kind(folder, "/etc/x") == .confined && kind(folder, ".nabla-written") == .confined)
      #expect(kind(folder, "deep/x") == nil && kind(folder, "nowhere/x") == .notFound)
      #expect(text(base + "/outside/x") == "kept" && FolderNames.of(base + "/outside") == ["x"])
    }
  }

  @Test func `a second name of a file outside keeps its content`() throws {
    try TemporaryFolder.use { base in
      let folder = ConfinedFolder(base + "/a.files")
      #expect(kind(folder, "x") == nil)
      #expect(link(base + "/a.files/x", base + "/outside") == 0)
      try folder.write(Array("newer".utf8), to: "x")
      #expect(text(base + "/outside") == "new" && text(base + "/a.files/x") == "newer")
      try AtomicFile.write(Array("mine".utf8), to: base + "/mine")
      #expect(link(base + "/mine", base + "/a.files/y") == 0)
      #expect(kind(folder, "y") == .foreign(free: "y-2"))
    }
  }
}

private enum FolderNames {
  static func of(_ path: String) -> [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
