// The inbox by keyboard: j and k go down and up the list, Enter opens, r goes to the answer. All works without it.
document.addEventListener("DOMContentLoaded", () => {
  const talks = [...document.querySelectorAll(".talks a")];
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const at = talks.indexOf(document.activeElement);
    if (event.key === "j") talks[Math.min(at + 1, talks.length - 1)]?.focus();
    else if (event.key === "k") talks[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "r") document.getElementById("text")?.focus();
    else return;
    event.preventDefault();
  });
});
