/// The routes of a model beside those that every predictor has.
package enum ServedRoutes {
  /// Texts where it writes them, the description of the interface, and the page.
  package static func all(of model: ServedModel) -> [Route] {
    let writer = TextWriter(model)
    return CompletionRoutes.all(model, writer)
  }
}
