/* Name the boxes of Django's autocompletes for people who do not see the label beside them: a box is read as its label and
   its value. Without this script the boxes work as Django ships them. */
'use strict';
{
    const nameBoxes = () => {
        for (const select of document.querySelectorAll('select.admin-autocomplete')) {
            const box = select.parentElement.querySelector('.select2-selection');
            const label = select.getAttribute('aria-label') || select.labels[0]?.textContent.trim().replace(/:$/, '');
            const value = box?.querySelector('.select2-selection__rendered');
            if (!box || !label || !value) {
                continue;
            }
            value.removeAttribute('role');
            value.removeAttribute('aria-readonly');
            box.id = `${select.id}_box`;
            box.setAttribute('aria-label', label);
            box.setAttribute('aria-labelledby', `${box.id} ${value.id}`);
        }
    };
    window.addEventListener('load', () => django.jQuery(() => setTimeout(nameBoxes)));
    document.addEventListener('formset:added', () => setTimeout(nameBoxes));
}
