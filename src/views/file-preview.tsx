import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';

/** How a page shows a file in itself; a large picture is one without a preview. */
export type PreviewKind = 'picture' | 'large-picture' | 'pdf' | 'audio' | 'video' | 'text';

interface FilePreviewProps {
  readonly file: {
    readonly id: string;
    readonly filename: string;
    readonly preview?: PreviewKind | undefined;
    /** The size of its preview; absent for a picture that has none. */
    readonly picture?: { readonly width: number; readonly height: number } | undefined;
  };
}

/** The greatest height of a picture in CSS pixels: the 24 rem of the stylesheet. */
const maxHeight = 384;

/**
 * Renders a file in the page, from the bucket's origin. A picture loads when it comes into view; all else waits until it
 * is opened.
 */
export function FilePreview({ file: { id, filename, preview, picture } }: FilePreviewProps) {
  const path = `/files/${id}?disposition=inline`;
  const { preview: text } = useMessages().pages.review;
  if (preview === 'picture')
    return (
      <a class="file-picture" href={path}>
        {picture ? (
          <img src={`/files/${id}/preview`} alt={filename} {...fitted(picture)} loading="lazy" decoding="async" />
        ) : (
          <img src={path} alt={filename} loading="lazy" decoding="async" />
        )}
      </a>
    );
  if (preview === 'audio')
    // biome-ignore lint/a11y/useMediaCaption: the file is what was sent; there are no captions of it.
    return <audio class="file-media" src={path} controls preload="none" aria-label={filename} />;
  return (
    <details class="file-preview">
      <summary>
        <FilledText text={text} parts={{ file: <bdi class="visually-hidden">{filename}</bdi> }} />
      </summary>
      {preview === 'large-picture' && (
        <a class="file-picture" href={path}>
          <img src={path} alt={filename} loading="lazy" decoding="async" />
        </a>
      )}
      {preview === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: the file is what was sent; there are no captions of it.
        <video class="file-media" src={path} controls preload="none" aria-label={filename} />
      )}
      {/* Chromium shows no PDF in a sandbox; the frame's own origin keeps it apart from the page. */}
      {preview === 'pdf' && <iframe class="file-frame" src={path} title={filename} loading="lazy" />}
      {preview === 'text' && <iframe class="file-frame" src={path} title={filename} loading="lazy" sandbox="" />}
    </details>
  );
}

/** Returns the size in which a preview is shown. A page that knows it does not jump when the picture comes. */
function fitted({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(1, maxHeight / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
