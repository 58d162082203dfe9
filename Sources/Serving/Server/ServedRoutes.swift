import Support

/// The routes of a model beside those that every predictor has.
package enum ServedRoutes {
  /// Texts where it writes them, the description of the interface, and the page.
  package static func all(of model: ServedModel) -> [Route] {
    let writer = TextWriter(model)
    let description = ServedResponse(
      json: InterfaceDescription(predictor: model, writer: writer).document)
    let described = Route(.get, "/openapi.json") { _ in .response(description) }
    return CompletionRoutes.all(model, writer) + [described]
      + PageRoutes.all(of: model, writes: writer != nil)
  }
}
