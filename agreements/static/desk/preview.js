/* The preview follows the typing: a short while after the last key the form is sent as it stands, and the server answers with
   the panel. Without this script the button beside it shows the same. */
const WAIT = 600;
const section = document.querySelector('[data-preview]');
const panel = section?.querySelector('[data-panel]');
const form = section?.closest('form');
let waiting;
let asked;
let last = '';

const words = (data) => new URLSearchParams([...data].filter(([, value]) => typeof value === 'string')).toString();

const failed = () => {
  panel.replaceChildren();
  const said = document.createElement('p');
  said.className = 'desk-forms-failed';
  said.textContent = section.dataset.failed;
  panel.append(said);
};

const ask = async () => {
  const data = new FormData(form);
  if (words(data) === last) {
    return;
  }
  last = words(data);
  asked?.abort();
  asked = new AbortController();
  section.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(section.dataset.preview, {method: 'POST', body: data, redirect: 'error', signal: asked.signal});
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const open = [...panel.querySelectorAll('details[open] > summary')].map((summary) => summary.textContent);
    panel.innerHTML = await answer.text();
    for (const summary of panel.querySelectorAll('details > summary')) {
      summary.parentElement.open = open.includes(summary.textContent);
    }
    section.removeAttribute('aria-busy');
  } catch (error) {
    if (error.name !== 'AbortError') {
      section.removeAttribute('aria-busy');
      last = '';
      failed();
    }
  }
};

const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT);
};

if (form) {
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  section.querySelector('button').addEventListener('click', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    last = '';
    ask();
  });
  /* The boxes of autocompletes tell their changes to jQuery alone. */
  window.addEventListener('load', () => window.django?.jQuery(form).on('change', later));
}
