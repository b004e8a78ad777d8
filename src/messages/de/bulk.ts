import type { bulk as english } from '../en/bulk.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about decisions about many submissions at once. */
export const bulk = {
  'bulk-source-missing': 'Wählen Sie Einsendungen aus, oder alle, auf die ein Filter passt.',
  'bulk-submission-expected': 'Nennen Sie jede Einsendung mit ihrer Id und der Version, die Sie gesehen haben.',
  'bulk-too-many-selected': ({ max }) =>
    `Wählen Sie höchstens ${formats.number(max)} Einsendungen aus, oder alle, auf die ein Filter passt.`,
  'bulk-selection-changed': ({ count }) =>
    `${formats.plural(count, { one: '# Einsendung hat', other: '# Einsendungen haben' })} sich seit Ihrer Auswahl geändert. Nichts wurde getan. Sehen Sie noch einmal nach und entscheiden Sie dann.`,
  'bulk-entry-changed': ({ number, state, seen, now }) =>
    `Nr. ${number} ist jetzt „${textIn(state, 'de')}“ (Version ${now}; Sie sahen Version ${seen}).`,
  'bulk-entry-unknown': 'Dieses Formular hat keine solche Einsendung mehr.',
  'bulk-count-changed': ({ expected, found }) =>
    `Sie sahen ${formats.number(expected)} Einsendungen, jetzt passt der Filter auf ${formats.number(found)}. Nichts wurde getan. Sehen Sie noch einmal nach und entscheiden Sie dann.`,
  'bulk-nothing-found': 'Auf keine Einsendung passt der Filter noch. Nichts wurde getan.',
  'bulk-too-many-running': ({ max }) =>
    `Sie haben ${formats.number(max)} davon laufen. Warten Sie, bis eines zu Ende ist, oder halten Sie eines an.`,
  'bulk-failed':
    'Bei uns ist etwas schiefgegangen, daher wurde angehalten. Was bis dahin geändert wurde, bleibt. Versuchen Sie es mit dem Rest noch einmal.',
  'bulk-right-lost': 'Angehalten, weil die Person über dieses Formular nicht mehr entscheiden darf.',
  'bulk-over': 'Das wurde inzwischen gestartet, angehalten oder rückgängig gemacht. Sehen Sie nach, wie es steht.',
  'bulk-words-stay':
    'Hier gingen nur Worte an die einsendende Person, sonst änderte sich nichts. Worte lassen sich nicht zurücknehmen.',
  'no-such-bulk': 'Das ist nicht zu finden. Was entschieden wurde, steht im Verlauf jeder Einsendung.',
} satisfies Translation<typeof english>;
