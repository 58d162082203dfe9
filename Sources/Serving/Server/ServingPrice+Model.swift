extension ServingPrice {
  /// A price as it is said for a model: of each token where it writes texts, else of each request.
  package init(_ each: Double, of model: ServedModel) {
    self.init(each: each, TextWriter(model) == nil ? .requests : .tokens, currency: "$")
  }
}
