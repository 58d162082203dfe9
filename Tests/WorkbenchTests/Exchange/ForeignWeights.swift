import Formats
import Support
import TestSupport

/// Files of weights as other programs write them.
enum ForeignWeights {
  /// A file as others write it, without checksums.
  static func file(_ entries: [Safetensors.Entry]) -> [UInt8] {
    var (members, offset): ([JSON.Member], Int) = ([], 0)
    for entry in entries {
      let end = offset + entry.bytes.count
      members.append(
        .init(
          entry.name,
          [
            "dtype": .text(entry.elementType.rawValue),
            "shape": .list(entry.shape.map { JSON.whole($0) }),
            "data_offsets": [.whole(offset), .whole(end)],
          ]))
      offset = end
    }
    let header = Array(JSON.object(members).description.utf8)
    return UInt64(header.count).littleEndianBytes + header + entries.flatMap(\.bytes)
  }
}
