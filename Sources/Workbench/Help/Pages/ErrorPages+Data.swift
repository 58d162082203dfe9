import Language

extension ErrorPages {
  static let data = [
    page(
      "E0501", "there are no samples",
      "A data set has at least one sample.",
      "d = table([], [])",
      "d = table([1], [0])"),
    page(
      "E0502", "the data hold a number that is not finite",
      "One infinite number makes every weight infinite. The row is counted from 0.",
      "train model 1 { dense 1 }, table([1, inf], [1, 2])",
      "train model 1 { dense 1 }, table([1, 3], [1, 2])"),
    page(
      "E0512", "files are missing or hold something else",
      "A data set's files are looked for in --data and NABLA_DATA; `load` reads models, `resume` runs.",
      "d = data mnist", "d = data digits { take 100 }"),
    page(
      "E0513", "files do not belong together",
      "Pictures and labels have the same count; the first bytes say what a file holds.",
      "d = data mnist", "d = data digits { take 100 }"),
    page(
      "E0514", "the table has no such column",
      "The first line of a CSV file names its columns.",
      "d = data csv(\"numbers.csv\", target=\"z\")",
      "d = data csv(\"numbers.csv\", target=\"y\")"),
    page(
      "E0515", "a field is no number",
      "Where more than four of five values of a column are numbers, the others are a mistake, or mean a gap: "
        + "`missing=[\"x\"]` adds a mark to those that are known. The line is counted from 1.",
      "d = data csv(\"words.csv\", target=\"y\")",
      "d = data csv(\"numbers.csv\", target=\"y\")"),
    page(
      "E0530", "a number is too large for its type",
      "float32 ends at 3.4e38; beyond, a number would be infinite, and nothing could be trained on it.",
      "d = table([[1e308, 1], [2, 3]], [0, 1])",
      "set dtype=float64; d = table([[1e308, 1], [2, 3]], [0, 1])"),
    page(
      "E0516", "the table has nothing beside its target",
      "At least one more column is needed to predict from.",
      "d = data csv(\"one.csv\", target=\"y\")",
      "d = data csv(\"numbers.csv\", target=\"y\")"),
    page(
      "E0517", "more samples are asked for than there are",
      "`take` cuts from what the step before it gives.",
      "d = data table([1, 2], [0, 1]) { take 5 }",
      "d = data table([1, 2], [0, 1]) { take 1 }"),
    page(
      "E0518", "the data have no such part",
      "`split` makes validation and test; some sources bring a test part.",
      "d = data table([1, 2], [0, 1]) { take 1, 1 }",
      "d = data table([1, 2], [0, 1]) { split 50%, 50%; take 1, 1 }"),
    page(
      "E0519", "a split would mix what was seen with what was not",
      "Split once, and before a step that measures all samples.",
      "d = data table([1, 2, 3, 4], [0, 1, 0, 1]) { split 50%, 50%; split 50%, 50% }",
      "d = data table([1, 2, 3, 4], [0, 1, 0, 1]) { split 50%, 50% }"),
    page(
      "E0522", "the data have no targets",
      "They can be trained on with losses of your own.",
      "train model 2 { dense 1 }, generated(gaussian_ring, 8)",
      "train generated(gaussian_ring, 8) { step model 2 { dense 1 }, loss=x -> mean(x^2) }"),
    page(
      "E0523", "the file is no text",
      "A text is UTF-8 and not empty.",
      "d = data text(\"picture.png\")", "d = data text(\"zen.txt\") { chars 16 }"),
    page(
      "E0524", "the step does not fit this kind of data",
      "`chars` and `words` cut a text, `mask` hides tokens of what they cut, `tokens` numbers pairs.",
      "d = data table([1, 2], [0, 1]) { chars 8 }", "d = data text(\"zen.txt\") { chars 8 }"),
    page(
      "E0525", "numbers that stand for text are no quantities",
      "An embedding in the model turns them into numbers that mean something.",
      "d = data text(\"zen.txt\") { chars 8; standardize }",
      "d = data text(\"zen.txt\") { chars 8 }"),
    page(
      "E0526", "a text is too short or too long",
      "Each part holds at least one window and the token after it; a pair fits its lengths.",
      "d = data text(\"zen.txt\") { chars 60000 }",
      "d = data text(\"zen.txt\") { chars 16 }"),
    page(
      "E0527", "the order of the steps does not work",
      "A text keeps its order, and one step at most draws something new for each batch.",
      "d = data text(\"zen.txt\") { shuffle; chars 16 }", "d = data text(\"zen.txt\") { chars 16 }"),
    page(
      "E0528", "the model has learnt other tokens",
      "Number 7 is another character in another text, so a model stays with its vocabulary.",
      "train m, other", "train model other { embedding other.vocab, 8; dense other.vocab }, other"),
  ]

