import Catalog
import Formats

/// Any file, packed with gzip.
enum PackedFile {
  static let signature = FileSignature(
    "gzip", "packed with gzip", suffixes: [".gz"], holds: [.packed],
    advice: { "unpack it first: gunzip \"\($0)\"" }, begins: { Gzip.isCompressed(Array($0)) })
}
