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
  title: { en: 'Documents', de: 'Dokumente', fr: 'Documents', ar: 'المستندات' },
  description: {
    en: 'Send us documents, pictures, recordings or archives, together with a word about them.',
    de: 'Senden Sie uns Dokumente, Bilder, Aufnahmen oder Archive, zusammen mit ein paar Worten dazu.',
    fr: 'Envoyez-nous des documents, des images, des enregistrements ou des archives, avec quelques mots à leur sujet.',
    ar: 'أرسل إلينا مستندات أو صورًا أو تسجيلات أو ملفات مضغوطة، مع بضع كلمات عنها.',
  },
  fields: {
    title: text({
      label: { en: 'Title', de: 'Titel', fr: 'Titre', ar: 'العنوان' },
      missing: {
        en: 'Enter a title.',
        de: 'Geben Sie einen Titel ein.',
        fr: 'Saisissez un titre.',
        ar: 'أدخل عنوانًا.',
      },
      required: true,
    }),
    note: textarea({
      label: { en: 'Note', de: 'Anmerkung', fr: 'Remarque', ar: 'ملاحظة' },
      hint: {
        en: 'Anything we should know about these files.',
        de: 'Was wir über diese Dateien wissen sollten.',
        fr: 'Ce que nous devrions savoir sur ces fichiers.',
        ar: 'أي شيء ينبغي أن نعرفه عن هذه الملفات.',
      },
    }),
    files: files({
      label: { en: 'Files', de: 'Dateien', fr: 'Fichiers', ar: 'الملفات' },
      accept: [pdf, images, officeDocuments, textFiles, csv, json, zip, gzip, audio, video],
      maxBytes: gibibytes(5),
      minFiles: 1,
      maxFiles: 10,
    }),
  },
  submit: anyoneSignedIn,
  review: admins,
  shares: { by: ['reviewers', 'submitters'] },
});
