import Glibc
import Support
import Testing

@Suite struct FileTests {
  private let folder = ScratchFolder()

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `a file is replaced whole and keeps its mode`() throws {
    let path = folder.path + "/a"
    try AtomicFile.write(Array("old".utf8), to: path)
    chmod(path, 0o600)
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(try InputFile.read(path, limit: 10) == Array("new".utf8))
    #expect(mode(path) == 0o600)
    #expect(folder.names() == ["a"])
  }

  @Test func `a new private file is readable by its owner alone`() throws {
    try AtomicFile.write([], to: folder.path + "/key", permissions: 0o600)
    #expect(mode(folder.path + "/key") == 0o600)
  }

  @Test func `a symbolic link keeps pointing where it did`() throws {
    let path = folder.path + "/target"
    try AtomicFile.write([1], to: path)
    symlink("target", folder.path + "/link")
    try AtomicFile.write([2], to: folder.path + "/link")
    #expect(try InputFile.read(path, limit: 10) == [2])
    var status = stat()
    lstat(folder.path + "/link", &status)
    #expect(status.st_mode & UInt32(S_IFMT) == UInt32(S_IFLNK))
  }

  @Test func `a link to nothing makes the file it promises`() throws {
    symlink("later", folder.path + "/link")
    try AtomicFile.write([3], to: folder.path + "/link")
    #expect(folder.names() == ["later", "link"])
  }

  @Test func `a full disk is told and leaves nothing behind`() {
    #expect { try AtomicFile.write([1], to: "/dev/full") } throws: {
      ($0 as? FileError)?.kind == .diskFull
    }
    let full = StandardStream(descriptor: open("/dev/full", O_WRONLY), name: "test")
    defer { close(full.descriptor) }
    #expect { try full.write("text") } throws: { ($0 as? FileError)?.kind == .diskFull }
  }

  @Test func `a refused write leaves the other files alone`() throws {
    let path = folder.path + "/a"
    try AtomicFile.write(Array("old".utf8), to: path)
    #expect { try AtomicFile.write([1], to: folder.path + "/none/a") } throws: {
      ($0 as? FileError)?.kind == .notFound
    }
    #expect { try AtomicFile.write([1], to: folder.path) } throws: {
      ($0 as? FileError)?.kind == .isDirectory
    }
    #expect(try InputFile.read(path, limit: 10) == Array("old".utf8))
  }

  @Test func `what cannot be read is refused with its reason`() throws {
    let path = folder.path + "/long"
    try AtomicFile.write([UInt8](repeating: 0, count: 11), to: path)
    let cases: [(String, FileError.Kind)] = [
      (folder.path + "/none", .notFound), (folder.path, .isDirectory),
      (path, .tooLarge(limit: 10)), ("/dev/zero", .notAFile), ("/dev/null", .notAFile),
      ("", .badName),
      ("a\0b", .badName), (path + "/x", .notDirectory),
    ]
    for (path, kind) in cases {
      #expect { try InputFile.read(path, limit: 10) } throws: { ($0 as? FileError)?.kind == kind }
    }
  }

  @Test func `a pipe where a file is expected is refused at once, for reading and for writing`() {
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    for takesStreams in [false, true] {
      #expect {
        try InputFile.read(path, limit: 10, takesStreams: takesStreams)
      } throws: {
        ($0 as? FileError)?.reason == "It is a pipe (FIFO), not a file"
      }
    }
    #expect { try AtomicFile.write([1], to: path) } throws: {
      ($0 as? FileError)?.kind == .notAFile
    }
  }

  @Test func `an interrupted write leaves the old file as it was`() throws {
    let path = folder.path + "/kept"
    try AtomicFile.write([1, 2], to: path)
    Interrupt.feeding(every: 0, { true }) {
      // What is one piece is written before anybody could wait for it.
      let large = [UInt8](repeating: 3, count: 9 << 20)
      #expect(throws: FileError.self) { try AtomicFile.write(large, to: path) }
      #expect(throws: FileError.self) { try InputFile.read(path, limit: 10) }
    }
    #expect(try InputFile.read(path, limit: 10) == [1, 2])
    #expect(folder.names() == ["kept"])
  }

  @Test func `temporary files of dead programs are swept`() throws {
    try AtomicFile.write([], to: folder.path + "/.nabla-999999999-0.tmp")
    try AtomicFile.write([], to: folder.path + "/.nabla-\(getpid())-7.tmp")
    try AtomicFile.write([], to: folder.path + "/kept.tmp")
    AtomicFile.sweep(folder.path)
    #expect(folder.names() == [".nabla-\(getpid())-7.tmp", "kept.tmp"])
  }

  @Test func `a folder is made with its parents, for its owner alone`() throws {
    try Directories.make(folder.path + "/a/b")
    try Directories.make(folder.path + "/a/b")
    #expect(mode(folder.path + "/a") == 0o700)
    try AtomicFile.write([], to: folder.path + "/file")
    #expect(throws: FileError.self) { try Directories.make(folder.path + "/file") }
    rmdir(folder.path + "/a/b")
  }

  @Test func `a closed pipe is told`() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    close(ends[0])
    signal(SIGPIPE, SIG_IGN)
    let stream = StandardStream(descriptor: ends[1], name: "test")
    #expect { try stream.write("text") } throws: { ($0 as? FileError)?.kind == .closedPipe }
    close(ends[1])
  }

  @Test func `pieces of a file are read where they lie, and one that became shorter is told`()
    throws
  {
    let path = folder.path + "/w"
    try AtomicFile.write([0, 1, 2, 3, 4, 5], to: path)
    let file = try PlacedFile(path)
    #expect(file.byteCount == 6)
    #expect(try file.read(2..<5) == [2, 3, 4])
    #expect(try file.read(3..<3) == [])
    truncate(path, 4)
    #expect(try file.read(0..<4) == [0, 1, 2, 3])
    let error = #expect(throws: FileError.self) { try file.read(2..<6) }
    #expect(error?.reason == "It became shorter while it was read")
  }

  @Test func `folders and pipes are not read in pieces`() throws {
    mkfifo(folder.path + "/pipe", 0o600)
    for name in ["", "/pipe", "/none", "/a\0b"] {
      #expect(throws: FileError.self) { try PlacedFile(folder.path + name) }
    }
  }
}
