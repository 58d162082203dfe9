import Language

extension ErrorPages {
  static let functions = [
    page(
      "E0812", "a pattern of einsum does not fit the tensors",
      "The pattern has a letter for each axis of each tensor. Axes with one letter are equally long; those whose letter "
        + "the result lacks are summed over.",
      "einsum(\"ij,jk->ik\", [[1, 2, 3]], [[4, 5, 6], [7, 8, 9]])",
      "einsum(\"ij,kj->ik\", [[1, 2, 3]], [[4, 5, 6], [7, 8, 9]])"),
    page(
      "E0813", "a text is no number",
      "`number` reads digits with a point, a sign and an exponent; `inf` and `nan`, too.",
      "number(\"1,5\")", "number(replace(\"1,5\", \",\", \".\"))"),
    page(
      "E0814", "a pattern of format does not fit the values",
      "Each `{}` takes one value; behind a colon stands how it is written, as in Python.",
      "format(\"{} of {}\", 3)", "format(\"{} of {}\", 3, 10)"),
  ]
}
