import Catalog

/// What `load` and `export` together make of a file.
package enum FileConversions {
  /// The kinds of file that the content of one of this kind becomes: models become what models are exported as, arrays what
  /// holds arrays. Empty for what `load` does not read.
  package static func kinds(madeOf signature: FileSignature) -> [FileSignature] {
    let all = FileKinds.standard.all
    guard all.contains(where: { $0.signature.name == signature.name && $0.load != nil }) else {
      return []
    }
    let isArray = ["npy", "npz"].contains(signature.source)
    let taken = isArray ? ["a tensor", "a record"] : ["a model"]
    return all.filter { kind in
      kind.exports.contains { taken.contains($0.takes) } || !isArray && kind.writeModel != nil
    }.map(\.signature)
  }
}
