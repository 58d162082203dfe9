import Support

extension Picture {
  /// One channel: L = (299·R + 587·G + 114·B) / 1000 of Rec. 601, rounded to the nearest; alpha is left out.
  package var grey: Picture {
    switch channels {
    case 1: self
    case 2: kept(1) { pixel, target in target[0] = pixel[0] }
    default:
      kept(1) { pixel, target in
        // The weights in 65,536ths, whose sum is 65,536: white stays white.
        let sum = 19_595 * Int(pixel[0]) + 38_470 * Int(pixel[1]) + 7_471 * Int(pixel[2])
        target[0] = UInt8((sum + 0x8000) >> 16)
      }
    }
  }

  /// Red, green and blue: grey becomes three equal channels; alpha is left out.
  package var rgb: Picture {
    switch channels {
    case 1, 2:
      kept(3) { pixel, target in (target[0], target[1], target[2]) = (pixel[0], pixel[0], pixel[0])
      }
    case 3: self
    default:
      kept(3) { pixel, target in (target[0], target[1], target[2]) = (pixel[0], pixel[1], pixel[2])
      }
    }
  }

  /// Red, green, blue and alpha; what has no alpha is opaque.
  package var rgba: Picture {
    switch channels {
    case 1, 2:
      kept(4) { pixel, target in
        (target[0], target[1], target[2]) = (pixel[0], pixel[0], pixel[0])
        target[3] = channels == 2 ? pixel[1] : 255
      }
    case 3:
      kept(4) { pixel, target in
        (target[0], target[1], target[2], target[3]) = (pixel[0], pixel[1], pixel[2], 255)
      }
    default: self
    }
  }

  /// The middle of the picture, at most as large as it is; one more pixel is left out on the right and
  /// below where the rest is odd.
  package func centreCropped(width: Int, height: Int) -> Picture {
    let width = min(max(1, width), self.width)
    let height = min(max(1, height), self.height)
    let left = (self.width - width) / 2
    let top = (self.height - height) / 2
    var cropped: [UInt8] = []
    cropped.reserveCapacity(width * height * channels)
    for row in top..<top + height {
      let start = (row * self.width + left) * channels
      cropped.append(contentsOf: pixels[start..<start + width * channels])
    }
    return Picture(width: width, height: height, channels: channels, pixels: cropped)
  }

  /// Other channels of each pixel; black from where an interrupt is raised. Whoever feeds it ends the statement.
  private func kept(
    _ count: Int, _ write: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) -> Picture {
    let number = width * height
    let result = [UInt8](unsafeUninitializedCapacity: number * count) { memory, written in
      pixels.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress, let target = memory.baseAddress else { return }
        memory.update(repeating: 0)
        for pixel in (0..<number).untilInterrupted {
          write(source + pixel * channels, target + pixel * count)
        }
        written = number * count
      }
    }
    return Picture(width: width, height: height, channels: count, pixels: result)
  }
}
