// One per page: says the status sentence, copies what a copy button holds, opens links beside the chat.
const copy = async (button) => {
  const words = button.dataset.copy
  try {
    await navigator.clipboard.writeText(words)
  } catch {
    // Without a secure address the browser keeps the clipboard shut; the old way still works.
    const area = Object.assign(document.createElement("textarea"), { value: words })
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
    button.focus()
  }
  const label = button.dataset.label ?? button.textContent
  button.dataset.label = label
  button.textContent = "Copied"
  setTimeout(() => (button.textContent = label), 1500)
}

const listen = (event) => {
  const button = event.target.closest?.("button.cc-copy")
  if (button) copy(button)
  const link = event.target.closest?.(".cc-answer a[href], .cc-panel a[href]")
  if (link) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" })
}

export default function ({ parentElement, data }) {
  if (!window.cleanclaimListens) {
    window.cleanclaimListens = true
    document.addEventListener("click", listen, true)
  }
  const status = parentElement.querySelector("[role=status]")
  // Once for each turn: drawn again while the next is answered, the last answer's sentence does not come back.
  if (window.cleanclaimSaid === data.turn && status.textContent) return
  window.cleanclaimSaid = data.turn
  if (status.textContent !== data.sentence) status.textContent = data.sentence
}
