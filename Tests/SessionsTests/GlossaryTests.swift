import Sessions
import Testing

@Suite("Words of a course")
struct GlossaryTests {
  private let glossary = Glossary(
    """
    # Glossary

    Words of *some* course.

    ## 01-neuron

    - **weight**, **weights**: how much an input counts: more or less.
    - *layer*: a group of neurons.
    - loss is what is lost

    ## 02-loss

    - **损失**、**loss**：越小越好。
    """)

  @Test func `each word has its forms, its sentence and its lesson`() throws {
    #expect(glossary.lessons == ["01-neuron", "02-loss"])
    #expect(glossary.entries.map(\.word) == ["weight", "layer", "损失"])
    let weight = try #require(glossary.entry(for: " Weights "))
    #expect(weight.meaning == "how much an input counts: more or less.")
    #expect(weight.lesson == "01-neuron" && weight.line == 7)
    #expect(glossary.entry(for: "layer")?.strictForms == [])
    #expect(glossary.entry(for: "损失")?.strictForms == ["损失", "loss"])
    #expect(glossary.entry(for: "loss")?.meaning == "越小越好。")
    #expect(glossary.entry(for: "bias") == nil)
  }

  @Test func `a line that is no word with its meaning is told`() {
    #expect(glossary.unreadable == [9])
    #expect(Glossary("- **a**: before any lesson").unreadable == [1])
    #expect(Glossary("").entries.isEmpty)
  }

  @Test func `words of prose stand by themselves, without code and headings`() {
    let prose = LessonProse(
      "# The weight\n\nA `weight` is no\nWeight-lifter; its weights\nare.\n\n```\nbias\n```\n神经元的权重是 2。"
    )
    #expect(prose.firstLine(of: "weights") == 3)
    #expect(prose.firstLine(of: "weight") == nil)
    #expect(prose.firstLine(of: "bias") == nil)
    #expect(prose.firstLine(of: "权重") == 9)
  }

  @Test func `bold terms are told from bold sentences`() {
    let prose = LessonProse(
      "The **mean squared\nerror** is one. **It is small.** **Exercise.** More than **0.9**, `a ** b`.\n"
    )
    #expect(prose.boldTerms.map(\.term) == ["mean squared error"])
    #expect(prose.boldTerms.map(\.line) == [0])
  }

  @Test func `a line that a sentence goes on with and Markdown takes for an item is found`() {
    #expect(LessonProse("It is 7\n- 3 and\n10. Then\nmore").brokenLines == [1, 2])
    #expect(LessonProse("Two numbers:\n\n- 3 is odd\n- 4 is even\n\n1. a\n2. b").brokenLines == [])
    #expect(LessonProse("- an item\n  that goes on\n- 3 more").brokenLines == [])
  }
}
