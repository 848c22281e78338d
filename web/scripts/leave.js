// Leaving quickly: the page elsewhere takes this one's place in the history, and what was kept here is forgotten. The
// link works without scripts; pressing Shift three times within two seconds does the same.
import {forgetAll} from './kept.js';

const WITHIN_MS = 2000;

export function leave(link) {
  const go = () => {
    document.body.replaceChildren();
    document.title = '\u200b';
    forgetAll();
    window.location.replace(link.href);
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    go();
  });
  let pressed = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      pressed = [];
      return;
    }
    if (event.repeat) return;
    pressed = [...pressed.filter((time) => event.timeStamp - time < WITHIN_MS), event.timeStamp];
    if (pressed.length === 3) go();
  });
}

export function forget(button) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await forgetAll();
    document.querySelector('[data-forget-status]').textContent = button.dataset.done;
  });
}
