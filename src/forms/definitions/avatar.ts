import { jpeg, png, webp } from '../../files/media-type.ts';
import { mebibytes } from '../../values/byte-size.ts';
import { admins, anyoneSignedIn, defineForm } from '../define-form.ts';
import { files } from '../field.ts';

/** The picture next to a user's name. The app itself reads it; see `avatar-picture.ts`. */
export const avatar = defineForm({
  slug: 'avatar',
  title: { en: 'Avatar', de: 'Profilbild', fr: 'Photo de profil', ar: 'الصورة الشخصية' },
  description: {
    en: 'A picture of you, shown next to your name.',
    de: 'Ein Bild von Ihnen, das neben Ihrem Namen steht.',
    fr: 'Une photo de vous, affichée à côté de votre nom.',
    ar: 'صورة لك تظهر بجانب اسمك.',
  },
  fields: {
    picture: files({
      label: { en: 'Picture', de: 'Bild', fr: 'Photo', ar: 'الصورة' },
      accept: [png, jpeg, webp],
      maxBytes: mebibytes(5),
      minFiles: 1,
      maxFiles: 1,
      picture: { minPixels: 64, maxPixels: 4096 },
    }),
  },
  place: 'account',
  submit: anyoneSignedIn,
  review: admins,
});
