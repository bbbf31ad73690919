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

/* Charts: mark a part of the line of time, or of the map, to see it nearer. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHORTEST = 8; // pixels of the drawing: what is less was a click

  // Where a pointer is, in the drawing's own pixels, from the corner of its marks.
  const placeIn = (svg, event) => {
    const root = svg.querySelector("g");
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(root.getScreenCTM().inverse());
  };
  const go = (changes) => {
    const address = new URL(window.location.href);
    address.searchParams.delete("cursor");
    for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
    window.location.assign(address);
  };
  const day = (first, end, part) => {
    const [from, to] = [Date.parse(first), Date.parse(end)];
    return new Date(from + (to - from) * part).toISOString().slice(0, 10);
  };
  const nearer = {
    time: (holder, box, size) => {
      const { first, end } = holder.dataset;
      const last = day(first, end, Math.min(0.9999, box.right / size.width));
      go({ first: day(first, end, box.left / size.width), last });
    },
    map: (holder, box, size) => {
      const [west, south, east, north] = holder.dataset.view.split(",").map(Number);
      const up = (degrees) => Math.asinh(Math.tan((degrees * Math.PI) / 180));
      const down = (value) => (Math.atan(Math.sinh(value)) * 180) / Math.PI;
      const across = (x) => west + ((east - west) * x) / size.width;
      const along = (y) => down(up(north) - ((up(north) - up(south)) * y) / size.height);
      const edges = [across(box.left), along(box.bottom), across(box.right), along(box.top)];
      go({ view: edges.map((edge) => edge.toFixed(3)).join(",") });
    },
  };

  for (const holder of document.querySelectorAll("[data-brush]")) {
    const svg = holder.querySelector(".drawing svg");
    const act = nearer[holder.dataset.brush];
    if (!svg || !act) continue;
    const isMap = holder.dataset.brush === "map";
    // The drawing has a margin of the same width on all sides.
    const margin = 8;
    const size = {
      width: svg.viewBox.baseVal.width - 2 * margin,
      height: svg.viewBox.baseVal.height - 2 * margin,
    };
    let start = null;
    let mark = null;
    let wasDragged = false;

    const boxOf = (end) => ({
      left: Math.max(0, Math.min(start.x, end.x)),
      right: Math.min(size.width, Math.max(start.x, end.x)),
      top: isMap ? Math.max(0, Math.min(start.y, end.y)) : 0,
      bottom: isMap ? Math.min(size.height, Math.max(start.y, end.y)) : size.height,
    });
    const stop = () => {
      if (mark) mark.remove();
      start = mark = null;
    };
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      start = placeIn(svg, event);
      wasDragged = false;
    });
    window.addEventListener("pointermove", (event) => {
      if (!start) return;
      const box = boxOf(placeIn(svg, event));
      if (!mark && box.right - box.left < SHORTEST) return;
      wasDragged = true;
      if (!mark) {
        mark = document.createElementNS(SVG, "rect");
        mark.setAttribute("class", "brush");
        svg.querySelector("g").append(mark);
      }
      mark.setAttribute("x", box.left);
      mark.setAttribute("y", box.top);
      mark.setAttribute("width", Math.max(0, box.right - box.left));
      mark.setAttribute("height", Math.max(0, box.bottom - box.top));
    });
    window.addEventListener("pointerup", (event) => {
      if (!start) return;
      const box = boxOf(placeIn(svg, event));
      const isBox = mark && box.right - box.left >= SHORTEST && box.bottom - box.top >= SHORTEST;
      stop();
      if (isBox) act(holder, box, size);
    });
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape") stop();
    });
    svg.addEventListener(
      "click",
      (event) => {
        if (wasDragged) event.preventDefault();
        wasDragged = false;
      },
      true,
    );
  }
})();
