/* Pleasant, never needed: every page works without this. */
"use strict";

(() => {
  const reading = document.querySelector(".reading");
  if (!reading) return;

  const sheet = document.getElementById("sheet");
  const isNarrow = () => !window.matchMedia("(min-width: 62rem)").matches;
  const words = new Map(); // statement number -> its words
  for (const piece of reading.querySelectorAll("[data-s]")) {
    for (const number of piece.dataset.s.split(" ")) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(piece);
    }
  }
  const cards = new Map();
  for (const card of reading.querySelectorAll(".card")) cards.set(card.dataset.n, card);

  let lit = null;
  let pinned = null;

  const paint = (number, on) => {
    for (const piece of words.get(number) || []) piece.classList.toggle("lit", on);
    const card = cards.get(number);
    if (card) card.classList.toggle("lit", on);
  };
  const light = (number) => {
    if (number === lit) return;
    if (lit !== null) paint(lit, false);
    lit = number;
    if (lit !== null) paint(lit, true);
  };
  const numberOf = (target) => {
    const piece = target.closest("[data-s]");
    if (piece) return piece.dataset.s.split(" ")[0];
    const card = target.closest(".card");
    return card ? card.dataset.n : null;
  };

  const closeSheet = () => {
    sheet.hidden = true;
    sheet.replaceChildren();
  };
  const fillSheet = (card) => {
    const close = document.createElement("button");
    close.className = "sheet-close";
    close.textContent = "Close";
    close.addEventListener("click", () => {
      closeSheet();
      pinned = null;
      light(null);
    });
    const copy = card.cloneNode(true);
    copy.open = true;
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    copy.classList.remove("lit");
    sheet.replaceChildren(close, copy);
    sheet.hidden = false;
  };
  const choose = (number) => {
    pinned = number;
    light(number);
    const card = cards.get(number);
    if (!card) return;
    if (isNarrow()) {
      fillSheet(card);
    } else {
      card.open = true;
      card.scrollIntoView({ block: "nearest" });
    }
  };

  reading.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") light(numberOf(event.target) ?? pinned);
  });
  reading.addEventListener("pointerleave", () => light(pinned));
  reading.addEventListener("focusin", (event) => {
    const number = numberOf(event.target);
    if (number !== null) light(number);
  });
  reading.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-s]");
    if (!piece || String(window.getSelection())) return;
    event.preventDefault();
    choose(piece.dataset.s.split(" ")[0]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    light(null);
    closeSheet();
  });

  // A link to a statement that stands in another section of a long report.
  const follow = () => {
    const name = decodeURIComponent(window.location.hash.slice(1));
    if (!name.startsWith("s-")) return;
    const body = document.getElementById(name);
    if (body) {
      const card = body.closest(".card");
      card.open = true;
      pinned = card.dataset.n;
      light(pinned);
      card.scrollIntoView({ block: "center" });
    } else if (!new URLSearchParams(window.location.search).has("statement")) {
      const search = new URLSearchParams(window.location.search);
      search.delete("part");
      search.set("statement", name.slice(2));
      window.location.replace(`?${search}#${name}`);
    }
  };
  window.addEventListener("hashchange", follow);
  follow();
})();

// A job's page renews itself until the job is over.
(() => {
  const renew = async () => {
    const before = document.getElementById("job");
    if (!before || before.dataset.poll !== "yes") return;
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const after = page.getElementById("job");
      if (after) before.replaceWith(document.adoptNode(after));
    } finally {
      window.setTimeout(renew, 1000);
    }
  };
  window.setTimeout(renew, 500);
})();
