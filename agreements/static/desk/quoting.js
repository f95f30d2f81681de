/* Select words of a source and they stand in the form, with their place in the text; the dates in them are read at once.
   Without this script one types or pastes the words and presses “Read the dates”. */
const WAIT = 200;
const text = document.querySelector('[data-source-text]');
const form = document.querySelector('[data-evidence-form]');

/* Positions count characters as the register does (code points), not the halves of pairs that browsers count. */
const lengthOf = (words) => [...words].length;

const wordsOf = (range) => {
  const part = range.cloneContents();
  part.querySelectorAll('[data-skip]').forEach((number) => number.remove());
  return part.textContent;
};

const placeOf = (node, offset) => {
  const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest('[data-start]');
  if (!paragraph) {
    return null;
  }
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return {place: Number(paragraph.dataset.start) + lengthOf(wordsOf(before)), number: paragraph.dataset.number};
};

const selected = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) {
    return null;
  }
  const words = wordsOf(range);
  const first = placeOf(range.startContainer, range.startOffset);
  if (!words.trim() || !first) {
    return null;
  }
  const last = placeOf(range.endContainer, range.endOffset);
  const start = first.place + lengthOf(words) - lengthOf(words.trimStart());
  const end = last ? last.place - (lengthOf(words) - lengthOf(words.trimEnd())) : '';
  return {quote: words.trim(), start, end: end > start ? end : '', number: first.number};
};

let waiting;
let asked = 0;
const readDates = async () => {
  const readings = form.querySelector('[data-readings]');
  const mine = ++asked;
  if (!form.elements.quote.value.trim()) {
    readings.replaceChildren();
    return;
  }
  try {
    const typed = new FormData(form);
    typed.set('_dates', 'part');
    const answer = await fetch(form.action, {method: 'POST', body: typed, redirect: 'error'});
    const part = answer.ok ? await answer.text() : '';
    if (part && mine === asked) {
      readings.innerHTML = part;
    }
  } catch {
    /* The button is still there. */
  }
};

const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(readDates, WAIT);
};

const take = () => {
  const found = selected();
  const {quote, start, end, locator, locator_kind: kind} = form.elements;
  if (!found || (quote.value === found.quote && start.value === String(found.start))) {
    return;
  }
  quote.value = found.quote;
  [start.value, end.value] = [found.start, found.end];
  if (kind.value === 'paragraph' && found.number) {
    locator.value = found.number;
  }
  form.querySelectorAll('[name=place]').forEach((radio) => { radio.checked = false; });
  soon();
};

/* A caret cannot be seen in a text that is only read, so the arrow keys move a selected word. */
const move = (event) => {
  const selection = document.getSelection();
  const direction = {ArrowRight: 'forward', ArrowDown: 'forward', ArrowLeft: 'backward', ArrowUp: 'backward'}[event.key];
  const line = event.key === 'ArrowDown' || event.key === 'ArrowUp';
  if (event.key === 'Enter' && selected()) {
    event.preventDefault();
    take();
    form.querySelector('details[open] [name=target], [name=target]')?.focus();
    return;
  }
  if (!direction || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  event.preventDefault();
  const inside = selection.rangeCount && text.contains(selection.focusNode);
  if (!inside) {
    selection.collapse(text.querySelector('[data-start]'), 0);
    if (direction === 'backward') {
      return;
    }
  }
  if (event.shiftKey) {
    selection.modify('extend', direction, line ? 'line' : 'word');
  } else {
    const before = direction === 'backward';
    if (inside) {
      before ? selection.collapseToStart() : selection.collapseToEnd();
      if (line) {
        selection.modify('move', direction, 'line');
      }
    }
    if (before && !line) {
      selection.modify('move', 'backward', 'word');
    }
    selection.modify('extend', 'forward', 'word');
  }
  if (!text.contains(selection.focusNode)) {
    selection.collapse(text.querySelector('[data-start]:last-of-type'), 0);
  }
  selection.focusNode?.parentElement?.scrollIntoView({block: 'nearest'});
  take();
};

if (text && form) {
  text.addEventListener('keydown', move);
  document.addEventListener('pointerup', () => setTimeout(take));
  text.addEventListener('keyup', take);
  form.elements.quote.addEventListener('input', () => {
    [form.elements.start.value, form.elements.end.value] = ['', ''];
    soon();
  });
}
if (form) {
  form.addEventListener('change', ({target}) => {
    if (target.name === 'target') {
      soon();
    }
  });
  form.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key === 's')) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[name=_save]'));
    }
  });
}
