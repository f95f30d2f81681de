/* Say back what was typed for a date or a length of time, while it is typed. Without this script the words stand beside
   the field as soon as the form is shown again. */
const WAIT = 250;
const address = document.querySelector('[data-echo-address]')?.dataset.echoAddress;
const waiting = new WeakMap();

const show = (field, words, wrong) => {
  const output = field.parentElement.querySelector('output');
  if (output && output.textContent !== words) {
    output.textContent = words;
  }
  output?.classList.toggle('desk-forms-echo-wrong', wrong);
};

const ask = async (field) => {
  const text = field.value;
  if (!text.trim()) {
    show(field, '', false);
    return;
  }
  const query = new URLSearchParams({kind: field.dataset.echo, text});
  try {
    const answer = await fetch(`${address}?${query}`, {headers: {Accept: 'application/json'}, redirect: 'error'});
    if (answer.ok && field.value === text) {
      const {words, error} = await answer.json();
      show(field, words || error, Boolean(error));
    }
  } catch {
    show(field, '', false);
  }
};

if (address) {
  document.addEventListener('input', ({target}) => {
    if (target.matches?.('[data-echo]')) {
      clearTimeout(waiting.get(target));
      waiting.set(target, setTimeout(() => ask(target), WAIT));
    }
  });
  /* A new row is a copy of an empty one, of which Django renames the fields but not what describes them. */
  document.addEventListener('formset:added', ({target}) => {
    for (const field of target.querySelectorAll('[aria-describedby*="__prefix__"]')) {
      const number = field.id.match(/-(\d+)-/)?.[1];
      field.setAttribute('aria-describedby', field.getAttribute('aria-describedby').replaceAll('__prefix__', number));
    }
  });
}
