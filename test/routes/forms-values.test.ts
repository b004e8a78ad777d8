import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { number, select } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { toReceipt } from '../../src/submissions/receipt.ts';
import type { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const order = defineForm({
  slug: 'order',
  title: 'Order',
  description: 'Some shoes.',
  fields: {
    amount: number({ label: 'Amount' }),
    size: select({
      label: 'Size',
      options: [
        { value: 's', label: 'Small <S>' },
        { value: 'l', label: 'Large' },
      ],
    }),
  },
  submit: anyoneSignedIn,
  review: anyoneSignedIn,
});

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp({ replace: ({ forms }) => ({ forms: createForms([...forms.values(), order]) }) });
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const doubles = [0, -0, 1.5, 0.1 + 0.2, -1 / 3, 2 ** 53 + 2, 1e20, -1e21, 123456789012345680000, 9.99e125, 1e-130];

describe('POST /forms/{form}, a number without bounds', () => {
  it.each(doubles)('POST /forms/{form}, the number %d, comes back as it was sent', async (amount) => {
    const sent = await client.post('/forms/order', { json: { amount } });
    expect(sent.status).toBe(201);
    const { id, fields } = await sent.json();
    expect(fields.amount).toBe(JSON.parse(JSON.stringify(amount)));
    const read = await (await client.get(`/submissions/${id}`)).json();
    expect(read.fields.amount).toBe(JSON.parse(JSON.stringify(amount)));
    expect((await client.getPage(`/submissions/${id}`)).status).toBe(200);
  });

  it.each([1e300, -1.7e308, 1e126, 1e-200, -5e-324])(
    'POST /forms/{form}, the number %d that the table cannot keep, answers 422',
    async (amount) => {
      const answer = await client.post('/forms/order', { json: { amount } });
      expect(answer.status).toBe(422);
      expect((await answer.json()).errors).toEqual([
        { field: 'amount', message: expect.stringMatching(/^This number is .+ than can be kept\.$/) },
      ]);
      const page = await client.post('/forms/order', {
        form: { amount: `${amount}` },
        headers: { accept: 'text/html' },
      });
      expect(page.status).toBe(422);
    },
  );
});

describe('GET /submissions/{id}, an option', () => {
  it('GET /submissions/{id}, an option, is its label on the page and its value in JSON', async () => {
    const { id } = await (await client.post('/forms/order', { json: { size: 's' } })).json();
    expect((await readPage(await client.getPage(`/submissions/${id}`))).html).toMatch(
      /<dd[^>]*>\s*<bdi>Small &lt;S&gt;<\/bdi>\s*<\/dd>/,
    );
    expect((await (await client.get(`/submissions/${id}`)).json()).fields.size).toBe('s');
  });

  it('GET /submissions/{id}, an option that the form no longer has, is shown as it is', async () => {
    const { id } = await (await client.post('/forms/order', { json: { size: 'l' } })).json();
    const { records, forms } = testApp.dependencies;
    const record = await records.submissions.find(id);
    if (!record) throw new Error('The submission is not in the table.');
    const { user } = await testApp.signUp();
    const receipt = await toReceipt(testApp.dependencies, forms, user, { ...record, fields: { size: 'xl' } });
    expect(receipt.fields).toEqual([{ label: { en: 'Size' }, value: 'xl' }]);
  });
});
