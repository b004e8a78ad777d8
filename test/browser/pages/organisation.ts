/** Data of a believable organisation, a small museum, for pictures of the pages and for the checks of them. */
import { deflateSync } from 'node:zlib';
import { defineForm } from '../../../src/forms/define-form.ts';
import { documents } from '../../../src/forms/definitions/documents.ts';
import { text } from '../../../src/forms/field.ts';
import { be32 } from '../../support/binary-numbers.ts';
import { bytes, hex, pngChunk, sampleFiles, zipOf } from '../../support/sample-files.ts';
import type { FileToSend } from '../../support/uploading.ts';

/** An earlier version of the form Documents, which asked for more. */
export const earlierDocuments = defineForm({
  ...{ slug: documents.slug, title: documents.title, description: documents.description },
  fields: {
    ...documents.fields,
    shelfMark: text({ label: { en: 'Shelf mark', de: 'Signatur', fr: 'Cote', ar: 'رقم الحفظ' } }),
    lender: text({ label: { en: 'Lender', de: 'Leihgeber', fr: 'Prêteur', ar: 'المُعير' } }),
    ...documents.fileFields,
  },
  submit: documents.maySubmit,
  review: documents.mayReview,
});

export const people = [
  { username: 'Amira Haddad', email: 'amira.haddad@museum.example' },
  { username: 'Jonas Weber', email: 'jonas.weber@museum.example' },
  { username: 'Chloé Martin', email: 'chloe.martin@museum.example' },
  { username: 'يوسف المنصوري', email: 'yusuf.almansoori@museum.example' },
  { username: 'Ngozi Okafor', email: 'ngozi.okafor@museum.example' },
  { username: 'Kenji Watanabe', email: 'kenji.watanabe@museum.example' },
  { username: 'Sofía García Márquez', email: 'sofia.garcia@museum.example' },
  { username: 'Maximiliane Schmidt-Rottenberger', email: 'maximiliane.schmidt-rottenberger@museum.example' },
] as const;

/** The account whose pages are shown. */
export const member = { username: 'Leila Rahmani', email: 'leila.rahmani@museum.example' };
export const admin = { username: 'Martha Lindqvist', email: 'martha.lindqvist@museum.example' };

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const file = (filename: string, contentType: string, content = sampleFiles[contentType]): FileToSend => ({
  filename,
  contentType,
  bytes: content ?? bytes(),
});

/** Submissions of the form Documents, the oldest first. */
export const submissions: readonly { readonly title: string; readonly note: string; readonly files: FileToSend[] }[] = [
  { title: 'Loan agreement, signed', note: '', files: [file('Loan agreement 2026-114.pdf', 'application/pdf')] },
  {
    title: 'Condition report: amphora',
    note: 'Please look at the crack on the left handle.\nPhotographs follow on Monday.',
    files: [file('Condition report.docx', word), file('Amphora, left.png', 'image/png', paintPicture(480, 320, 3))],
  },
  {
    title: 'عقد إعارة',
    note: 'النسخة الموقعة من المتحف الوطني.',
    files: [file('عقد إعارة 2026.pdf', 'application/pdf')],
  },
  {
    title: 'Interview with the donor',
    note: '',
    files: [file('Interview.mp3', 'audio/mpeg'), file('Transcript.txt', 'text/plain')],
  },
  {
    title: 'Catalogue raisonné, chapters 1–4',
    note: '',
    files: [
      file('Chapters.zip', 'application/zip', zipOf({ 'chapter-1.txt': 'In the beginning', 'chapter-2.txt': 'Then' })),
    ],
  },
  {
    title: 'Insurance values',
    note: 'Final figures for the autumn exhibition.',
    files: [file('values.csv', 'text/csv'), file('Policy.pdf', 'application/pdf')],
  },
  {
    title: 'Photographs of the north wing',
    note: 'Taken at noon on Thursday, before the paintings were hung.',
    files: [
      file('North wing, morning light.png', 'image/png', paintPicture(600, 400, 11)),
      file('North wing, staircase.png', 'image/png', paintPicture(600, 400, 27)),
      file('Floor plan.pdf', 'application/pdf'),
    ],
  },
];

/** A picture of a person, as far as an avatar shows one. */
export const portrait = paintPicture(200, 200, 5);

/** Paints hills below an evening sky as a PNG. The same seed gives the same picture. */
export function paintPicture(width: number, height: number, seed: number): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  const waves = [1, 2, 3].map((layer) => ({ layer, phase: seed * layer * 1.7, period: 0.9 + layer * 0.7 }));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const across = x / width;
      const down = y / height;
      const hill = waves.findLast(
        ({ layer, phase, period }) => down > 0.35 + layer * 0.14 + Math.sin(across * 6 * period + phase) * 0.06,
      );
      const colour = hill ? shade(hill.layer, seed) : sky(down, seed);
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const header = bytes(be32(width), be32(height), hex('08 02 00 00 00'));
  const pixels = deflateSync(rows);
  return bytes(0x89, 'PNG\r\n\x1a\n', pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', bytes()));
}

function sky(down: number, seed: number): number[] {
  const warmth = (seed % 7) * 8;
  return [120 + warmth + down * 210, 150 + down * 90, 205 - down * 60].map((level) => Math.min(255, Math.round(level)));
}

function shade(layer: number, seed: number): number[] {
  const hue = seed % 5;
  return [70 - layer * 15 + hue * 6, 105 - layer * 20, 115 - layer * 25 + hue * 4];
}
