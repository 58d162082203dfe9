import Engine
import Formats
import Learning
import Support

/// The tensors of a file by name.
struct StateTable {
  /// A tensor, and where its bytes lie.
  struct Entry {
    let elementType: Safetensors.ElementType
    let shape: [Int]
    let content: Content
    let bytes: Range<Int>
  }

  /// What tensors are taken from.
  enum Content {
    case bytes([UInt8])
    /// Read when a tensor is asked for, and not held.
    case file(PlacedFile, ReadingRoom)
  }

  /// Memory in which one tensor after the other lies while it is put into its order here: new memory costs more than
  /// reading.
  final class ReadingRoom {
    /// What is larger, or so small that it does not matter, has memory of its own.
    static let sizes = 1 << 16...1 << 25
    private var bytes: [UInt8] = []

    /// The bytes of a place at the front of the room; whoever still has what lay there keeps it.
    func read(_ place: Range<Int>, of file: PlacedFile) throws(FileError) -> [UInt8] {
      if bytes.count < place.count { bytes = [UInt8](repeating: 0, count: place.count) }
      var failure: FileError?
      bytes.withUnsafeMutableBytes { room in
        do throws(FileError) {
          try file.read(
            place, into: UnsafeMutableRawBufferPointer(rebasing: room[..<place.count]))
        } catch { failure = error }
      }
      if let failure { throw failure }
      return bytes
    }
  }

  let entries: [String: Entry]
  private let notes: [Safetensors.Note]
  /// In the order of the file, without what all begin with.
  let names: [String]

  init(_ file: Safetensors) {
    self.init(
      file.entries.map { entry in
        let all = entry.bytes.indices
        return (
          entry.name,
          Entry(
            elementType: entry.elementType, shape: entry.shape, content: .bytes(entry.bytes),
            bytes: all)
        )
      }, file.notes)
  }

  init(_ index: Safetensors.Index, _ content: Content) {
    self.init(
      index.places.map { place in
        (
          place.name,
          Entry(
            elementType: place.elementType, shape: place.shape, content: content,
            bytes: place.bytes)
        )
      }, index.notes)
  }

  private init(_ found: [(name: String, entry: Entry)], _ notes: [Safetensors.Note]) {
    let prefix = Self.commonPrefix(found.map(\.name))
    names = found.map { String($0.name.dropFirst(prefix.count)) }
    entries = Dictionary(zip(names, found.map(\.entry))) { first, _ in first }
    self.notes = notes
  }

  /// The text under a key; `nil` where there is none.
  func note(_ name: String) -> String? { notes.first { $0.name == name }?.text }

  /// `model.` where all names begin so and something with a dot follows.
  private static func commonPrefix(_ names: [String]) -> String {
    guard let first = names.first, names.count > 1, let dot = first.firstIndex(of: ".") else {
      return ""
    }
    let prefix = String(first[...dot])
    let rest = names.map { $0.dropFirst(prefix.count) }
    guard names.allSatisfy({ $0.hasPrefix(prefix) }), rest.allSatisfy({ $0.contains(".") }) else {
      return ""
    }
    return prefix
  }

  /// What belongs to no weight of a model.
  static func isBeside(_ name: String) -> Bool {
    name.hasSuffix("num_batches_tracked") || name.hasPrefix("constant_")
  }

  static func joined(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty || name.isEmpty ? prefix + name : "\(prefix).\(name)"
  }

  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The names in the file's order, or, where that is the alphabet's, with numbers in the order of their size.
  var inOrder: [String] {
    // Python's writer sorts tensors by type, then by name.
    let floats = names.filter { !$0.hasSuffix("num_batches_tracked") }
    guard floats == floats.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
      return names
    }
    return names.sorted { Self.parts($0).lexicographicallyPrecedes(Self.parts($1), by: <) }
  }

  private static func parts(_ name: String) -> [NamePart] {
    name.split(separator: ".").flatMap { part -> [NamePart] in
      let digits = part.reversed().prefix { $0.isNumber }.reversed()
      let number = Int(String(digits))
      return [
        NamePart(
          text: String(number == nil ? part : part.dropLast(digits.count)), number: number ?? -1)
      ]
    }
  }

  private struct NamePart: Comparable {
    let text: String
    let number: Int

    static func < (a: NamePart, b: NamePart) -> Bool { (a.text, a.number) < (b.text, b.number) }
  }

  /// The tensors of a group in a type; `nil` where one is missing or does not fit, which is noted. Throws `FileError`.
  func tensors(
    _ names: [String], _ group: TorchWeights, _ dtype: DType, _ used: inout Set<String>,
    _ misfit: inout TorchState.Misfit
  ) throws(FileError) -> [Tensor]? {
    var tensors: [Tensor] = []
    for (name, shape) in zip(names, group.shapes) {
      guard let entry = entries[name] else {
        if !group.isOptional { misfit.missing.append(name) }
        continue
      }
      used.insert(name)
      if group.variables.isEmpty { continue }
      guard entry.shape == shape else {
        misfit.differing.append((name, entry.shape, shape))
        continue
      }
      guard let tensor = try Tensor(entry) else {
        misfit.whole.append(name)
        continue
      }
      tensors.append(tensor)
    }
    return tensors.count == group.names.count ? tensors : nil
  }
}

