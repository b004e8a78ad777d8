import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/** The empty modules around a code, without which readers do not find it (ISO/IEC 18004, 6.3.8). */
const quietModules = 4;

/**
 * Renders a text as a QR code. It is dark on light in every colour scheme, since not every reader knows the reverse, and
 * survives the loss of 15 % of its area, such as by a reflection on a screen.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const size = code.size + 2 * quietModules;
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={label}
      viewBox={`${-quietModules} ${-quietModules} ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <rect x={-quietModules} y={-quietModules} width={size} height={size} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" />
    </svg>
  );
}
