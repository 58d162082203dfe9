/// A key of the full screen.
enum ScreenKey: Equatable {
  case character(Character)
  /// With Ctrl: small letters and signs; C-c is `interrupt`.
  case control(Character)
  /// With Meta, or behind Escape.
  case meta(Character)
  case left, right, shiftLeft, shiftRight, up, down, home, end, pageUp, pageDown
  case enter, metaEnter, shiftEnter, controlEnter
  case tab, backTab, backspace, delete, escape, interrupt
  case function(Int)
  /// Text that was pasted, as a whole.
  case paste(String)
  /// The wheel, in rows; a click at a place.
  case wheel(Int)
  case click(row: Int, column: Int)
  case other

  /// Whether it types something.
  var isText: Bool {
    switch self {
    case .character, .paste: true
    default: false
    }
  }
}
