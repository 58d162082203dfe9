import Catalog
import Engine

/// The mean of each window of steps.
package struct AveragePooling1D: WindowPooling {
  static let keys = WindowKeys.pooling(axes: 1, size: nil)
  package static let signature = Signature(
    "average_pooling1d", .layer, "The mean of each window of steps.",
    example: "model [50, 8] { average_pooling1d 2 }", keys.poolingParameters)

  let window: LayerWindow

  static func operation(_ window: PoolWindow) -> any Operation { AveragePool(window) }
}

/// The mean of each window of an image.
package struct AveragePooling2D: WindowPooling {
  static let keys = WindowKeys.pooling(axes: 2, size: nil)
  package static let signature = Signature(
    "average_pooling2d", .layer, "The mean of each window of an image.",
    example: "model [28, 28, 1] { conv2d 8, 3; average_pooling2d 2 }", keys.poolingParameters)

  let window: LayerWindow

  static func operation(_ window: PoolWindow) -> any Operation { AveragePool(window) }
}
