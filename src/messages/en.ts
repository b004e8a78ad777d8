import { accounts } from './en/accounts.ts';
import { files } from './en/files.ts';
import { requests } from './en/requests.ts';
import { titles } from './en/titles.ts';
import { values } from './en/values.ts';

/** The sentences of every problem in English, by code; a sentence with values is a function of them. */
export const en = { titles, sentences: { ...requests, ...accounts, ...files, ...values } } as const;
