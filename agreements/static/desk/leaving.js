/* Warn before a page with unsaved changes is left; put the cursor into the first field of a row that was just added, into
   the list of errors when there is one, and into the field to which an error leads. */
const form = document.querySelector('#content-main form[id$="_form"]');

const state = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => (
  typeof value === 'string' && name !== 'csrfmiddlewaretoken' && !name.startsWith('_')
))).toString();

if (form) {
  /* A form that comes back unsaved, with errors or a preview, is never untouched. */
  let untouched;
  let sent = false;
  window.addEventListener('load', () => setTimeout(() => {
    untouched = form.querySelector('[data-unsaved]') ? null : state();
  }));
  form.addEventListener('submit', () => { sent = true; });
  window.addEventListener('beforeunload', (event) => {
    if (!sent && untouched !== undefined && untouched !== state()) {
      event.preventDefault();
    }
  });
  document.getElementById('desk-summary')?.focus();
  form.addEventListener('click', (event) => {
    const anchor = event.target.closest?.('.desk-forms-summary a, .desk-forms-preview a')?.hash;
    const field = anchor && document.getElementById(anchor.slice(1));
    if (field) {
      event.preventDefault();
      field.closest('details')?.setAttribute('open', '');
      const box = field.matches('select') ? field.parentElement.querySelector('.select2-selection') || field : field;
      box.scrollIntoView({block: 'center'});
      box.focus();
    }
  });
  document.addEventListener('formset:added', ({target}) => {
    const fields = target.querySelectorAll('input:not([type=hidden]), select, textarea');
    const first = [...fields].find((field) => !field.closest('.hidden') && !field.disabled);
    setTimeout(() => {
      const box = first?.parentElement.querySelector('.select2-selection');
      (box || first)?.focus();
    });
  });
}
