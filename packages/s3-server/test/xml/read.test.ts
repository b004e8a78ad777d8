import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../src/xml/read.ts';
import { xmlDocument } from '../../src/xml/write.ts';

describe('readXml and xmlDocument', () => {
  it('a document with any text, is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (a, b) => {
        const { children } = readXml(
          xmlDocument('Root', [
            ['A', a],
            ['B', [['C', b]]],
          ]),
          'Root',
        );
        expect(children.map(({ name }) => name)).toEqual(['A', 'B']);
        expect([children[0]?.text, children[1]?.children[0]?.text]).toEqual([a, b]);
      }),
    );
  });

  it('documents of the SDK and by hand, are read', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<s3:Root xmlns:s3="urn:x" >\n <A/>\n <B a='1'>x &amp; &#x79;&#122;</B>\n</s3:Root>\n`;
    expect(readXml(text, 'Root').children).toMatchObject([
      { name: 'A', text: '' },
      { name: 'B', text: 'x & yz' },
    ]);
  });

  it.each([
    ['a DTD', '<!DOCTYPE Root [<!ENTITY a "b">]><Root>&a;</Root>'],
    ['an entity without a declaration', '<Root>&a;</Root>'],
    ['a bare ampersand', '<Root>a & b</Root>'],
    ['a character beyond Unicode', '<Root>&#x110000;</Root>'],
    ['another root', '<Other/>'],
    ['a second root', '<Root/><Root/>'],
    ['no end', '<Root><A></Root>'],
    ['text between elements', '<Root>a<B/></Root>'],
    ['very deep elements', '<Root>'.repeat(1000)],
    ['nothing', ''],
  ])('a document with %s, is refused', (_, text) => {
    expect(() => readXml(text, 'Root')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it.each([
    ['a comment', '<Root><!-- a --></Root>'],
    ['a comment before the root', '<!-- a --><Root/>'],
    ['CDATA', '<Root><![CDATA[a]]></Root>'],
    ['a processing instruction', '<Root><?a b?></Root>'],
  ])('readXml, %s, refuses it as not implemented, not as malformed', (_, text) => {
    expect(() => readXml(text, 'Root')).toThrow(expect.objectContaining({ code: 'NotImplemented' }));
  });

  it('readXml, entities by name, by number and in hexadecimal, the characters that they stand for', () => {
    const text = '<Root><A>&quot;&apos;&lt;&gt;&amp;</A><B>&#34;&#x27;</B></Root>';
    expect(readXml(text, 'Root').children.map((child) => child.text)).toEqual([`"'<>&`, `"'`]);
  });

  it('xmlDocument, characters of markup, entities by name as S3 writes them', () => {
    expect(xmlDocument('Root', [['ETag', '"a" & <b>\t']])).toContain('<ETag>&quot;a&quot; &amp; &lt;b&gt;&#x9;</ETag>');
  });
});
