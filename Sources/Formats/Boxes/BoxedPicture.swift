/// What an annotation says of one picture: its boxes, in pixels from the upper left corner.
package struct BoxedPicture: Equatable, Sendable {
  /// One thing on a picture.
  package struct Box: Equatable, Sendable {
    /// The name of its class.
    package let label: String
    /// The left edge.
    package let left: Double
    /// The upper edge.
    package let top: Double
    /// The right edge.
    package let right: Double
    /// The lower edge.
    package let bottom: Double

    /// A box as written.
    package init(label: String, left: Double, top: Double, right: Double, bottom: Double) {
      (self.label, self.left, self.top) = (label, left, top)
      (self.right, self.bottom) = (right, bottom)
    }
  }

  /// The name of the picture's file.
  package let file: String
  /// How large the picture was when the boxes were drawn; `nil` where the annotation does not say.
  package let size: (width: Double, height: Double)?
  /// In the order of the file.
  package let boxes: [Box]

  /// All facts.
  package init(file: String, size: (width: Double, height: Double)?, boxes: [Box]) {
    (self.file, self.size, self.boxes) = (file, size, boxes)
  }

  /// Whether all facts agree.
  package static func == (one: BoxedPicture, other: BoxedPicture) -> Bool {
    one.file == other.file && one.boxes == other.boxes && one.size?.width == other.size?.width
      && one.size?.height == other.size?.height
  }

  /// Bytes of a file of annotations at most.
  package static let sizeLimit = 256 << 20
}
