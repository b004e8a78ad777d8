import {
  audio,
  csv,
  gzip,
  images,
  json,
  officeDocuments,
  pdf,
  textTypes as textFiles,
  video,
  zip,
} from '../../files/media-type.ts';
import { gibibytes } from '../../values/byte-size.ts';
import { admins, anyoneSignedIn, defineForm } from '../define-form.ts';
import { files, text, textarea } from '../field.ts';

/** Files of nearly any kind, with a title and a note. */
export const documents = defineForm({
  slug: 'documents',
  title: 'Documents',
  description: 'Send us documents, pictures, recordings or archives, together with a word about them.',
  fields: {
    title: text({ label: 'Title', required: true }),
    note: textarea({ label: 'Note', hint: 'Anything we should know about these files.' }),
    files: files({
      label: 'Files',
      accept: [pdf, images, officeDocuments, textFiles, csv, json, zip, gzip, audio, video],
      maxBytes: gibibytes(5),
      minFiles: 1,
      maxFiles: 10,
    }),
  },
  submit: anyoneSignedIn,
  review: admins,
});