  static let files = [
    page(
      "E0503", "a file cannot be read or written",
      "It is missing, a folder, not permitted, or the disk is full; an old file stays as it was.",
      "m = load \"nowhere.safetensors\"", "save m, \"m.safetensors\"; m = load \"m.safetensors\""),
    page(
      "E0504", "a file is damaged",
      "The message says where, what was expected and what was found, or that the file is empty. Nothing of it was used. Of tables `skip=` leaves out "
        + "lines before the header, `ragged=` mends rows of other lengths.",
      "d = data csv(\"cut.csv\", target=\"y\")",
      "d = data csv(\"numbers.csv\", target=\"y\")"),
    page(
      "E0505", "models are saved as safetensors",
      "The name of the file says its kind.",
      "m = model 2 { dense 1 }; save m, \"m.h5\"",
      "m = model 2 { dense 1 }; save m, \"m.safetensors\""),
    page(
      "E0506", "the model cannot be written down",
      "A file holds no other models, no names of your session, and only formulas of the language's functions.",
      "a = model 2 { dense 2 }; m = model 2 { a }; save m, \"m.safetensors\"",
      "m = model 2 { dense 2 }; save m, \"m.safetensors\""),
    page(
      "E0507", "the file holds tensors but no model",
      "Other programs write only weights; how the model is built is missing.",
      "m = load \"weights.safetensors\"", "save m, \"m.safetensors\""),
    page(
      "E0508", "the file has no checksum",
      "`save` writes one, so that an edited or cut file is noticed.",
      "m = load \"edited.safetensors\"", "save m, \"m.safetensors\""),
    page(
      "E0529", "a file is there that nabla did not write",
      "What `save`, `plot` and `export` write takes the place of what they wrote before, and of nothing else; "
        + "they are known by the list .nabla-written beside them, and are left alone where they were changed since. A session that is replayed replaces only "
        + "what it wrote itself.",
      "plot tanh, to=\"drawn-by-hand.svg\"", "plot tanh, to=\"tanh.svg\""),
    page(
      "E0509", "the file is of a newer version",
      "Use the version of nabla that wrote it.",
      "m = load \"newer.safetensors\"", "save m, \"m.safetensors\""),
    page(
      "E0510", "the file describes no model",
      "It was edited, or comes from another version.",
      "m = load \"edited.safetensors\"", "save m, \"m.safetensors\""),
    page(
      "E0511", "a checkpoint belongs to another model or other data",
      "Layers, optimizer, steps and the count of samples are those of the run that it was saved from. "
        + "The message names the tensors that differ.",
      "resume \"run.safetensors\", other, d", "resume \"run.safetensors\", m, d"),
    page(
      "E0520", "a program is no UTF-8 text",
      "Save it as UTF-8 in your editor.",
      "nabla picture.png", "nabla program.nabla"),
    page(
      "E0521", "a session may not read this file",
      "A session from elsewhere reads only beside itself and below --data.",
      "d = data csv(\"/etc/passwd\")", "d = data csv(\"numbers.csv\", target=\"y\")"),
    page(
      "E0701", "a session is too large",
      "The message says the limit; keep data in files of their own.",
      "nabla verify huge.nabla.md", "nabla verify lesson.nabla.md"),
    page(
      "E0702", "a session is no text",
      "Sessions are Markdown files in UTF-8.",
      "nabla verify picture.nabla.md", "nabla verify lesson.nabla.md"),
    page(
      "E0703", "the front matter cannot be read",
      "It stands between two lines `---` and holds key: value, [a, b] and {a: b}.",
      "---\nseed 1\n---", "---\nseed: 1\n---"),
    page(
      "E0704", "a session would lose something when it is saved",
      "An open block, marks of a merge or bytes that are no text would be lost or changed.",
      "nabla verify --update broken.nabla.md", "nabla verify --update lesson.nabla.md"),
    page(
      "E0706", "a session was changed while it was verified",
      "Nothing was written; run the command again.",
      "nabla verify --update lesson.nabla.md", "nabla verify --update lesson.nabla.md"),
    page(
      "E0707", "there is no session here",
      "The names of sessions end with .nabla.md.",
      "nabla verify empty/", "nabla verify sessions/"),
    page(
      "E0587", "the folder has too many others in it",
      "Sessions are looked for in all folders of the one that is named, not in a whole disk. Nothing was run or changed.",
      "nabla fmt /", "nabla fmt sessions/"),
    page(
      "E0669", "a program cannot be brought into canonical form",
      "`nabla fmt` changes blanks, indentation and empty lines of programs that can be read, and nothing else.",
      "nabla fmt broken.nabla", "nabla fmt program.nabla"),
    page(
      "E0652", "an open merge wants somebody who chooses",
      "Stored outputs that conflict are computed again. Where programs or prose differ, one of both sides has to be "
        + "taken, or both.",
      "nabla merge lesson.nabla.md < /dev/null", "nabla merge --take theirs lesson.nabla.md"),
    page(
      "W0061", "a training is chaotic",
      "`nabla record --probe` moves every weight to the next number where the training begins, and its curve moves by more "
        + "than the tolerance: the same will happen on another machine. The cell gets `verify=shape`: its length, what "
        + "the curve did, its end within a factor of 2, accuracies within 2 points.",
      "train m, d, optimizer=sgd(0.5, momentum=0.9)",
      "train m, d, optimizer=sgd(0.05, momentum=0.9)"),
    page(
      "W0062", "a cell shows what a chaotic training came to",
      "Its outputs stand on weights that a last bit changes. It is compared by its shape, as the training is.",
      "evaluate m, d", "train with a smaller learning rate, then evaluate m, d"),
    page(
      "W0063", "a result cannot be verified elsewhere",
      "With other last bits not even the sort of result stays the same: the curve goes elsewhere, or ends with more than "
        + "twice the value.",
      "```nabla", "```nabla {verify=none}"),
    page(
      "E0708", "a notebook fills the screen",
      "It needs a terminal that can place its cursor; in plain mode and off a terminal there is none.",
      "TERM=dumb nabla open a.nabla.md", "nabla run a.nabla.md"),
  ]
}
