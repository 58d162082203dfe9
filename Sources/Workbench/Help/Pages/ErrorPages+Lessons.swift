import Language

extension ErrorPages {
  /// Mistakes of whoever writes lessons; their examples stand in documents, not in programs.
  static let lessons = [
    page(
      "E0631", "an exercise starts from a cell that is not above it",
      "`from=` names a cell or an exercise further up, behind which the exercise starts: names, weights and random "
        + "streams are what they were there. What the exercise gives is then added to what the lesson had.",
      "```nabla-try {from=modl}\nm\n```",
      "```nabla {#model}\nm = 2\n```\n```nabla-try {from=model}\nm\n```"),
    page(
      "E0650", "a class is taught at a terminal",
      "`nabla walk --class` shows a lesson page by page and waits for the teacher, which a pipe or a file cannot. "
        + "`--no-pause` shows all of a lesson without waiting.",
      "nabla walk --class 01-neuron > lesson.txt", "nabla walk --no-pause 01-neuron > lesson.txt"),
    page(
      "E0671", "a check of a lesson cannot be read",
      "A check is one condition in the language of cells, and may ask `exists`, `uses`, `diverged`, `monotone`, "
        + "`same` and `took`. What it speaks of must get a value somewhere in the lesson. `?checks` tells more.",
      "s.los < 0.1 say \"not yet\"", "s.loss < 0.1 say \"not yet\""),
    page(
      "E0686", "the solution of an exercise is not accepted",
      "The author's own answer runs after the start of the exercise and has to pass all its checks.",
      "```nabla-solution\ny = 1\n```\n```nabla-check\ny == 3\n```",
      "```nabla-solution\ny = 3\n```\n```nabla-check\ny == 3\n```"),
    page(
      "E0687", "an exercise is solved before anything is typed",
      "Its start passes its checks: who types nothing has learnt nothing.",
      "```nabla-try\ny = 3\n```\n```nabla-check\ny == 3\n```",
      "```nabla-try\ny = 0\n```\n```nabla-check\ny == 3\n```"),
    page(
      "E0688", "a question or a link of a lesson leads nowhere",
      "The answer of a question is the letter of one of its options, or what is to be typed; what `needs` and links "
        + "name has to be there.",
      "```nabla-quiz {answer=c}\nHow much?\na) one\nb) two\n```",
      "```nabla-quiz {answer=b}\nHow much?\na) one\nb) two\n```"),
    page(
      "E0697", "a line of a glossary cannot be read",
      "`glossary.md` stands beside the lessons of a course. Below `## 01-neuron` each line is a word that this lesson "
        + "explains, with its other forms, a colon and one sentence. `?` lists them while the lessons are walked.",
      "- weight is how much an input counts", "- **weight**, **weights**: how much an input counts."
    ),
    page(
      "E0698", "a recording is to be written over another file",
      "`nabla play --cast FILE` writes over a recording that it made before, and over nothing else: a lesson that is named by "
        + "mistake stays as it is.",
      "nabla play 06-xor --cast 06-xor.nabla.md", "nabla play 06-xor --cast 06-xor.cast"),
    page(
      "W0065", "a term is set bold and missing in the glossary",
      "A lesson sets a term bold where it explains it, and `?` gives its sentence from then on. Bold sentences, which "
        + "end with a point, are no terms.",
      "This is the **loss**", "- **loss**: one number that says how wrong a model is."),
    page(
      "W0066", "a word of the glossary is not explained in its lesson",
      "The glossary says in which lesson a word is explained. There it is to stand bold, once.",
      "the weight of the line", "the **weight** of the line"),
    page(
      "W0067", "a word is used before it is explained",
      "Readers know the words of the lessons before, and those above. A word that has an everyday meaning, too, stands in "
        + "single stars in the glossary, `*score*`, and is not looked for.",
      "the gradient falls", "the slope falls"),
    page(
      "W0068", "a line of a sentence begins like an item of a list",
      "For Markdown a line that begins with `- 3` or `10. ` is an item of a list, even in a sentence.",
      "that is 7\n- 3 apples", "that is\n7 - 3 apples"),
    page(
      "W0072", "a lesson takes longer, or less long, than it says",
      "Counted are its words, at 180 a minute (of Chinese 300 characters), half a minute for a cell, one for a question "
        + "and three for an exercise. What it says may be off by a quarter.",
      "minutes: 3", "minutes: 12"),
    page(
      "W0073", "an exercise lacks a check, a hint or a solution",
      "Without a check anything passes; without hints and a solution whoever is stuck stays stuck.",
      "```nabla-try\ny = 0\n```",
      "```nabla-try\ny = 0\n```\n```nabla-hint\nCount.\n```\n```nabla-solution\ny = 3\n```\n"
        + "```nabla-check\ny == 3\n```"),
    page(
      "W0074", "what was kept of a learner's lessons cannot be read",
      "It is one small file of JSON, `progress.json` in the folder of states. The lesson begins at its start.",
      "nabla walk 01-neuron", "nabla walk --forget"),
  ]
}
