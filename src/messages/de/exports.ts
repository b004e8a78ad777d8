import type { exportSentences as english } from '../en/exports.ts';
import type { Translation } from '../messages.ts';

/** Sentences about exports. */
export const exportSentences = {
  'export-limit-own': ({ max }: { max: number }) =>
    `Es laufen schon ${max} Exporte von Ihnen. Warten Sie, bis einer fertig ist, oder entfernen Sie einen.`,
  'export-limit-shared': 'Im Moment laufen viele Exporte. Versuchen Sie es in ein paar Minuten noch einmal.',
  'no-such-export': 'Diesen Export gibt es nicht. Exporte bleiben einen Tag; starten Sie einen neuen.',
  'export-not-ready': 'Dieser Export ist noch nicht fertig. Seine Seite zeigt, wie weit er ist.',
  'export-what-expected': 'Wählen Sie ein Formular oder eine Einsendung für den Export.',
  'export-zip-only': 'Eine einzelne Einsendung lässt sich als ZIP-Datei exportieren.',
  'export-changed': 'Der Export ging in diesem Moment weiter. Versuchen Sie es noch einmal.',
  'export-damaged':
    'Das Archiv wurde zweimal nicht so, wie es geplant war. Starten Sie einen neuen Export; geschieht das wieder, sagen Sie es einem Admin.',
  'export-files-change':
    'Während das Archiv entstand, änderten sich immer wieder Dateien. Starten Sie später einen neuen Export.',
  'export-failed':
    'Der Export ist nicht gelungen. Starten Sie einen neuen; geschieht das wieder, sagen Sie es einem Admin.',
  'export-holds-deleted':
    'Seit dieser Export erstellt wurde, ist eine Einsendung gelöscht worden, die darin sein kann. Erstellen Sie den Export neu.',
  'export-holds-malware':
    'Eine Prüfung hat in einer Datei dieses Exports Schadsoftware gefunden. Erstellen Sie den Export neu: Die Datei fehlt dann.',
  'export-rights-lost':
    'Ihre Rechte änderten sich, während der Export entstand. Fragen Sie einen Admin, wenn Sie ihn noch brauchen.',
  'export-to-make-again':
    'Die Regeln für die Dateien dieses Exports haben sich seither geändert, oder er lässt sich nicht mehr prüfen. Erstellen Sie den Export neu.',
  'export-too-many-files':
    'Das sind zu viele Dateien für einen Export. Filtern Sie die Einsendungen und exportieren Sie kleinere Gruppen.',
} satisfies Translation<typeof english>;
