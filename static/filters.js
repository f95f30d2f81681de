/* Lists change in place: a filter, a chip or a page is fetched at its own address, and the regions of the page that
   differ take over what came. The address, back and forward stay those of plain navigation, and whatever fails is left
   to it. Regions: elements with data-region, which exist in every answer of a list; the masthead and the footer carry
   the address and the day too. */

const REGIONS = "[data-region], .masthead, .footer";
const HEAD = "link[rel='alternate'], link[rel='canonical']";
let running = null;

export function updateInPlace(form) {
  if (!form || !("pushState" in history)) return;
  const list = () => document.querySelector("form[data-live]");

  document.addEventListener("submit", (event) => {
    if (event.target !== list()) return;
    event.preventDefault();
    visit(asked(event.target));
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.form !== list() || (field.type === "date" && field.value && !field.validity.valid)) return;
    visit(asked(field.form));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-region] a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
    event.preventDefault();
    visit(address, { toTop: Boolean(link.rel) });
  });
  addEventListener("popstate", () => {
    if (location.hash) return;
    visit(new URL(location.href), { push: false });
  });
}

/* The question that the form asks: its fields without the empty ones, as the address will have them. */
function asked(form) {
  const address = new URL(form.action);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim() !== "")).toString();
  return address;
}

async function visit(address, { push = true, toTop = false } = {}) {
  running?.abort();
  const mine = (running = new AbortController());
  document.documentElement.toggleAttribute("data-busy", true);
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" }, credentials: "same-origin" });
    const came = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!came.querySelector("form[data-live]")) throw new Error("this is no list");
    if (mine !== running) return;
    if (push) history.pushState(null, "", answer.url || address);
    takeOver(came, toTop);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (push) location.assign(address);
    else location.reload();
  } finally {
    if (mine === running) document.documentElement.toggleAttribute("data-busy", false);
  }
}

function takeOver(came, toTop) {
  const focus = remembered(document.activeElement);
  const opened = new Map([...document.querySelectorAll("details[id]")].map((node) => [node.id, node.open]));
  for (const here of document.querySelectorAll(REGIONS)) {
    const there = came.querySelector(here.dataset.region ? `[data-region="${here.dataset.region}"]` : `.${here.classList[0]}`);
    if (!there || (here.tagName !== "FORM" && here.innerHTML === there.innerHTML)) continue;
    for (const [name, value] of Object.entries(there.dataset)) here.dataset[name] = value;
    here.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)));
  }
  for (const details of document.querySelectorAll("details[id]")) {
    if (opened.has(details.id)) details.open = opened.get(details.id);
  }
  for (const old of document.head.querySelectorAll(HEAD)) old.remove();
  document.head.append(...[...came.head.querySelectorAll(HEAD)].map((node) => document.importNode(node, true)));
  document.title = came.title;
  restore(focus, toTop);
  announce();
  document.dispatchEvent(new CustomEvent("register:updated"));
}

/* What had the focus, in words that find it again in what came. */
function remembered(node) {
  if (!node || node === document.body) return null;
  const typed = node.matches("input, select, textarea");
  const caret = typed && /^(text|search)$/.test(node.type) ? [node.selectionStart, node.selectionEnd] : null;
  return { node, id: node.id, name: typed ? node.name : "", value: /^(checkbox|radio)$/.test(node.type) ? node.value : null, caret };
}

function restore(focus, toTop) {
  if (toTop) {
    const says = document.getElementById("list-says");
    says?.focus({ preventScroll: true });
    says?.scrollIntoView({ block: "start" });
    return;
  }
  if (!focus || focus.node.isConnected) return;
  const found =
    (focus.id && document.getElementById(focus.id)) ||
    (focus.name &&
      [...document.querySelectorAll("form[data-live] [name]")].find(
        (node) => node.name === focus.name && (focus.value === null || node.value === focus.value),
      )) ||
    document.getElementById("list-says");
  found?.focus({ preventScroll: true });
  if (focus.caret && found?.setSelectionRange) found.setSelectionRange(...focus.caret);
}

/* The live region stands in the page from the start, so that what is written into it is read out. */
function announce() {
  const says = document.querySelector("[data-announce]");
  const words = document.querySelector("[data-region='problems'] .error")?.textContent || document.querySelector("[data-count]")?.dataset.count;
  if (says) says.textContent = words || "";
}
