import Glibc
import Support
import Testing
import TestSupport
import Workbench

@testable import Kernel

/// The folder in which Jupyter finds the kernel.
@Suite("Installing the kernel")
struct InstallationTests {
  @Test func `what is installed names the program, and is removed whole`() throws {
    try TemporaryFolder.use { folder in
      let place = KernelFolder(prefix: folder)
      #expect(place.path == folder + "/share/jupyter/kernels/nabla")
      #expect(throws: KernelProblem.notInstalled(path: place.path)) { try place.remove() }
      try place.install(program: "/opt/bin/nabla-kernel")
      #expect(place.program == "/opt/bin/nabla-kernel")
      let file = try JSON.read(try InputFile.read(place.path + "/kernel.json", limit: 1 << 16))
      #expect(file["argv"] == ["/opt/bin/nabla-kernel", "{connection_file}"])
      #expect(file["interrupt_mode"] == "message")
      // A newer one takes its place.
      try place.install(program: "/usr/bin/nabla-kernel")
      #expect(place.program == "/usr/bin/nabla-kernel")
      try place.remove()
      #expect(!InputFile.exists(place.path))
      #expect(InputFile.exists(folder + "/share/jupyter/kernels"))
    }
  }

  @Test func `the kernel is found beside the program, and beside a link to it`() throws {
    try TemporaryFolder.use { folder in
      let real = try #require(RealPath.of(folder))
      for name in ["lib", "bin"] { try Directories.make("\(real)/\(name)") }
      try AtomicFile.write([1], to: "\(real)/lib/nabla")
      #expect(symlink("\(real)/lib/nabla", "\(real)/bin/nabla") == 0)
      func path(called: String) throws -> String {
        try KernelProgram.path(
          called: called, searched: "/nowhere:\(real)/bin", own: "\(real)/lib/nabla")
      }
      let missing = KernelProblem.noProgram(path: "\(real)/lib/nabla-kernel")
      #expect(throws: missing) { try path(called: "nabla") }
      try AtomicFile.write([2], to: "\(real)/bin/nabla-kernel")
      for called in ["nabla", "\(real)/bin/nabla"] {
        #expect(try path(called: called) == "\(real)/bin/nabla-kernel")
      }
      #expect(throws: missing) { try path(called: "other") }
      try AtomicFile.write([3], to: "\(real)/lib/nabla-kernel")
      #expect(try path(called: "nabla") == "\(real)/lib/nabla-kernel")
    }
  }

  @Test func `what others have installed stays`() throws {
    try TemporaryFolder.use { folder in
      let place = KernelFolder(prefix: folder)
      try Directories.make(place.path)
      try AtomicFile.write(Array("{\"argv\": [\"other\"]}".utf8), to: place.path + "/kernel.json")
      let foreign = KernelProblem.foreignKernel(path: place.path)
      #expect(throws: foreign) { try place.install(program: "/bin/x") }
      #expect(throws: foreign) { try place.remove() }
    }
  }

  @Test func `a folder that cannot be written is told`() throws {
    let problem = #expect(throws: KernelProblem.self) {
      try KernelFolder(prefix: "/proc/nothing").install(program: "/bin/x")
    }
    #expect(problem?.diagnostic.code == "E0682")
  }
}
