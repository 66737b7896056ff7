// The speech page, made quicker: the place that an address names, keys, the cursor for a cut, the outline that follows.
// Nothing here is needed: every act has its own form.
const page = document.querySelector("[data-speech]");
const points = () => [...document.querySelectorAll("[data-point]")];
let current = null;

function goTo(point) {
  if (!point) return;
  if (current) current.classList.remove("point-current");
  current = point;
  point.classList.add("point-current");
  document.querySelectorAll(".outline-item[aria-current]").forEach((item) => item.removeAttribute("aria-current"));
  const item = document.querySelector(`.outline-item[href="#${point.id}"]`);
  if (item) {
    item.setAttribute("aria-current", "true");
    item.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const all = points();
  const here = all.indexOf(document.getElementById(current ? current.id : ""));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  goTo(next);
  if (next) next.scrollIntoView({ block: "start", behavior: "smooth" });
}

// The offset of the caret, in characters of the file's text (not UTF-16 units).
function caret() {
  const selection = window.getSelection();
  const node = selection.anchorNode;
  if (!node || node.nodeType !== Node.TEXT_NODE) return null;
  const run = node.parentElement.closest("[data-at]");
  if (!run) return null;
  return Number(run.dataset.at) + Array.from(node.data.slice(0, selection.anchorOffset)).length;
}

function armSplits(root) {
  root.querySelectorAll("[data-split]").forEach((button) => { button.hidden = false; });
}

let lastCaret = null;
document.addEventListener("selectionchange", () => {
  const place = caret();
  if (place !== null) lastCaret = place;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-split]");
  if (button) {
    if (lastCaret === null) {
      event.preventDefault();
      button.textContent = "请先点一下要拆开的地方";
      return;
    }
    const select = button.form.elements.offset;
    if (select) select.disabled = true;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "offset";
    field.value = lastCaret;
    button.form.append(field);
    return;
  }
  const point = event.target.closest("[data-point]");
  if (point) goTo(point);
});

const writing = (target) => target.closest("input, textarea, select, [contenteditable]");
const acts = {
  j: () => step(1),
  k: () => step(-1),
  y: () => press("y"),
  n: () => press("n"),
  z: () => { const form = document.querySelector("[data-undo]"); if (form) form.requestSubmit ? form.requestSubmit() : form.submit(); },
};

function press(key) {
  const here = current && document.getElementById(current.id);
  const button = here && here.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
}

if (page) {
  armSplits(page);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const act = acts[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  // Refused or lost on the way: the page as it stands now says more than a button that does nothing.
  document.body.addEventListener("htmx:responseError", () => location.reload());
  document.body.addEventListener("htmx:sendError", () => {
    const said = document.getElementById("said");
    said.textContent = "没有连上发言库，刚才的操作没有保存，请稍后再试。";
    said.className = "message message-error";
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.detail.elt;
    if (swapped && swapped.matches("[data-point]")) {
      armSplits(swapped);
      goTo(swapped);
      swapped.focus({ preventScroll: true });
    }
  });
  const named = location.hash && document.getElementById(location.hash.slice(1));
  goTo(named ? named.closest("[data-point]") : null);
  const place = document.getElementById("at");
  if (place && !location.hash) place.scrollIntoView({ block: "center" });
}
