/// `an optimizer`, `a layer`: a word with the article that its first letter asks for.
package func withArticle(_ word: String) -> String {
  guard let first = word.lowercased().first else { return word }
  return ("aeiou".contains(first) ? "an " : "a ") + word
}
