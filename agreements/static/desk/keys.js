/* Keys of the desk. Every key stands on a control of the page that works without this script as well:
   Ctrl or Cmd + S saves and stays, + Enter saves and goes to the next record, + K opens the list of fields to jump to. */
const form = document.querySelector('#content-main form[id$="_form"]');

const press = (...names) => {
  const button = names.map((name) => form?.querySelector(`[type=submit][name="${name}"]`)).find(Boolean);
  button?.click();
  return Boolean(button);
};

const wordsOf = (label) => label.textContent.trim().replace(/\s*:$/, '');

const placeOf = (field) => {
  const row = field.closest('.inline-related');
  const group = field.closest('.inline-group, fieldset');
  const heading = group?.querySelector('h2, .inline-heading, .fieldset-heading')?.textContent.trim();
  const number = row?.querySelector('.inline_label')?.textContent.trim();
  return [heading, number].filter(Boolean).join(' ');
};

const fields = () => [...form.querySelectorAll('input, select, textarea')].filter(
  (field) => field.id && field.type !== 'hidden' && field.type !== 'submit' && !field.id.includes('__prefix__'),
).map((field) => {
  const label = field.getAttribute('aria-label') || (field.labels?.[0] && wordsOf(field.labels[0]));
  return label && {field, words: [placeOf(field), label].filter(Boolean).join(' · ')};
}).filter(Boolean);

const go = (field) => {
  field.closest('details')?.setAttribute('open', '');
  const box = field.classList.contains('select2-hidden-accessible') ? field.parentElement.querySelector('.select2-selection') : field;
  box.scrollIntoView({block: 'center'});
  box.focus();
};

const jump = () => {
  const dialog = document.createElement('dialog');
  dialog.className = 'desk-jump';
  const search = document.createElement('input');
  search.type = 'search';
  search.setAttribute('aria-label', form.dataset.jump || 'Field');
  const list = document.createElement('ul');
  const known = fields();
  const show = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren(...known.filter(({words}) => wanted.every((word) => words.toLowerCase().includes(word))).slice(0, 60).map(({field, words}) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = words;
      button.addEventListener('click', () => { dialog.close(); go(field); });
      item.append(button);
      return item;
    }));
  };
  search.addEventListener('input', show);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('button')?.click();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.querySelector('button')?.focus();
    }
  });
  list.addEventListener('keydown', (event) => {
    const step = {ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling'}[event.key];
    if (step) {
      event.preventDefault();
      (event.target.closest('li')?.[step]?.querySelector('button') || search).focus();
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(search, list);
  document.body.append(dialog);
  show();
  dialog.showModal();
  search.focus();
};

if (form) {
  if (location.pathname.endsWith('/add/') && !document.querySelector('.errornote')) {
    form.querySelector('fieldset :is(input, select, textarea):not([type=hidden])')?.focus();
  }
  document.querySelector('[data-jump]')?.addEventListener('click', jump);
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) {
      return;
    }
    const done = {
      s: () => press('_continue', '_save'),
      Enter: () => press('_next', '_save'),
      k: () => { jump(); return true; },
    }[event.key]?.();
    if (done) {
      event.preventDefault();
    }
  });
}
