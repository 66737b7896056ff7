// On every page: an open menu closes when the click or the focus goes elsewhere, or on Escape.
const menus = document.querySelectorAll("[data-closes-outside]");
const closeOthers = (target) => menus.forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
document.addEventListener("click", (event) => closeOthers(event.target));
document.addEventListener("focusin", (event) => closeOthers(event.target));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeOthers(null); });
