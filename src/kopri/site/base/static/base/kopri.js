/* What the pages do beyond HTML. Everything that matters works without this file.

   data-shortcut="a"        pressing the key focuses a field, follows a link or presses a button
   data-says="Accept"       what the shortcut does, for the list behind "?"; without it the element's own words
   data-keyboard-list       j and k (and the arrows, on a focused item) move through its [data-keyboard-item] children
   data-confirm="…"         a form asks before it is sent
   data-submit-on-change    a form is sent when a choice in it changes
   data-copy="#id"          copies the text of that element                                                            */

const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
// The letter on the key, also where the layout is Korean or Cyrillic.
const keyOf = (event) => (event.code?.startsWith("Key") && !/^[a-z]$/i.test(event.key) ? event.code.slice(3).toLowerCase() : event.key);
const shown = (element) => element.getClientRects().length > 0;

function act(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function ownWords(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.trim();
}

function showShortcuts() {
  const dialog = document.getElementById("shortcuts");
  const list = dialog?.querySelector("[data-shortcut-list]");
  if (!list) return;
  const rows = [...document.querySelectorAll("[data-shortcut]")].filter(shown).map((element) => {
    const key = document.createElement("dt");
    const says = document.createElement("dd");
    key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.shortcut }));
    says.textContent = element.dataset.says || ownWords(element);
    return [key, says];
  });
  list.replaceChildren(...rows.flat());
  dialog.showModal();
}

function move(step) {
  const list = document.querySelector("[data-keyboard-list]");
  const items = list ? [...list.querySelectorAll("[data-keyboard-item]")].filter(shown) : [];
  if (!items.length) return false;
  const now = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const next = items[Math.max(0, Math.min(items.length - 1, now < 0 ? 0 : now + step))];
  if (!next.matches("a, button, input")) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    if (typing(event.target)) event.target.blur();
    return;
  }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = keyOf(event);
  if (key === "?") {
    showShortcuts();
  } else if ((key === "j" && move(1)) || (key === "k" && move(-1))) {
    // moved
  } else {
    const element = [...document.querySelectorAll(`[data-shortcut="${CSS.escape(key)}"]`)].find((e) => shown(e) && !e.disabled);
    if (!element) return;
    act(element);
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  const copier = event.target.closest("[data-copy]");
  if (copier) navigator.clipboard?.writeText(document.querySelector(copier.dataset.copy)?.textContent.trim() ?? "");
});

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm ?? event.submitter?.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit-on-change]")) event.target.form?.requestSubmit();
});

// The browser's time zone, so that times are shown in it to those whose profile names none.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`timezone=${zone}`)) {
  document.cookie = `timezone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}
