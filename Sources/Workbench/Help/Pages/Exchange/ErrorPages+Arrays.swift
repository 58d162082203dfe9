import Language

extension ErrorPages {
  static let arrays = [
    page(
      "E0683", "there are no numbers to write as arrays",
      "Arrays hold numbers; names and texts have a place in tables.",
      "export {name: \"a\"}, \"xy.npz\"", "export {x: [1, 2, 3]}, \"xy.npz\""),
    page(
      "E0684", "a name is none for an array in a file",
      "Arrays in archives are files there: their names must be different and lead nowhere else.",
      "export {\"../x\": [1, 2]}, \"xy.npz\"", "export {x: [1, 2]}, \"xy.npz\""),
    page(
      "E0685", "a card is of one model",
      "A run of several steps trains several models, each with a card of its own.",
      """
      a = model 2 { dense 1 }; b = model 2 { dense 1 }; r = train generated(gauss, 40), epochs=1 {
        step a, loss=x -> mean(a(x)^2)
        step b, loss=x -> mean(b(x)^2)
      }
      export r, "card.md"
      """,
      "m = model 2 { dense 1 }; r = train m, generated(gauss, 40), epochs=1; export r, \"card.md\""),
  ]
}
