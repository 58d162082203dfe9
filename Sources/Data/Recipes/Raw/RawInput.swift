import Engine
import Support

/// What files give before any step, where they are no rows of a table: the same numbers in training, after loading,
/// and for a single file at the prompt.
package enum RawInput: Equatable, Sendable {
  /// Pictures of this size and 1 or 3 channels, 0…255.
  case picture(height: Int, width: Int, channels: Int)
  /// Sounds of one channel, of so many moments at so many a second, −1…1.
  case sound(rate: Int, count: Int)

  /// The shape of a sample.
  package var shape: Shape {
    switch self {
    case .picture(let height, let width, let channels): [height, width, channels]
    case .sound(_, let count): [count]
    }
  }

  /// What a file of it is.
  package var medium: MediaError.Medium {
    switch self {
    case .picture: .picture
    case .sound: .sound
    }
  }

  /// The source that reads it.
  package var source: String {
    switch self {
    case .picture: "images"
    case .sound: "audio"
    }
  }
}

extension RawInput {
  /// As JSON, for a model's file.
  var stored: JSON {
    switch self {
    case .picture(let height, let width, let channels):
      ["picture": [.whole(height), .whole(width), .whole(channels)]]
    case .sound(let rate, let count): ["sound": [.whole(rate), .whole(count)]]
    }
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  init?(stored: JSON) {
    guard case .object(let members) = stored, members.count == 1,
      let numbers = members[0].value.items({ $0.wholeNumber }),
      numbers.allSatisfy({ $0 >= 1 && $0 <= 1 << 28 })
    else { return nil }
    switch (members[0].name, numbers.count) {
    case ("picture", 3):
      guard numbers[0] <= 10_000, numbers[1] <= 10_000, [1, 3].contains(numbers[2]) else {
        return nil
      }
      self = .picture(height: numbers[0], width: numbers[1], channels: numbers[2])
    case ("sound", 2):
      guard numbers[0] <= 768_000 else { return nil }
      self = .sound(rate: numbers[0], count: numbers[1])
    default: return nil
    }
  }
}
