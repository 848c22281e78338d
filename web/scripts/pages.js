// What pages gain from scripts. Every page is whole without them.
import {ErrorSummary, Button, SkipLink} from 'govuk-frontend';
import {suggest} from './suggest.js';
import {locate} from './position.js';
import {leave, forget} from './leave.js';
import {keep, notes} from './shortlist.js';
import {listKept} from './kept.js';

document.documentElement.classList.add('js-enabled');
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
const each = (selector, start) => document.querySelectorAll(selector).forEach(start);

each('[data-module="govuk-error-summary"]', (element) => new ErrorSummary(element));
each('[data-module="govuk-button"]', (element) => new Button(element));
each('.govuk-skip-link', (element) => new SkipLink(element));
each('[data-suggest]', suggest);
each('[data-locate]', locate);
each('[data-exit]', leave);
each('[data-forget]', forget);
each('[data-keep]', keep);
each('[data-notes]', notes);
each('[data-kept-pages]', listKept);
each('[data-print]', (button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});

// Browsers give service workers to HTTPS and localhost only.
if ('serviceWorker' in navigator && window.isSecureContext) navigator.serviceWorker.register('/service-worker.js').catch(() => {});
