// Completions below a field, as an ARIA combobox: arrows choose, Enter takes, Escape closes. The field stays a field.
const PLACES = new Set(['service', 'organization', 'building', 'role', 'need']);
const WAIT_MS = 150;
const MOST = 6;
let made = 0;

export function suggest(input) {
  const isPlace = input.dataset.suggest === 'place';
  const list = document.createElement('ul');
  list.className = 'fp-suggestions';
  list.id = `suggestions-${++made}`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', document.querySelector(`label[for="${input.id}"]`).textContent);
  list.hidden = true;
  const box = document.createElement('div');
  box.className = 'fp-suggest';
  input.before(box);
  box.append(input, list);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id]])
    input.setAttribute(name, value);
  let at = -1;
  let timer = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (option) => {
    input.value = option.dataset.text;
    close();
    input.focus();
  };
  const choose = (index) => {
    at = index;
    [...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === at));
      if (i === at) {
        input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({block: 'nearest'});
      }
    });
    if (at < 0) input.removeAttribute('aria-activedescendant');
  };
  const show = (texts) => {
    list.replaceChildren(...texts.map((text, i) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${i}`;
      option.dataset.text = text;
      option.textContent = text;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(option);
      });
      return option;
    }));
    list.hidden = texts.length === 0;
    at = -1;
    input.setAttribute('aria-expanded', String(texts.length > 0));
  };
  const ask = async () => {
    const typed = input.value.trim();
    const mine = ++asked;
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`/api/suggest?limit=8&q=${encodeURIComponent(typed)}`);
      if (!answer.ok || mine !== asked || document.activeElement !== input) return;
      const {results} = await answer.json();
      const fitting = results.filter((each) => PLACES.has(each.kind) !== isPlace).map((each) => each.text);
      show([...new Set(fitting)].slice(0, MOST));
    } catch {
      close(); // no signal: type on
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === 'ArrowDown') choose((at + 1) % count);
    else if (event.key === 'ArrowUp') choose((at <= 0 ? count : at) - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) take(list.children[at]);
    else return;
    event.preventDefault();
  });
}
