import Support

/// The routes of a model beside those that every predictor has.
package enum ServedRoutes {
  /// Texts where it writes them, the description of the interface, and the page.
  ///
  /// With a learner also those that teach it. `isGuarded` says that clients show a token.
  package static func all(
    of model: ServedModel, learner: OnlineLearner? = nil, isGuarded: Bool = false
  ) -> [Route] {
    let writer = TextWriter(model)
    let description = ServedResponse(
      json: InterfaceDescription(
        predictor: model, writer: writer, learner: learner, isGuarded: isGuarded
      ).document)
    let described = Route(.get, "/openapi.json") { _ in .response(description) }
    return CompletionRoutes.all(model, writer) + LearnRoutes.all(of: model, learner) + [described]
      + PageRoutes.all(of: model, writes: writer != nil)
  }
}
