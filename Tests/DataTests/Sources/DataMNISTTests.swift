import Engine
import Formats
import Glibc
import Data
import Support
import Testing

@Suite struct DataMNISTTests {
  /// Holds `mnist/` with 400 and 100 images of the built-in digits.
  private let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    + "/FormatsTests/Fixtures"

  @Test func `the four files are found below the data folder`() throws {
    let context = DataContext(directories: ["/nonexistent", fixtures])
    let data = try DataPipeline.load(line("mnist"), [], context)
    #expect(data.x.shape == [400, 28, 28])
    #expect(data.x.dtype == .float32)
    #expect(data.test?.x.shape == [100, 28, 28])
    #expect(data.provenance == fixtures + "/mnist")
    let ready = try DataPipeline.load(
      line("mnist"), [line("rescale", .number(1.0 / 255)), line("reshape", .number(784))], context)
    #expect(
      ready.shown(as: "d").split(separator: "\n").prefix(4) == [
        "data d: mnist",
        "  split    samples  x                 y",
        "  train        400  [784] float 0..1  int 0..9",
        "  test         100  [784] float 0..1  int 0..9",
      ])
  }

  @Test func `the files hold what the renderer draws`() throws {
    let files = try DataPipeline.load(line("mnist"), [], DataContext(directories: [fixtures]))
    let drawn = try DataPipeline.load(
      line("digits"), [line("take", .number(400), named: [("test", .number(100))])])
    #expect(files.digest == drawn.digest)
  }

  @Test func `damaged files and files that do not belong together are told by name`() throws {
    var template = Array("/tmp/nabla-mnist-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let names = [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ]
    defer {
      for name in names { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    let images = IDX.write(IDXArray(shape: [2, 2, 2], bytes: [1, 2, 3, 4, 5, 6, 7, 8]))
    let labels = IDX.write(IDXArray(shape: [2], bytes: [0, 1]))
    func load(_ files: [[UInt8]]) throws -> Dataset {
      for (name, bytes) in zip(names, files) {
        try AtomicFile.write(bytes, to: folder + "/" + name)
      }
      return try DataPipeline.load(line("mnist"), [], DataContext(directories: [folder]))
    }
    #expect(try load([images, labels, images, labels]).y.doubles == [0, 1])
    // Pictures of another size are no test of these.
    let other = IDX.write(IDXArray(shape: [2, 1, 2], bytes: [1, 2, 3, 4]))
    let none = IDX.write(IDXArray(shape: [2, 0, 2], bytes: []))
    // A header of two pictures before megabytes of zeros: no more than it says is unpacked.
    let bomb = Gzip.deflate(images + [UInt8](repeating: 0, count: 40 << 20))
    for files in [
      [images, labels, other, labels], [none, labels, none, labels],
      [bomb, labels, images, labels],
    ] {
      #expect(throws: DataError.self) { try load(files) }
    }
    #expect(try IDX.size(of: Gzip.head(of: bomb, IDX.longestHeader)) == images.count)
    guard
      case .content(let damage)? = mistake({
        try load([Array(images.dropLast()), labels, images, labels])
      })?.kind, damage.path == folder + "/" + names[0],
      case .source(.mismatch(path: folder + "/" + names[1], _, found: "1"))? = mistake({
        try load([images, IDX.write(IDXArray(shape: [1], bytes: [0])), images, labels])
      })?.kind,
      case .source(.mismatch(path: folder + "/" + names[2], _, _))? = mistake({
        try load([images, labels, labels, labels])
      })?.kind
    else {
      Issue.record("each must be refused with its file")
      return
    }
  }
}
