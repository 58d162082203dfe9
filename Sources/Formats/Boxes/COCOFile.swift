import Support

/// Annotations of many pictures in the form of COCO: a JSON file with `images`, `annotations` and `categories`.
package enum COCOFile {
  /// Reads a file; the pictures stand in its order, those without boxes too.
  ///
  /// Throws for what is no JSON, ids that are no whole numbers or stand twice, and annotations of pictures or classes that the
  /// file does not have.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> [BoxedPicture] {
    let file: JSON
    do throws(JSON.Fault) {
      file = try JSON.read(bytes, named: "file")
    } catch {
      throw FormatError(
        format: "COCO", .offset(error.offset), expected: error.expected, found: error.found)
    }
    var labels: [Int: String] = [:]
    for category in try list("categories", of: file) {
      guard let name = category["name"]?.string, !name.isEmpty else {
        throw fault("a name of each category", "none")
      }
      guard labels.updateValue(name, forKey: try whole("id", of: category)) == nil else {
        throw fault("categories with ids of their own", "one twice")
      }
    }
    let images = try list("images", of: file)
    var places: [Int: Int] = [:]
    for (place, image) in images.enumerated() {
      guard places.updateValue(place, forKey: try whole("id", of: image)) == nil else {
        throw fault("images with ids of their own", "one twice")
      }
    }
    var boxes = [[BoxedPicture.Box]](repeating: [], count: images.count)
    for (done, annotation) in try list("annotations", of: file).enumerated() {
      if done & 0xFFF == 0xFFF { try FormatError.checkInterrupt("COCO") }
      let image = try whole("image_id", of: annotation)
      guard let place = places[image] else { throw fault("the image \(image)", "none") }
      let category = try whole("category_id", of: annotation)
      guard let label = labels[category] else { throw fault("the category \(category)", "none") }
      guard let box = annotation["bbox"]?.items({ $0.double }), box.count == 4,
        box.allSatisfy({ $0.isFinite && abs($0) <= 1e9 })
      else { throw fault("four numbers as `bbox`", "something else") }
      boxes[place].append(
        BoxedPicture.Box(
          label: label, left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3]))
    }
    var pictures: [BoxedPicture] = []
    for (place, image) in images.enumerated() {
      guard let name = image["file_name"]?.string, !name.isEmpty else {
        throw fault("a `file_name` of each image", "none")
      }
      var size: (width: Double, height: Double)?
      if let width = image["width"]?.double, let height = image["height"]?.double, width > 0,
        height > 0, width <= 1e9, height <= 1e9
      {
        size = (width, height)
      }
      pictures.append(BoxedPicture(file: name, size: size, boxes: boxes[place]))
    }
    return pictures
  }

  private static func list(_ name: String, of value: JSON) throws(FormatError) -> [JSON] {
    guard let items = value[name]?.items({ $0 }) else { throw fault("a list `\(name)`", "none") }
    return items
  }

  private static func whole(_ name: String, of value: JSON) throws(FormatError) -> Int {
    guard let number = value[name]?.wholeNumber else {
      throw fault("a whole number as `\(name)`", "something else")
    }
    return number
  }

  private static func fault(_ expected: String, _ found: String) -> FormatError {
    FormatError(format: "COCO", .wholeFile, expected: expected, found: found)
  }
}
