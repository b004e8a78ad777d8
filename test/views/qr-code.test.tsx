import sharp from 'sharp';
import { describe, it } from 'vitest';
import { newShareSecret } from '../../src/sharing/share-secret.ts';
import { QrCode } from '../../src/views/qr-code.tsx';
import { lacksQrReader, noQrReader, readQrCode } from '../support/qr-reader.ts';
import { render } from '../support/render.tsx';

/** Draws a code as a browser does, this many pixels wide on a dark page. */
function draw(text: string, pixels: number): Promise<Buffer> {
  const svg = render(<QrCode text={text} label="Link" />).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  const frame = { top: 20, bottom: 20, left: 20, right: 20, background: '#111' };
  return sharp(Buffer.from(svg), { density: 300 }).resize(pixels, pixels).extend(frame).flatten().png().toBuffer();
}

describe('QrCode', () => {
  it.for([
    ['a usual link', 'https://files.museum.example/s/', 300],
    ['a link at a long address', `http://${'a-long-name.'.repeat(9)}example:65535/s/`, 400],
    ['a link of this machine, as small as on a phone', 'http://localhost:3000/s/', 160],
  ] as const)(
    'QrCode, %s, is read by ZBar as the very link, or skipped where ZBar is missing',
    async ([_what, beginning, pixels], { skip, expect }) => {
      skip(lacksQrReader(), noQrReader);
      for (let times = 0; times < 5; times += 1) {
        const link = `${beginning}${newShareSecret()}`;
        expect(readQrCode(await draw(link, pixels))).toBe(link);
      }
    },
  );
});
