import Catalog
import Engine

/// The largest of each window of steps. The gradient goes to the first largest element.
package struct MaxPooling1D: WindowPooling {
  static let keys = WindowKeys.pooling(axes: 1, size: 2)
  package static let signature = Signature(
    "max_pooling1d", .layer, "The largest value of each window of steps.",
    example: "model [50, 8] { max_pooling1d 2 }", keys.poolingParameters)

  let window: LayerWindow

  static func operation(_ window: PoolWindow) -> any Operation { MaxPool(window) }
}

/// The largest of each window of an image. The gradient goes to the first largest element.
package struct MaxPooling2D: WindowPooling {
  static let keys = WindowKeys.pooling(axes: 2, size: 2)
  package static let signature = Signature(
    "max_pooling2d", .layer, "The largest value of each window of an image.",
    example: "model [28, 28, 1] { conv2d 8, 3; max_pooling2d 2 }", keys.poolingParameters)

  let window: LayerWindow

  static func operation(_ window: PoolWindow) -> any Operation { MaxPool(window) }
}
