// Adding to the list without leaving the page; notes kept on this device alone, until the browser is closed.
export function keep(form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!button) return form.submit();
    const fields = new URLSearchParams([...new FormData(form), [button.name, button.value]]);
    try {
      const answer = await fetch(form.action, {method: 'POST', body: fields});
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!answer.ok) throw new Error('not kept');
      // The page that came back says what the button and the count are now.
      const fresh = [...page.querySelectorAll('[data-keep] button')].find((each) => each.value === button.value);
      if (!fresh) throw new Error('no such button');
      button.replaceWith(fresh);
      fresh.focus();
      const nav = document.querySelector('.fp-nav');
      nav.replaceWith(page.querySelector('.fp-nav'));
    } catch {
      form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: button.name, value: button.value}));
      form.submit();
    }
  });
}

export function notes(form) {
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem('notes')) || {};
  } catch { /* none, or storage is switched off */ }
  form.querySelectorAll('[data-note]').forEach((field) => {
    if (!field.value) field.value = kept[field.dataset.note] || '';
    field.addEventListener('input', () => {
      kept[field.dataset.note] = field.value;
      try {
        sessionStorage.setItem('notes', JSON.stringify(kept));
      } catch { /* the note still prints */ }
    });
  });
}
