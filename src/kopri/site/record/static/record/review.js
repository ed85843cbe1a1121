/* The review desk beyond HTML: after htmx has exchanged the card, the marks in the text follow it and the focus goes to it.
   The keys themselves are data-shortcut attributes. Everything works without this file. */

const STATES = /\bs-\w+/;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function showNow({ now, states }) {
  for (const mark of document.querySelectorAll("mark[data-mark]")) {
    const state = states[mark.dataset.mark];
    if (state) mark.className = mark.className.replace(STATES, `s-${state}`);
    mark.classList.toggle("now", mark.dataset.mark === now);
  }
  for (const row of document.querySelectorAll("tr[data-row]")) row.classList.toggle("now", row.dataset.row === now);
  scrollToMark(now);
}

function scrollToMark(name) {
  const mark = document.getElementById(`m-${name}`);
  const wide = matchMedia("(min-width: 62.01rem)").matches;
  if (mark && wide) mark.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

function focusCard(side) {
  const wanted = side.querySelector("[aria-invalid=true]") ?? side.querySelector(".correction .fields :is(input, select, textarea)") ?? side.querySelector("#card-title");
  wanted?.focus({ preventScroll: matchMedia("(min-width: 62.01rem)").matches });
  side.parentElement.scrollTop = 0;
}

document.addEventListener("desk:shown", (event) => showNow(event.detail));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "desk-side") focusCard(document.getElementById("desk-side"));
});
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.matches(".aside details")) event.target.querySelector("textarea")?.focus();
}, true);

function ticking(form) {
  const boxes = [...form.querySelectorAll("[name=ticked]")];
  const all = form.querySelector("[data-tick-all]");
  const says = form.querySelector("[data-ticked]");
  const scope = form.querySelector("[name=scope]");
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    says.textContent = count ? `${count} ✓` : says.dataset.none;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  };
  all.hidden = false;
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    if (event.target !== scope) scope.value = "ticked";
    tell();
  });
  tell();
}

for (const form of document.querySelectorAll("[data-bulk]")) ticking(form);
const current = document.querySelector("mark.now");
if (current && new URLSearchParams(location.search).has("s")) scrollToMark(current.dataset.mark);
