import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAll } from '../jobs/job-stage.ts';
import { readPage } from '../support/page.ts';
import { pngOf } from '../support/sample-files.ts';
import { helloText, upload } from '../support/uploading.ts';
import { decideOn, type ReviewStage, sendClaim, startReviewStage } from './review-stage.ts';

let stage: ReviewStage;
beforeAll(async () => {
  stage = await startReviewStage();
});
afterAll(() => stage.site.close());

const page = { accept: 'text/html' };

/** Returns the tag that has the focus once the page is there: the first one that asks for it. */
const focusedIn = (html: string) => /<[^>]*\bautofocus\b[^>]*>/.exec(html)?.[0];

describe('GET /submissions/{id}, a reviewer', () => {
  it('GET /submissions/{id}, files of several types, shows what is safe, lazily', async () => {
    const picture = { ...helloText, filename: 'a.png', contentType: 'image/png', bytes: pngOf(4, 4) };
    const ids = [
      await upload(stage.sam, { ...picture, form: 'claims', field: 'proof' }),
      await upload(stage.sam, { ...helloText, form: 'claims', field: 'proof' }),
    ];
    const id = await sendClaim(stage.sam, { title: '=HYPERLINK("x")', proof: ids });
    const response = await stage.rita.getPage(`/submissions/${id}`);
    expect(response.headers.get('Content-Security-Policy')).toMatch(/frame-src http:\/\/localhost:3000\/files\/ http/);
    const { html } = await readPage(response);
    expect(html).toContain(`<img src="/files/${ids[0]}?disposition=inline" alt="a.png" loading="lazy"`);
    expect(html).toMatch(
      new RegExp(`<iframe[^>]*src="/files/${ids[1]}\\?disposition=inline"[^>]*loading="lazy" sandbox`),
    );
    expect(html).toContain('=HYPERLINK(&quot;x&quot;)');
    expect(html).toContain('name="version" value="1"');
  });

  it('GET /submissions/{id}, a reviewer who may only read, has no form that decides', async () => {
    const id = await sendClaim(stage.sam);
    const { html } = await readPage(await stage.lena.getPage(`/submissions/${id}`));
    expect(html).toContain('Others decide about it.');
    expect(html).not.toContain(`/submissions/${id}/events"`);
  });

  it('POST events in a browser, a good decision, comes back to the page at its place in the table', async () => {
    const id = await sendClaim(stage.sam);
    const form = { version: '1', kind: 'state', state: 'accepted', message: '' };
    const path = `/submissions/${id}/events?in=state%3Dnew&at=eA`;
    const response = await stage.rita.post(path, { form, headers: page });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe(`/submissions/${id}?saved=1&in=state%3Dnew&at=eA`);
  });

  it('POST events in a browser, an earlier version, shows what changed and keeps what was typed', async () => {
    const { rita, ralf, sam } = stage;
    const id = await sendClaim(sam);
    await decideOn(ralf, id, { version: 1, kind: 'label-added', label: 'urgent' });
    const form = { version: '1', kind: 'state', state: 'returned', message: 'The "date" is missing.' };
    const response = await rita.post(`/submissions/${id}/events`, { form, headers: page });
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('Someone else changed this meanwhile');
    expect(html).toContain('added the label');
    expect(html).toContain('The &quot;date&quot; is missing.</textarea>');
    expect(html).toMatch(/value="returned" checked/);
    expect(html).toContain('name="version" value="2"');
    expect(focusedIn(html)).toContain('changed-heading');
  });

  it('POST events in a browser, a return without a message, says so beside the form', async () => {
    const id = await sendClaim(stage.sam);
    const form = { version: '1', kind: 'state', state: 'returned', message: '' };
    const response = await stage.rita.post(`/submissions/${id}/events`, { form, headers: page });
    const html = await response.text();
    expect([response.status, html]).toEqual([422, expect.stringContaining('Write to the submitter')]);
    // On a telephone, the form stands below everything else.
    expect(focusedIn(html)).toContain('field-error');
  });
});

describe('the neighbours of a submission in a table', () => {
  it('GET /submissions/{id}, from a filtered table, links to the next and the previous of the filter', async () => {
    const { rita, sam, site } = stage;
    const ids: string[] = [];
    for (const title of ['Walnut one', 'Other', 'Walnut two', 'Walnut three']) {
      site.advanceSeconds(1);
      ids.push(await sendClaim(sam, { title }));
    }
    await runAll(site);
    const linkTo = (html: string, pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const table = await readPage(await rita.getPage('/forms/claims/submissions?q=walnut'));
    const first = linkTo(table.html, /class="row-title"><a href="([^"]+)"/);
    expect(first).toContain(`/submissions/${ids[3]}?in=q%3Dwalnut&at=`);
    const newest = await readPage(await rita.getPage(first));
    expect(newest.html).not.toContain('rel="prev"');
    const second = await readPage(await rita.getPage(linkTo(newest.html, /href="([^"]+)" rel="next"/)));
    expect(second.html).toContain('Walnut two');
    const last = await readPage(await rita.getPage(linkTo(second.html, /href="([^"]+)" rel="next"/)));
    expect(last.html).toContain('Walnut one');
    expect(last.html).not.toContain('rel="next"');
    expect(linkTo(last.html, /href="([^"]+)" rel="prev"/)).toContain(`/submissions/${ids[2]}?`);
    expect(last.html).toContain('href="/forms/claims/submissions?q=walnut"');
  });

  it.each(['in=q%3Dx&at=%00', 'in=sort%3Dgone&at=eA', `in=${'q'.repeat(5000)}&at=eA`, 'in=q%3Dx', 'in=q%3Dx&at=eA'])(
    'GET /submissions/{id}?%s, a place that no table gave, shows the submission',
    async (query) => {
      const id = await sendClaim(stage.sam);
      expect((await stage.rita.getPage(`/submissions/${id}?${query}`)).status).toBe(200);
    },
  );
});
