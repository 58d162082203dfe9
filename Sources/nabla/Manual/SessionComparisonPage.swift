extension ManualPages {
  /// How `nabla verify` compares, and what `nabla record --probe` finds.
  static func comparison(_ page: inout Roff) {
    page.section("How outputs are compared")
    page.entry(
      "exact",
      [
        "Where the file was recorded with the arithmetic that computes, and no tolerance is written: the same text, and "
          + "the same digest of all numbers of a curve or plot."
      ])
    page.entry(
      "numeric",
      [
        "Otherwise: numbers within rtol (1e-6 in float64, 2e-3 in float32) or atol, or equal to the digits written; whole "
          + "numbers and words equal. Three dots in a line, or as a line, stand for anything."
      ])
    page.entry(
      "shape",
      [
        "For chaotic trainings: the same length, a curve that fell, rose or diverged as before, its end within a factor of "
          + "2, accuracies within 2 points."
      ])
    page.entry("none", ["Not at all."])
    page.paragraph(
      "nabla record --probe finds what wants shape: it runs the session once more with every weight moved to the next number "
        + "of its type, up and down in turn, where each training begins. Cells whose results move by more than their "
        + "tolerance get verify=shape, unless their author says how they are compared.")
    page.section("What a session may take")
    page.paragraph(
      "Where somebody is there and has not agreed to the same file before, a training that will take more than a minute "
        + "stands still and is asked about. --trust asks nothing.")
  }
}
