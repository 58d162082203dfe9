import Catalog
import Formats

/// IDX files, packed or not.
enum IDXFile {
  static let sizeLimit = 1 << 30
  static let signature = FileSignature(
    "IDX", "an IDX file",
    suffixes: ["-idx1-ubyte", "-idx3-ubyte"], otherSuffixes: [".idx1-ubyte", ".idx3-ubyte"],
    holds: [.data], advice: { _ in "`d = data mnist` reads the four files of MNIST" },
    begins: { IDX.isBeginning($0) })

  /// Where the file of this name lies in a folder: packed or not, with each end that is in use.
  static func names(of file: String, axes: Int) -> [String] {
    (signature.suffixes + signature.otherSuffixes).filter { $0.contains("idx\(axes)") }
      .flatMap { [file + $0 + PackedFile.signature.suffix, file + $0] }
  }

  /// The array of a file; no more is unpacked than its header says.
  static func read(_ path: String, _ context: DataContext) throws(DataError) -> IDXArray {
    try context.read(at: path, limit: sizeLimit).data(as: signature) {
      bytes throws(FormatError) in
      guard Gzip.isCompressed(bytes) else { return try IDX.read(bytes) }
      let size = try IDX.size(of: Gzip.head(of: bytes, IDX.longestHeader))
      return try IDX.read(Gzip.inflate(bytes, limit: min(size, sizeLimit)))
    }
  }
}
