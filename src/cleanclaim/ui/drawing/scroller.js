// Scrolls to the last question once for each turn; afterwards the reader's own scrolling is left alone.
export default function ({ data }) {
  if (window.cleanclaimTurn === data.turn) return
  window.cleanclaimTurn = data.turn
  // What was said of the last answer makes room, so that the same words are said again for the next; where this script
  // came later than a quick answer, what is said of that one stays.
  const status = document.querySelector(".cc-status")
  if (status && window.cleanclaimSaid !== data.turn) status.textContent = "Answering"
  requestAnimationFrame(() => {
    const questions = document.querySelectorAll(".cc-question")
    const last = questions[questions.length - 1]?.closest("[data-testid=stChatMessage]")
    last?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion)").matches ? "auto" : "smooth" })
  })
}
