/* The words that scripts say, as the server translated them (components/words.html). */

export function word(name) {
  return document.getElementById("words")?.dataset[name] ?? "";
}
