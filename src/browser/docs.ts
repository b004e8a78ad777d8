import { rememberIds } from './docs/remember-ids.ts';
import { requestOf, sendRequest } from './docs/send-request.ts';
import { showResponse } from './docs/show-response.ts';

/*
 * Sends the requests of the reference of the API and shows their responses. It sends nothing to other servers. A token
 * stays in the page and is gone when the person leaves it.
 */

const template = document.querySelector<HTMLTemplateElement>('#response-template');
const token = document.querySelector<HTMLInputElement>('#token');
const forms = [...document.querySelectorAll<HTMLFormElement>('form.try')];

for (const form of forms) {
  const button = form.querySelector('button');
  const status = form.querySelector('[role="status"]');
  if (!button || !status || !template) continue;
  button.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    status.textContent = template.dataset.sending ?? '';
    try {
      const response = await sendRequest(requestOf(form, token?.value.trim() ?? ''));
      status.textContent = `${response.status} ${response.statusText}, ${response.durationMs} ms`;
      showResponse(form, template, response);
      rememberIds(forms, response);
    } catch {
      status.textContent = template.dataset.noResponse ?? '';
      showResponse(form, template, undefined);
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}

/** Opens the operation or schema that the address names: a browser scrolls to closed details, but leaves them closed. */
function openNamed(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement)) return;
  named.open = true;
  named.scrollIntoView();
}

addEventListener('hashchange', openNamed);
openNamed();
