import { jpeg, png, webp } from '../../files/media-type.ts';
import { mebibytes } from '../../values/byte-size.ts';
import { admins, anyoneSignedIn, defineForm } from '../define-form.ts';
import { files } from '../field.ts';

/** The picture next to a user's name. The app itself reads it; see `avatar-picture.ts`. */
export const avatar = defineForm({
  slug: 'avatar',
  title: 'Avatar',
  description: 'A picture of you, shown next to your name.',
  fields: {
    picture: files({
      label: 'Picture',
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
