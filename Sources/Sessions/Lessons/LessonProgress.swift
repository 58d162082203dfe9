import Support

/// How far a learner has come in one lesson.
package struct LessonProgress: Equatable, Sendable {
  /// What became of a question or an exercise.
  package struct Answer: Equatable, Sendable {
    /// Whether it was asked or to be done.
    package enum Kind: String, Sendable { case question, exercise }
    /// How it ended.
    package enum Result: String, Sendable {
      /// The learner found it.
      case right
      /// The answer, or a solution, was shown.
      case shown
      /// It was passed over.
      case skipped
    }

    /// Its id in the lesson, or its line.
    package var key: String
    /// Whether it was asked or to be done.
    package var kind: Kind
    /// How it ended.
    package var result: Result
    /// Answers or attempts, the last one counted.
    package var tries: Int
    /// What was typed, for going on later: the program of an exercise that was solved.
    package var text: String?

    /// A question or an exercise that is done with.
    package init(key: String, kind: Kind, result: Result, tries: Int, text: String? = nil) {
      (self.key, self.kind, self.result) = (key, kind, result)
      (self.tries, self.text) = (tries, text)
    }

    /// Whether it was right at the first try.
    package var isFirstTry: Bool { result == .right && tries == 1 }
  }

  /// The lesson's name: `01-neuron`.
  package var lesson: String
  /// Of its bytes: an edited lesson begins anew.
  package var digest: String
  /// The step that comes next, and how many there are.
  package var step = 0
  /// How many steps it has.
  package var steps: Int
  /// Whether it was walked to its end, once at least.
  package var isDone = false
  /// In the order in which they were given; each question once, as it ended first.
  package var answers: [Answer] = []
  /// What stands in the exercises of the notebook, by their ids or lines.
  package var drafts: [Draft] = []

  /// The program that a learner has written into an exercise of the notebook.
  package struct Draft: Equatable, Sendable {
    /// The exercise's id in the lesson, or its line.
    package let key: String
    /// As it was typed.
    package var text: String
  }

  /// Takes over what stands in an exercise; `nil` for its start.
  package mutating func keep(draft text: String?, of key: String) {
    drafts.removeAll { $0.key == key }
    if let text { drafts.append(Draft(key: key, text: text)) }
  }

  /// A lesson that has not begun.
  package init(lesson: String, digest: String, steps: Int) {
    (self.lesson, self.digest, self.steps) = (lesson, digest, steps)
  }

  /// Notes how a question or exercise ended. A second walk may make of what was shown something found,
  /// and never a first try.
  package mutating func note(_ answer: Answer) {
    guard let index = answers.firstIndex(where: { $0.key == answer.key }) else {
      return answers.append(answer)
    }
    if answer.text != nil { answers[index].text = answer.text }
    guard answer.result == .right, answers[index].result != .right else { return }
    answers[index].result = .right
    answers[index].tries = max(2, answers[index].tries + answer.tries)
  }

  /// What became of a question or exercise; `nil` for one that is still to come.
  package func answer(_ key: String) -> Answer? { answers.first { $0.key == key } }

  /// All in words: `3 questions: 2 right at once, 1 later`.
  package var summary: [String] {
    [(Answer.Kind.question, "right"), (.exercise, "solved")].compactMap { kind, word in
      let (first, later, all) = score(kind)
      guard all > 0 else { return nil }
      var parts = ["\(first) \(word) at once"]
      if later > 0 { parts.append("\(later) later") }
      if all > first + later { parts.append("\(all - first - later) shown") }
      return NumberText.count(all, kind.rawValue) + ": " + parts.joined(separator: ", ")
    }
  }

  /// Right at the first try, right later, and all of a kind.
  package func score(_ kind: Answer.Kind) -> (first: Int, later: Int, all: Int) {
    let own = answers.filter { $0.kind == kind }
    let first = own.count(where: \.isFirstTry)
    return (first, own.count { $0.result == .right } - first, own.count)
  }
}

/// All lessons of one learner, as one small file has them.
package struct LearnerProgress: Equatable, Sendable {
  /// Who it is, where the file says so.
  package var learner = ""
  /// In the order in which they were begun.
  package var lessons: [LessonProgress] = []

  /// Nobody has begun anything.
  package init() {}

  /// What is known of a lesson by its name.
  package subscript(_ lesson: String) -> LessonProgress? {
    get { lessons.first { $0.lesson == lesson } }
    set {
      let index = lessons.firstIndex { $0.lesson == lesson }
      switch (index, newValue) {
      case (let index?, let value?): lessons[index] = value
      case (let index?, nil): lessons.remove(at: index)
      case (nil, let value?): lessons.append(value)
      case (nil, nil): break
      }
    }
  }
}