extension Tensor {
  /// The numbers of an entry, in the file's memory where they can be: float64 as they are, other floating-point numbers as
  /// float32; `nil` for whole numbers, and where there are not as many bytes as the shape asks for.
  ///
  /// Throws `FileError` where they are still to be read.
  init?(_ entry: StateTable.Entry) throws(FileError) {
    let count = entry.shape.reduce(1, *)
    guard entry.bytes.count == count * entry.elementType.byteCount else { return nil }
    let type = TensorType(Shape(entry.shape), entry.elementType == .float64 ? .float64 : .float32)
    guard [.float32, .float64, .float16, .bfloat16].contains(entry.elementType) else { return nil }
    let isAsItStands = entry.elementType == .float32 || entry.elementType == .float64
    switch entry.content {
    case .bytes(let bytes):
      if isAsItStands, let there = Tensor(type, at: entry.bytes, of: bytes) {
        self = there
        return
      }
      self.init(type) { target in
        bytes.withUnsafeBytes {
          Self.widen(
            UnsafeRawBufferPointer(rebasing: $0[entry.bytes]), of: entry.elementType, to: target)
        }
      }
    case .file(let file, let room):
      if isAsItStands, StateTable.ReadingRoom.sizes.contains(entry.bytes.count),
        let there = Tensor(
          type, at: 0..<entry.bytes.count, of: try room.read(entry.bytes, of: file))
      {
        self = there
        return
      }
      var failure: FileError?
      self.init(type) { target in
        do throws(FileError) {
          if isAsItStands { return try file.read(entry.bytes, into: target) }
          try file.read(entry.bytes).withUnsafeBytes {
            Self.widen($0, of: entry.elementType, to: target)
          }
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  private static func widen(
    _ source: UnsafeRawBufferPointer, of type: Safetensors.ElementType,
    to target: UnsafeMutableRawBufferPointer
  ) {
    switch type {
    case .float16: convert(source, to: target) { Float(Float16(bitPattern: $0)) }
    case .bfloat16: convert(source, to: target) { Float(bitPattern: UInt32($0) << 16) }
    default: target.copyMemory(from: source)
    }
  }

  private static func convert(
    _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer,
    _ change: (UInt16) -> Float
  ) {
    for place in 0..<source.count / 2 {
      let half = source.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
      target.storeBytes(of: change(half), toByteOffset: 4 * place, as: Float.self)
    }
  }

  /// What counts the elements of a picture by channels, rows, columns, in the order of rows, columns, channels.
  func turned(from picture: [Int], axis: Int) -> Tensor {
    turned(picture, axis: axis, toChannelsFirst: false)
  }

  /// The way back: rows, columns, channels by channels, rows, columns.
  func turned(to picture: [Int], axis: Int) -> Tensor {
    turned(picture, axis: axis, toChannelsFirst: true)
  }

  private func turned(_ picture: [Int], axis: Int, toChannelsFirst: Bool) -> Tensor {
    guard shape.rank > axis, shape[axis] == picture.reduce(1, *), let channels = picture.last else {
      return self
    }
    let (front, back) = (shape.extents.prefix(axis), shape.extents.dropFirst(axis + 1))
    let others = Array(picture.dropLast())
    let count = others.count
    let places = toChannelsFirst ? others + [channels] : [channels] + others
    let inside =
      toChannelsFirst
      ? [axis + count] + Array(axis..<axis + count)
      : Array(axis + 1..<axis + 1 + count) + [axis]
    let order = Array(0..<axis) + inside + Array(axis + 1 + count..<axis + 1 + count + back.count)
    return reshaped(Shape(front + places + back)).reordered(order).reshaped(shape)
  }
}
