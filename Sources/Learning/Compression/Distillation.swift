import Engine

/// What a teacher's answers are learnt by beside the targets (Hinton, Vinyals and Dean 2015, "Distilling the
/// knowledge in a neural network").
///
/// loss = alpha · T² · KL(teacher_T ‖ student_T) + (1 − alpha) · loss(targets, student), where ·_T are softmax(z / T),
/// or sigmoid(z / T) of answers yes or no. Of numbers alpha · mean squared distance from the teacher's answer takes the
/// place of the first term.
package struct Distillation {
  /// Whose answers are learnt; it stays as it is.
  package let teacher: Model
  /// By which logits are divided; above 0.
  package let temperature: Double
  /// How much the teacher counts, from 0 to 1.
  package let alpha: Double
  /// What answers are; decided with the loss.
  package private(set) var answers = Answers.numbers

  /// What a model's answers are taken for.
  package enum Answers: Equatable, Sendable {
    /// One of several classes over the last axis.
    case classes
    /// Yes or no, each by itself.
    case yesOrNo
    /// Numbers.
    case numbers
  }

  /// A temperature and a share; what answers are is decided by `fit`.
  package init(_ teacher: Model, temperature: Double, alpha: Double) {
    (self.teacher, self.temperature, self.alpha) = (teacher, temperature, alpha)
  }

  /// The same for a student and its loss; refuses a teacher whose answers are none for it.
  func fitted(to student: Model, _ loss: LossChoice) throws(LearningError) -> Distillation {
    let own = Set(student.parameters.map { ObjectIdentifier($0.variable) })
    guard teacher !== student,
      !teacher.parameters.contains(where: { own.contains(ObjectIdentifier($0.variable)) })
    else {
      throw .training(.distillation(.sameWeights(student: student.name, teacher: teacher.name)))
    }
    guard teacher.inputs.map(\.shape) == student.inputs.map(\.shape) else {
      throw .training(
        .distillation(
          .inputs(
            student: student.name, student.inputs.map(\.shape), teacher: teacher.name,
            teacher.inputs.map(\.shape))))
    }
    guard teacher.outputShape == student.outputShape else {
      throw .training(
        .distillation(
          .outputs(
            student: student.name, student.outputShape, teacher: teacher.name, teacher.outputShape))
      )
    }
    var result = self
    switch loss.expectation?.targets {
    case .classNumbers, .distributions: result.answers = .classes
    case .shares: result.answers = .yesOrNo
    case .numbers: result.answers = .numbers
    case .others, .labelSequences:
      throw .training(.distillation(.loss(loss.text)))
    case nil:
      switch student.outputActivation?.output {
      case .distribution, .logDistribution: result.answers = .classes
      case .probability: result.answers = .yesOrNo
      default: result.answers = .numbers
      }
    }
    return result
  }
}

/// Why a model can teach another one nothing; data, worded in `Problems`.
package enum DistillationError: Equatable, Sendable {
  /// Samples of other shapes.
  case inputs(student: String, [Shape], teacher: String, [Shape])
  /// Answers of other shapes: another number of classes.
  case outputs(student: String, Shape, teacher: String, Shape)
  /// Both are one model, or share weights.
  case sameWeights(student: String, teacher: String)
  /// A loss whose targets are no answers that a teacher could give.
  case loss(String)
}
