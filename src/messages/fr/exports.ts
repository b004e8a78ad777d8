import type { exportSentences as english } from '../en/exports.ts';
import type { Translation } from '../messages.ts';

/** Sentences about exports. */
export const exportSentences = {
  'export-limit-own': ({ max }: { max: number }) =>
    `Vous avez déjà ${max} exports en cours. Attendez que l’un soit prêt, ou supprimez-en un.`,
  'export-limit-shared': 'Beaucoup d’exports sont en cours. Réessayez dans quelques minutes.',
  'no-such-export': 'Cet export n’existe pas. Les exports sont gardés un jour ; lancez-en un nouveau.',
  'export-not-ready': 'Cet export n’est pas encore prêt. Sa page montre où il en est.',
  'export-what-expected': 'Choisissez un formulaire ou un envoi à exporter.',
  'export-zip-only': 'Un envoi seul s’exporte sous forme de fichier ZIP.',
  'export-changed': 'L’export a avancé à cet instant. Réessayez.',
  'export-damaged':
    'Deux fois, l’archive n’est pas devenue ce qui était prévu. Lancez un nouvel export ; si cela se reproduit, prévenez un admin.',
  'export-files-change':
    'Des fichiers ont changé sans cesse pendant la création de l’archive. Lancez un nouvel export plus tard.',
  'export-failed': 'L’export n’a pas abouti. Lancez-en un nouveau ; si cela se reproduit, prévenez un admin.',
  'export-holds-deleted': 'Un envoi qui figure peut-être dans cet export a été supprimé depuis. Refaites l’export.',
  'export-holds-malware':
    'Une analyse a trouvé un logiciel malveillant dans un fichier de cet export. Refaites l’export : il laissera ce fichier de côté.',
  'export-rights-lost': 'Vos droits ont changé pendant l’export. Demandez à un admin si vous en avez encore besoin.',
  'export-to-make-again':
    'Les règles pour les fichiers de cet export ont changé depuis, ou il ne peut plus être vérifié. Refaites l’export.',
  'export-too-many-files':
    'Il y a trop de fichiers pour un seul export. Filtrez les envois et exportez des groupes plus petits.',
} satisfies Translation<typeof english>;
