/* Evidence opens beside the marker. Without this module, and in browsers without popovers, the marker is a link to the
   same note at the foot of the page. One panel serves all markers; Escape closes it and gives the focus back. */

const GAP = 8;

export function openNotesInPlace(markers) {
  if (!markers.length || !("popover" in HTMLElement.prototype)) return;
  const panel = document.createElement("div");
  panel.className = "note-panel";
  panel.popover = "auto";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  document.body.append(panel);
  let opener = null;

  panel.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener) {
      opener.setAttribute("aria-expanded", "false");
      if (panel.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
      opener = null;
    }
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) panel.hidePopover();
  });

  for (const marker of markers) {
    const note = document.getElementById(marker.hash.slice(1));
    if (!note) continue;
    marker.setAttribute("aria-haspopup", "dialog");
    marker.setAttribute("aria-expanded", "false");
    marker.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const again = opener === marker;
      if (panel.matches(":popover-open")) panel.hidePopover();
      if (again) return;
      fill(panel, note);
      panel.showPopover();
      place(panel, marker);
      opener = marker;
      marker.setAttribute("aria-expanded", "true");
      panel.focus({ preventScroll: true });
    });
  }
}

function fill(panel, note) {
  const head = note.querySelector(".note-head");
  const title = document.createElement("p");
  title.className = "note-panel-head";
  title.id = "note-panel-head";
  title.append(...[...head.childNodes].map((node) => node.cloneNode(true)));
  const body = note.querySelector(".note-body").cloneNode(true);
  panel.replaceChildren(title, body);
  panel.setAttribute("aria-labelledby", title.id);
}

function place(panel, marker) {
  const at = marker.getBoundingClientRect();
  const width = panel.offsetWidth;
  const height = panel.offsetHeight;
  const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - width - GAP));
  const below = at.bottom + GAP;
  const top = below + height < window.innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
