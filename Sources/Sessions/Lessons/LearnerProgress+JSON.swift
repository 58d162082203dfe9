import Support

extension LearnerProgress {
  /// The form that this program writes.
  private static let form = 1
  /// So much of a file is read.
  package static let fileBytes = 1 << 20
  /// Lessons and answers of one file.
  private static let most = 10_000

  /// What a file says; `nil` for a text that is no such file, or of a later program.
  package init?(_ bytes: [UInt8]) {
    guard let json = try? JSON.read(bytes, depthLimit: 8, named: "file"),
      json["nabla-progress"]?.wholeNumber == LearnerProgress.form,
      let lessons = json["lessons"]?.items(LessonProgress.init),
      lessons.count <= LearnerProgress.most
    else { return nil }
    self.init()
    learner = json["learner"]?.string ?? ""
    self.lessons = lessons
  }

  /// The text of the file, for people too.
  package var text: String {
    JSON.object([
      .init("nabla-progress", .whole(LearnerProgress.form)), .init("learner", .text(learner)),
      .init("lessons", .list(lessons.map(\.json))),
    ]).indented + "\n"
  }
}

extension LessonProgress {
  fileprivate init?(_ json: JSON) {
    guard let lesson = json["lesson"]?.string, let step = json["step"]?.wholeNumber,
      let steps = json["steps"]?.wholeNumber, step >= 0, steps >= step,
      let answers = json["answers"]?.items(Answer.init)
    else { return nil }
    self.init(lesson: lesson, digest: json["sha256"]?.string ?? "", steps: steps)
    (self.step, self.answers) = (step, answers)
    isDone = json["done"] == .bool(true)
    drafts = json["drafts"]?.items(Draft.init) ?? []
  }

  fileprivate var json: JSON {
    .object(
      [
        .init("lesson", .text(lesson)), .init("sha256", .text(digest)), .init("step", .whole(step)),
        .init("steps", .whole(steps)), .init("done", .bool(isDone)),
        .init("answers", .list(answers.map(\.json))),
      ] + (drafts.isEmpty ? [] : [JSON.Member("drafts", .list(drafts.map(\.json)))]))
  }
}

extension LessonProgress.Draft {
  fileprivate init?(_ json: JSON) {
    guard let key = json["id"]?.string, let text = json["text"]?.string else { return nil }
    self.init(key: key, text: text)
  }

  fileprivate var json: JSON { .object([.init("id", .text(key)), .init("text", .text(text))]) }
}

extension LessonProgress.Answer {
  fileprivate init?(_ json: JSON) {
    guard let key = json["id"]?.string, let kind = json["kind"]?.string.flatMap(Kind.init),
      let result = json["result"]?.string.flatMap(Result.init),
      let tries = json["tries"]?.wholeNumber, tries >= 0
    else { return nil }
    self.init(key: key, kind: kind, result: result, tries: tries, text: json["text"]?.string)
  }

  fileprivate var json: JSON {
    .object(
      [
        .init("id", .text(key)), .init("kind", .text(kind.rawValue)),
        .init("result", .text(result.rawValue)), .init("tries", .whole(tries)),
      ] + (text.map { [JSON.Member("text", .text($0))] } ?? []))
  }
}
