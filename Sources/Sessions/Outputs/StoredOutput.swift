/// What a cell printed or drew, in the form that a session keeps.
package struct StoredOutput: Equatable, Sendable {
  /// What sort of result it is; the raw value is the word behind `nabla-out`.
  package enum Kind: String, Sendable, CaseIterable {
    case text, table, curve, plot, value, error
  }

  /// What sort of result it is.
  package var kind: Kind
  /// What stands in the braces behind it: its name, its digest, how many rows there were.
  package var attributes: Attributes
  /// Lines joined by LF, without a last line end.
  package var body: String
  /// A picture of the data for people who read the file; never compared.
  package var view: String?

  /// The body is made fit for storing: see `OutputText`.
  package init(
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
  package static func error(code: String, _ text: String) -> StoredOutput {
    StoredOutput(.error, text, attributes: Attributes([.pair(key: "code", value: code)]))
  }

  /// As it stands in a file, whatever it holds.
  init(_ block: SessionBlock) {
    kind = block.subtype.flatMap(Kind.init(rawValue:)) ?? .text
    attributes = block.attributes
    body = block.body
  }

  /// As it stands elsewhere, to the byte.
  init(asStored kind: Kind, _ body: String, _ attributes: Attributes, view: String?) {
    (self.kind, self.body, self.attributes, self.view) = (kind, body, attributes, view)
  }

  /// `name`: what the series belongs to.
  package var name: String? { attributes["name"] }
  /// `code` of an error, `E0107`.
  package var code: String? { attributes["code"] }
  /// How many rows the whole series has.
  package var count: Int? { attributes["n"].flatMap { Int($0) } }
  /// `digest` of a series: the arithmetic that computed it, a colon, and 16 hexadecimal digits.
  package var digest: String? { attributes["digest"] }

  /// The same output without its picture: what is compared.
  package var withoutView: StoredOutput {
    var copy = self
    copy.view = nil
    return copy
  }
}
