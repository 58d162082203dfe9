import Formats
import Support

/// A file of Keras taken apart: how the model is built, where its weights lie, and what is told beside.
package struct KerasContent {
  /// The configuration in JSON, as it stands.
  package let configuration: [UInt8]
  /// The groups of the weights.
  let file: HDF5File
  /// Whether it is of the older form, where each layer lists its weights.
  package let isLegacy: Bool
  /// How many bytes the whole file has.
  let byteCount: Int
  /// What stands beside under these names; `nil` where a name is not there.
  private let told: (String) -> String?

  /// A `.keras` archive. Throws `FormatError` for damaged bytes and `KerasError` for an archive that is none of Keras's.
  package init(archive bytes: [UInt8]) throws {
    let archive = try ZIP(bytes)
    let names = archive.members.map(\.name)
    for name in names
    where !["config.json", "metadata.json", "model.weights.h5"].contains(name)
      && !name.hasPrefix("assets/")
    {
      throw KerasError.archive(entry: name)
    }
    let unpacked = archive.members.reduce(0) { saturatingSum($0, $1.byteCount) }
    guard unpacked <= min(Self.unpackedLimit, saturatingProduct(bytes.count, Self.ratioLimit))
    else {
      throw FormatError(
        format: "ZIP", .wholeFile, expected: "at most 2 GiB and 1,000 times its size unpacked",
        found: "\(NumberText.grouped(unpacked)) bytes")
    }
    guard names.contains("config.json") else { throw KerasError.missing(part: "config.json") }
    guard names.contains("model.weights.h5") else {
      throw KerasError.missing(part: "model.weights.h5")
    }
    configuration = try archive.content(of: "config.json", limit: Self.textLimit)
    file = try HDF5File(try archive.content(of: "model.weights.h5"))
    (isLegacy, byteCount) = (false, bytes.count)
    // What is told beside is not needed: where it cannot be read the model can.
    let metadata =
      names.contains("metadata.json")
      ? try? archive.content(of: "metadata.json", limit: Self.textLimit) : nil
    let facts = metadata.flatMap { try? JSON.read($0, named: "metadata.json") }
    told = { if case .text(let text)? = facts?[$0] { text } else { nil } }
  }

  /// A legacy `.h5` file, of Keras 2 or 3. Throws as the other.
  package init(legacy bytes: [UInt8]) throws {
    let file = try HDF5File(bytes)
    guard let text = try file.texts("model_config", of: file.root)?.first else {
      throw KerasError.missing(part: "model_config")
    }
    configuration = Array(text.utf8)
    self.file = file
    (isLegacy, byteCount) = (true, bytes.count)
    told = { (try? file.texts($0, of: file.root))?.first }
  }

  /// What is told under a name; `nil` where nothing is.
  package func fact(_ name: String) -> String? { told(name) }

  private static let unpackedLimit = 2 << 30
  private static let ratioLimit = 1_000
  private static let textLimit = 64 << 20
}
