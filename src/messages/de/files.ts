import type { files as english } from '../en/files.ts';
import type { Translation } from '../messages.ts';
import { fileKinds } from './file-kinds.ts';
import { formats } from './formats.ts';

const saveAgain = 'Speichern Sie es mit einem Bildprogramm neu und wählen Sie die neue Datei aus.';
const pictureIs = ({ width, height }: { width: number; height: number }) =>
  `Dieses Bild hat ${formats.number(width)} × ${formats.number(height)} Pixel.`;

const notScannable = {
  encrypted: 'Diese Datei ließ sich nicht auf Schadsoftware prüfen, weil sie mit einem Passwort geschützt ist.',
  'too-large': 'Diese Datei ließ sich nicht auf Schadsoftware prüfen, weil sie für das Prüfprogramm zu groß ist.',
  'not-supported': 'Diese Datei ließ sich nicht auf Schadsoftware prüfen, weil das Prüfprogramm sie nicht lesen kann.',
};

/** Sentences about files and uploads. */
export const files = {
  'file-empty': 'Diese Datei ist leer. Wählen Sie eine, die etwas enthält.',
  'file-too-large': ({ bytes, maxBytes }) => {
    const [size, most] = formats.bytesApart(bytes, maxBytes);
    return `Diese Datei ist zu groß (${size}). Wählen Sie eine mit höchstens ${most}.`;
  },
  'file-type-not-accepted': ({ accepted }) =>
    `Dieser Dateityp wird nicht angenommen. Wählen Sie eine andere Datei: ${fileKinds.list(accepted)}.`,
  'file-rules': (rules) => {
    const { accepted, maxBytes, minFiles, maxFiles, minPixels = 1, maxPixels, maxMegapixels } = rules;
    const size = formats.bytes(maxBytes);
    const count = minFiles > 1 ? `${formats.number(minFiles)} bis` : 'bis zu';
    const files =
      maxFiles === 1 ? `eine Datei bis ${size}` : `${count} ${formats.number(maxFiles)} Dateien, je höchstens ${size}`;
    const sides =
      maxPixels === undefined
        ? ''
        : `, Seitenlängen von ${formats.number(minPixels)} bis ${formats.number(maxPixels)} Pixel`;
    const area = maxMegapixels === undefined ? '' : `, höchstens ${formats.number(maxMegapixels)} Megapixel`;
    return `${fileKinds.list(accepted)}; ${files}${sides}${area}.`;
  },
  'file-types-of-kind': ({ kind, labels }) => `${fileKinds.name(kind)}: ${fileKinds.list(labels)}.`,
  'archive-limits': ({ maxEntries, maxUnpackedBytes }) =>
    `Ein ZIP-Archiv darf höchstens ${formats.number(maxEntries)} Dateien und entpackt ${formats.bytes(maxUnpackedBytes)} enthalten.`,
  'no-such-file': 'Diese Datei gibt es nicht.',
  'no-such-preview': 'Von dieser Datei gibt es keine Vorschau.',

  'no-such-upload': 'Diesen Upload gibt es nicht. Vielleicht ist er abgelaufen: Wählen Sie die Datei noch einmal aus.',
  'upload-attached': 'Diese Datei gehört zu einer Einsendung und lässt sich daraus nicht entfernen.',
  'upload-takes-no-request':
    'Dieser Upload nimmt keine Anfrage an oder keine mehr. Beginnen Sie einen neuen, um eine weitere Datei zu senden.',
  'upload-takes-no-parts': 'Dieser Upload nimmt keine Teile an oder keine mehr.',
  'no-such-part': ({ partCount, partNumber }) => {
    const parts = formats.plural(partCount, { one: '# Teil', other: '# Teile' });
    return `Diese Datei hat ${parts}; Teil ${formats.number(partNumber)} gibt es nicht.`;
  },
  'sha256-needed': ({ maxBytes }) =>
    `Dateien bis ${formats.bytes(maxBytes)} brauchen ihre SHA-256-Prüfsumme (Base64), bevor sie gesendet werden.`,
  'too-many-open-uploads': ({ max }) => {
    const files = formats.plural(max, { one: 'wartet schon # Datei', other: 'warten schon # Dateien' });
    return `Bei Ihnen ${files} auf das Absenden. Senden Sie zuerst ein Formular ab oder entfernen Sie Dateien.`;
  },
  'too-many-open-bytes': ({ maxBytes }) =>
    `Dateien, die auf das Absenden warten, dürfen zusammen ${formats.bytes(maxBytes)} haben. Senden Sie zuerst ein Formular ab oder entfernen Sie Dateien.`,
  'file-not-there-yet': 'Die Datei ist noch nicht da. Senden Sie sie zuerst und fragen Sie dann noch einmal.',
  'file-did-not-arrive': 'Die Datei ist nicht angekommen. Wählen Sie sie noch einmal aus.',
  'file-removed': 'Diese Datei wurde entfernt.',
  'malware-found': ({ signature }) =>
    `Die Datei enthält Schadsoftware (${signature}). Wir haben sie gelöscht. Prüfen Sie Ihr Gerät und wählen Sie dann eine saubere Kopie.`,

  'file-being-scanned':
    'Diese Datei wird gerade auf Schadsoftware geprüft. Versuchen Sie es in einigen Minuten noch einmal.',
  'file-is-infected': ({ signature }) =>
    `Diese Datei enthält Schadsoftware (${signature}). Sie wurde entfernt: Bitten Sie um eine saubere Kopie.`,
  'file-not-scannable': ({ reason }) => `${notScannable[reason]} Wer entscheiden darf, kann sie freigeben.`,
  'file-scan-failed': 'Diese Datei ließ sich nicht auf Schadsoftware prüfen. Wer entscheiden darf, kann sie freigeben.',
  'file-not-releasable':
    'Diese Datei lässt sich jetzt nicht freigeben: Ihre Prüfung hat ein anderes Ergebnis, als Sie gesehen haben. Sehen Sie noch einmal nach.',
  'file-released':
    'Jemand anderes hat diese Datei schon freigegeben, und Ihre Notiz wurde nicht gespeichert. Fügen Sie sie als Notiz hinzu, wenn sie noch nötig ist.',
  'release-scan-missing': 'Senden Sie Zustand und Zeit der Prüfung, die Sie gesehen haben.',

  'size-differs': ({ bytes, arrivedBytes }) => {
    const [announced, arrived] = formats.bytesApart(bytes, arrivedBytes);
    return `Die Datei kam mit ${arrived} statt mit ${announced} an. Wählen Sie sie noch einmal aus.`;
  },
  'header-unsigned': ({ header }) =>
    `Die Datei kam mit dem Header ${header} an. Senden Sie sie noch einmal ohne diesen Header.`,
  'type-differs': 'Die Datei kam mit einem anderen Typ an, als angekündigt war. Wählen Sie sie noch einmal aus.',
  'bytes-differ': 'Es kam eine andere Datei an, als angekündigt war. Wählen Sie sie noch einmal aus.',

  'content-unrecognised': ({ label, named }) => {
    const type = fileKinds.name(label);
    return `Der Name dieser Datei endet auf ${named}, aber ihr Inhalt ist für uns nicht als ${type} lesbar. Exportieren Sie sie als ${type} und wählen Sie sie noch einmal aus.`;
  },
  'content-of-other-type': ({ label, named, found, extension }) => {
    const [type, real] = [fileKinds.name(label), fileKinds.name(found)];
    return extension === undefined
      ? `Der Name dieser Datei endet auf ${named}, ihr Inhalt ist aber ${real}. Exportieren Sie sie als ${type} und wählen Sie sie noch einmal aus.`
      : `Der Name dieser Datei endet auf ${named}, ihr Inhalt ist aber ${real}. Ändern Sie die Endung in ${extension} oder exportieren Sie die Datei als ${type}, und wählen Sie sie noch einmal aus.`;
  },
  'text-unreadable':
    'Diese Datei ist für uns nicht als Text lesbar. Speichern Sie sie als reinen Text und wählen Sie sie noch einmal aus.',
  'text-is-markup':
    'Diese Datei sieht nach HTML, XML oder SVG aus. Diese Typen werden nicht angenommen: Wählen Sie eine andere Datei.',

  'archive-unreadable':
    'Diese Datei ist beschädigt oder unvollständig: Ihr Inhaltsverzeichnis ist nicht lesbar. Erstellen Sie sie neu und wählen Sie die neue Datei aus.',
  'archive-ambiguous':
    'Diese Datei hat zwei Inhaltsverzeichnisse, und Programme könnten das eine oder das andere zeigen. Packen Sie sie neu und wählen Sie die neue Datei aus.',
  'archive-has-many-files': ({ max }) =>
    `Diese Datei enthält zu viele andere. Höchstens ${formats.number(max)} in einem Archiv werden angenommen: Teilen Sie es auf.`,
  'archive-list-too-long': ({ maxBytes }) =>
    `Das Inhaltsverzeichnis dieser Datei ist länger als ${formats.bytes(maxBytes)}, zu lang zum Prüfen. Teilen Sie die Datei auf oder geben Sie ihrem Inhalt kürzere Namen.`,
  'archive-too-large-unpacked': ({ bytes, maxBytes }) => {
    const [unpacked, most] = formats.bytesApart(bytes, maxBytes);
    return `Entpackt hätte diese Datei ${unpacked}. Höchstens ${most} werden angenommen: Teilen Sie sie auf.`;
  },
  'archive-unpacks-too-far': ({ maxRatio }) =>
    `Entpackt ist diese Datei mehr als ${formats.number(maxRatio)}-mal so groß wie gepackt, und das wird nicht angenommen. Senden Sie ihren Inhalt ungepackt.`,

  'picture-unreadable': `Die Größe dieses Bildes war nicht lesbar. ${saveAgain}`,
  'picture-not-whole': `Das Ende dieses Bildes fehlt, oder dahinter steht noch etwas anderes. ${saveAgain}`,
  'picture-sides': (picture) =>
    `${pictureIs(picture)} Jede Seite muss zwischen ${formats.number(picture.minPixels)} und ${formats.number(picture.maxPixels)} Pixel haben.`,
  'picture-megapixels': (picture) =>
    `${pictureIs(picture)} Höchstens ${formats.number(picture.maxMegapixels)} Megapixel werden angenommen: Verkleinern Sie es.`,
  'picture-has-many-frames': ({ frames, isCut, max }) =>
    `Dieses Bild ist eine Animation aus ${isCut ? 'mindestens' : 'etwa'} ${formats.number(frames)} Einzelbildern. Höchstens ${formats.number(max)} werden angenommen: Kürzen Sie sie.`,
  'picture-frames-uncounted': ({ maxBytes }) =>
    `Die Einzelbilder dieses Bildes ließen sich nicht zählen: Gezählt wird innerhalb von ${formats.bytes(maxBytes)}. Kürzen oder verkleinern Sie es.`,
} satisfies Translation<typeof english>;
