/// What a cell printed or drew, in the form that a session keeps.
public struct StoredOutput: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case text, table, curve, plot, value, error
  }

  public var kind: Kind
  public var attributes: Attributes
  /// Lines joined by LF, without a last line end.
  public var body: String
  /// A picture of the data for people who read the file; never compared.
  public var view: String?

  /// The body is made fit for storing: see `OutputText`.
  public init(
    _ kind: Kind, _ text: String, attributes: Attributes = Attributes(), view: String? = nil
  ) {
    let stored = OutputText(text)
    self.kind = kind
    self.attributes = attributes
    if stored.isTruncated {
      self.attributes = Attributes(attributes.entries + [.flag("truncated")])
    }
    body = stored.text
    self.view = view.map { OutputText($0).text }
  }

  /// An error that a cell ended with, as it was shown.
  public static func error(code: String, _ text: String) -> StoredOutput {
    StoredOutput(.error, text, attributes: Attributes([.pair(key: "code", value: code)]))
  }

  /// As it stands in a file, whatever it holds.
  init(_ block: SessionBlock) {
    kind = block.subtype.flatMap(Kind.init(rawValue:)) ?? .text
    attributes = block.attributes
    body = block.body
  }

  public var name: String? { attributes["name"] }
  public var code: String? { attributes["code"] }
  /// How many rows the whole series has.
  public var count: Int? { attributes["n"].flatMap { Int($0) } }
  public var digest: String? { attributes["digest"] }

  /// The same output without its picture: what is compared.
  public var withoutView: StoredOutput {
    var copy = self
    copy.view = nil
    return copy
  }
}
