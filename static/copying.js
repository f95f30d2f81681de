/* A button that copies a text: made here, because without scripts there is nothing that it could do. The text carries
   the words of the button and of what it says afterwards. */

export function offerCopies(texts) {
  if (!navigator.clipboard) return;
  for (const text of texts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet button-small no-print";
    button.textContent = text.dataset.copy;
    const said = document.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
        said.textContent = text.dataset.copied;
      } catch {
        const range = document.createRange();
        range.selectNodeContents(text);
        const selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
      }
    });
    const line = document.createElement("p");
    line.append(button, " ", said);
    text.after(line);
  }
}
