import Catalog
import Engine
import Formats
import Support

/// The boxes of pictures: a folder of VOC's XML files, one a picture, or one JSON file of COCO.
struct BoxReader {
  /// Rows of a target: class, center x, center y, width, height, the last four as shares of the picture.
  static let width = 5

  let context: DataContext
  /// How many boxes a picture has at most; `nil` for as many as there are.
  var most: Int?

  /// What annotations say of pictures, and the names of all classes in the order of their bytes.
  struct Boxes {
    let classes: [String]
    /// The pictures that have an annotation, part by part.
    let parts: [(part: Dataset.Part, files: [MediaFolder.File])]
    /// [pictures of all parts, most boxes, 5]; class -1 and zeros behind the last box.
    let targets: Tensor
  }

  static let coco = FileSignature(
    "COCO", "annotations of pictures", suffixes: [".json"], holds: [.data],
    advice: { "`images(\"folder\", boxes=\"\($0)\")` reads it" })
  static let voc = FileSignature(
    "VOC", "an annotation of a picture", suffixes: [".xml"], holds: [.data],
    advice: { _ in "`images(\"folder\", boxes=\"annotations\")` reads a folder of them" })

  /// The annotations of this name, beside or below the pictures' folder, joined with the pictures.
  func read(_ name: String, of folder: MediaFolder) throws(DataError) -> Boxes {
    let isBelow = InputFile.exists(folder.path + "/" + name)
    let annotations = try annotations(isBelow ? folder.name + "/" + name : name)
    var known: [String: BoxedPicture] = [:]
    for annotation in annotations {
      known[annotation.file] = annotation
      let last = annotation.file.split(separator: "/").last.map(String.init) ?? annotation.file
      if known[last] == nil { known[last] = annotation }
    }
    var parts: [(part: Dataset.Part, files: [MediaFolder.File])] = []
    var pictures: [BoxedPicture] = []
    for (part, files) in folder.parts {
      var own: [MediaFolder.File] = []
      for file in files {
        let names = [file.name, file.name.split(separator: "/").last.map(String.init) ?? ""]
        let keys = names + names.map { Self.stem(of: $0) }
        guard let key = keys.first(where: { known[$0] != nil }), let found = known[key] else {
          continue
        }
        own.append(file)
        pictures.append(try sized(found, file))
      }
      if !own.isEmpty { parts.append((part, own)) }
    }
    guard parts.first?.part == .train else {
      let names = annotations.prefix(5).map(\.file)
      throw DataError(.media(.noFiles(names, count: annotations.count, path: name)))
    }
    let lacking = folder.files.count - pictures.count
    if lacking > 0 { context.record.sourceNotes.append(.withoutBoxes(count: lacking)) }
    let classes = Set(pictures.flatMap { $0.boxes.map(\.label) }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return Boxes(classes: classes, parts: parts, targets: try targets(pictures, classes))
  }

  private func annotations(_ name: String) throws(DataError) -> [BoxedPicture] {
    let path: String
    do throws(FileError) {
      path = try context.file(named: name)
    } catch {
      throw DataError(.file(error))
    }
    guard InputFile.isDirectory(path) else {
      let file = try context.read(named: name, limit: BoxedPicture.sizeLimit)
      if file.bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") {
        return [try annotation(file, Self.stem(of: name))]
      }
      return try file.data(as: Self.coco) { bytes throws(FormatError) in
        try COCOFile.read(bytes)
      }
    }
    var found: [BoxedPicture] = []
    for entry in FolderListing.names(in: path)
    where entry.lowercased().hasSuffix(".xml") && !entry.hasPrefix(".") {
      if context.isInterrupted() { throw DataError(.interrupted) }
      found.append(
        try annotation(
          try context.read(named: name + "/" + entry, limit: BoxedPicture.sizeLimit),
          Self.stem(of: entry)))
    }
    guard !found.isEmpty else {
      throw DataError(.media(.noAnnotations(path: name)))
    }
    return found
  }

  /// That of one file, known by the file's own name, which tools keep, and not by the one that stands in it.
  private func annotation(_ file: ReadFile, _ stem: String) throws(DataError) -> BoxedPicture {
    let read = try file.data(as: Self.voc) { bytes throws(FormatError) in try VOCFile.read(bytes) }
    return BoxedPicture(file: stem, size: read.size, boxes: read.boxes)
  }

  /// `1` of `cats/1.png`.
  private static func stem(of name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
  }

  /// The annotation with a size: its own, else that of the picture.
  private func sized(
    _ picture: BoxedPicture, _ file: MediaFolder.File
  ) throws(DataError) -> BoxedPicture {
    if picture.size != nil { return picture }
    let sizes = try [file].sizes(.picture, context) { file throws(FormatError) in
      try PictureFile.size(of: file.bytes(limit: PictureReader.sizeLimit))
    }
    return BoxedPicture(
      file: picture.file, size: (Double(sizes[0].width), Double(sizes[0].height)),
      boxes: picture.boxes)
  }

  private func targets(
    _ pictures: [BoxedPicture], _ classes: [String]
  ) throws(DataError) -> Tensor {
    let places = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
    var leftOut = 0
    let rows = pictures.map { picture -> [[Double]] in
      var boxes = picture.boxes.compactMap { box -> [Double]? in
        share(box, picture).map { [Double(places[box.label] ?? 0)] + $0 }
      }
      if let most, boxes.count > most {
        // The largest ones, in the order of the file.
        let order = boxes.indices.sorted {
          boxes[$0][3] * boxes[$0][4] > boxes[$1][3] * boxes[$1][4]
        }
        boxes = order.prefix(most).sorted().map { boxes[$0] }
      }
      leftOut += picture.boxes.count - boxes.count
      return boxes
    }
    if leftOut > 0 { context.record.sourceNotes.append(.boxesLeftOut(count: leftOut)) }
    let count = max(1, most ?? rows.map(\.count).max() ?? 1)
    try MemoryBudget.current.require(
      data: ByteEstimate.product(rows.count, count, Self.width * 8), for: "the boxes")
    var numbers = [Double](repeating: 0, count: rows.count * count * Self.width)
    for row in rows.indices.untilInterrupted(every: 64) {
      for place in 0..<count {
        let start = (row * count + place) * Self.width
        let box = place < rows[row].count ? rows[row][place] : [-1, 0, 0, 0, 0]
        for index in 0..<Self.width { numbers[start + index] = box[index] }
      }
    }
    return Tensor(numbers, [rows.count, count, Self.width], context.dtype)
  }

  /// Center and size as shares of the picture, held inside it; `nil` for a box without an area there.
  private func share(_ box: BoxedPicture.Box, _ picture: BoxedPicture) -> [Double]? {
    guard let size = picture.size else { return nil }
    func held(_ edge: Double, _ extent: Double) -> Double { min(max(edge / extent, 0), 1) }
    let (left, right) = (held(box.left, size.width), held(box.right, size.width))
    let (top, bottom) = (held(box.top, size.height), held(box.bottom, size.height))
    guard right > left, bottom > top else { return nil }
    return [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]
  }
}
