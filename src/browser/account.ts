import { enableCopying } from './account/copying.ts';
import { enableRevealing } from './account/revealing.ts';

/* Starts the script of pages with passwords, tokens and links. The pages work without it. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reveals]')) enableRevealing(button);
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) enableCopying(button);
