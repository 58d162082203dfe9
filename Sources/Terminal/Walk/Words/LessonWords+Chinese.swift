extension LessonWords {
  /// The words of the walk in Chinese. Commands and keys stay as they are typed.
  static let chinese: [String: String] = [
    // Going on.
    "Enter goes on, b goes back, q leaves. Anything else you type is tried out; `?` lists keys and words.":
      "按 Enter 继续，b 返回，q 离开。输入别的内容就是试一试；`?` 列出按键和词语。",
    "Enter goes on": "按 Enter 继续",
    "Enter runs it": "按 Enter 运行",
    "Enter begins": "按 Enter 开始",
    "end of the lesson": "本课结束",
    "left the lesson before its end; `nabla walk %1` goes on here":
      "还没到结尾就离开了；`nabla walk %1` 会从这里继续",
    "left the lesson before its end": "还没到结尾就离开了",
    "left the lesson before its end; nothing of it is kept": "还没到结尾就离开了；什么都没有保存",
    "%1 cells or checks of the lesson failed": "本课有 %1 处单元或检查没有通过",
    "check failed: %1": "检查没有通过：%1",
    "`q` leaves the lesson": "`q` 离开本课",
    "there is nothing to solve here: Enter goes on": "这里没有要做的题：按 Enter 继续",
    "That is no line of nabla. Enter alone goes on; `?` lists keys and words, `?word` explains a word.":
      "这不是 nabla 的语句。单按 Enter 继续；`?` 列出按键和词语，`?词` 解释一个词。",
    "`%1` is a name here; commands have a colon: `:back`, `:quit`":
      "`%1` 在这里是一个名字；命令前面要有冒号：`:back`、`:quit`",
    // Trying things.
    "You are trying things: nothing of it stays. Enter alone, or `:back`, returns to the lesson.":
      "现在可以随便试，什么都不会留下。单按 Enter 或输入 `:back` 回到课程。",
    "you are trying things already": "你已经在试一试了",
    "`:back` returns to the lesson first": "请先用 `:back` 回到课程",
    "Enter alone, or `:back`, returns to the lesson; `?word` explains a word.":
      "单按 Enter 或输入 `:back` 回到课程；`?词` 解释一个词。",
    "That is no line of nabla. Enter alone returns to the lesson; `?` lists words, `?word` explains one.":
      "这不是 nabla 的语句。单按 Enter 回到课程；`?` 列出词语，`?词` 解释一个词。",
    "back in the lesson: names and weights are as before": "回到课程：名字和权重都和之前一样",
    "before a class nothing is kept": "在全班面前演示时什么都不保存",
    "nothing has been asked yet": "还没有提过问题",
    "step %1 of %2": "第 %1 步，共 %2 步",
    "what was kept of this lesson is forgotten; the lesson itself goes on":
      "本课保存的记录已经清除；课程照常继续",
    "Words so far": "到现在为止的词语",
    // Going on where somebody stopped.
    "The lesson has changed since you stopped: it begins at its start.":
      "上次离开之后，本课有了改动：从头开始。",
    "You stopped in “%1”, at %2 % of the lesson.": "上次停在“%1”，已完成本课的 %2 %。",
    "You stopped at %1 % of the lesson.": "上次停在本课的 %1 %。",
    "Enter goes on there, `start` begins anew": "按 Enter 从那里继续，输入 `start` 从头开始",
    "Enter goes on where you stopped; `start` begins the lesson anew, `q` leaves":
      "按 Enter 从上次停下的地方继续；`start` 从头开始，`q` 离开",
    "what stands before it runs …": "正在运行前面的内容……",
    "Enter starts %1, m lists the lessons, q leaves": "按 Enter 开始 %1，m 列出课程，q 离开",
    "m lists the lessons, q leaves": "m 列出课程，q 离开",
    // Questions.
    "answer": "回答",
    "answer: %1": "答案：%1",
    "answered: %1": "已经回答：%1",
    "the answer is %1": "答案是 %1",
    "type an answer; `:hint` helps, `:skip` shows the answer, `:quit` leaves":
      "请输入答案；`:hint` 给出提示，`:skip` 显示答案，`:quit` 离开",
    "type what the class says; `:reveal` shows the answer, `:next` goes on without it":
      "请输入全班的回答；`:reveal` 显示答案，`:next` 不答直接继续",
    "%1; `:hint` helps, `:skip` shows the answer, `:play` lets you try things, `?word` explains a word, `:quit` leaves":
      "%1；`:hint` 给出提示，`:skip` 显示答案，`:play` 可以试一试，`?词` 解释一个词，`:quit` 离开",
    "%1; `:hint` helps, `:reveal` shows the answer, `:play` lets you try things, `?word` explains a word, `:quit` leaves":
      "%1；`:hint` 给出提示，`:reveal` 显示答案，`:play` 可以试一试，`?词` 解释一个词，`:quit` 离开",
    "type a word": "请输入一个词",
    "type a number": "请输入一个数",
    "type a letter from %1 to %2, or the answer itself": "请输入 %1 到 %2 中的一个字母，或者答案本身",
    "right": "对了",
    "not that; try again": "不对，再试一次",
    "not that; `:reveal` shows the answer": "不对；`:reveal` 显示答案",
    "it is not %1) %2": "不是 %1) %2",
    "no more hints; `:skip` shows the answer": "没有更多提示了；`:skip` 显示答案",
    // Exercises.
    "Exercise": "练习",
    "Exercise (optional)": "练习（可选）",
    "Goal: %1": "目标：%1",
    "The start:": "起点：",
    "try": "试",
    "play": "玩",
    "This exercise is done. `:play` at the next pause tries more.":
      "这个练习已经完成。在下一个停顿处用 `:play` 可以继续试。",
    "Type your program; Up fetches the start. `:hint`, `:solution`, `:reset`, `:skip` and `?` help.":
      "请输入你的程序；按上箭头取出起点。可以用 `:hint`、`:solution`、`:reset`、`:skip` 和 `?`。",
    "Type what the class says; `:solution` shows one. `:hint`, `:reset`, `:next` and `?` help.":
      "请输入全班的程序；`:solution` 显示一个解答。可以用 `:hint`、`:reset`、`:next` 和 `?`。",
    "`:skip` passes over the exercise, `:bye` leaves the lesson": "`:skip` 跳过练习，`:bye` 离开本课",
    "type a program; `:hint` helps, `:skip` goes on with the solution":
      "请输入程序；`:hint` 给出提示，`:skip` 带着解答继续",
    "That is no line of nabla. Type a program: `?` shows the goal and the keys, `:hint` helps.":
      "这不是 nabla 的语句。请输入程序：`?` 显示目标和按键，`:hint` 给出提示。",
    "that were %1 tries": "已经试了 %1 次",
    "that was one try": "已经试了 1 次",
    "done": "完成",
    "done: that is right": "完成：答对了",
    "`:hint` gives a hint": "`:hint` 给出提示",
    "%1 is set; the exercise looks at %2": "设定了 %1；练习要看的是 %2",
    "%1 are set; the exercise looks at %2": "设定了 %1；练习要看的是 %2",
    "%1 is a value; the exercise looks at `%2`: write `%2 = %1`":
      "%1 是一个值；练习要看的是 `%2`：请写 `%2 = %1`",
    "passed over: the lesson goes on with its solution": "跳过：课程带着解答继续",
    "no more hints": "没有更多提示了",
    "no more hints; `:solution` shows a solution": "没有更多提示了；`:solution` 显示一个解答",
    "names and weights are as they were at the start of the exercise":
      "名字和权重恢复到练习开始时的样子",
    "try it once first, right or wrong: that is how it sticks":
      "先自己试一次，对错都行：这样才记得住",
    "try it once first, right or wrong: that is how it sticks; `:hint` helps":
      "先自己试一次，对错都行：这样才记得住；`:hint` 给出提示",
    "this exercise has no solution to show": "这个练习没有可以显示的解答",
    "A solution:": "一个解答：",
    // What was answered.
    "%1 questions": "%1 道问题", "%1 exercises": "%1 个练习",
    "%1 at once": "%1 个一次答对", "%1 later": "%1 个后来答对", "%1 shown": "%1 个看了答案",
    ": ": "：", ", ": "，", ". ": "。",
    // What helps.
    pauseHelp: """
    Enter、:next   继续；上面的内容这时才运行
    b、:back       回到前一个停顿
    q、:bye        离开；下次从这里继续
    :progress      说明到现在答了什么
    ?词            解释课程或语言里的一个词：?weight、?dense
    其他内容       用课程里的名字试一试，之后不留痕迹
    """,
    classHelp: """
    Enter、:next   继续；上面的内容这时才运行
    b、:back       重新显示前一节
    :skip          跳过本节余下的内容，它们在后台运行
    :reveal        问题的答案；:solution 是练习的解答
    q、:bye        离开；什么都不保存
    ?词            解释一个词：?dense、?checks
    其他内容       用课程里的名字试一试，之后不留痕迹
    """,
    exerciseHelp: """
    请输入程序；Enter 运行它，并说明还缺什么。
    :hint      下一个提示
    :solution  试过之后显示一个解答
    :reset     名字和权重恢复到练习开始时的样子
    :play      试一试，不留痕迹
    :skip      继续；后面的内容以解答为准
    :back      回到前一个停顿
    ?词        解释一个词
    """,
  ]

  /// What may be typed at a pause.
  static let pauseHelp = """
    Enter, :next   goes on; what stands above runs only then
    b, :back       goes back to the pause before
    q, :bye        leaves; the lesson goes on here the next time
    :progress      tells what has been answered so far
    ?word          explains a word of the lesson or of the language: ?weight, ?dense
    anything else  is tried out on the names of the lesson, and is gone afterwards
    """

  /// The same before a class.
  static let classHelp = """
    Enter, :next   goes on; what stands above runs only then
    b, :back       shows the section before again
    :skip          passes over what is left of this section, which runs unseen
    :reveal        the answer of a question; :solution that of an exercise
    q, :bye        leaves; nothing is kept
    ?word          explains a word: ?dense, ?checks
    anything else  is tried out on the names of the lesson, and is gone afterwards
    """

  /// What may be typed in an exercise.
  static let exerciseHelp = """
    Type a program; Enter runs it and says what is missing.
    :hint      the next hint
    :solution  a solution, once you have tried
    :reset     names and weights as they were at the start of the exercise
    :play      try things that leave no trace
    :skip      go on; what follows stands on the solution
    :back      go back to the pause before
    ?word      explains a word
    """
}
