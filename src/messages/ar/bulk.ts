import type { bulk as english } from '../en/bulk.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about decisions about many submissions at once. */
export const bulk = {
  'bulk-source-missing': 'اختر إرسالات، أو كل ما يطابق عامل تصفية.',
  'bulk-submission-expected': 'اذكر كل إرسال بمعرّفه وبالنسخة التي رأيتها.',
  'bulk-too-many-selected': ({ max }) => `اختر ${formats.number(max)} إرسال على الأكثر، أو كل ما يطابق عامل تصفية.`,
  'bulk-selection-changed': ({ count }) =>
    `${formats.plural(count, {
      zero: 'تغيّر # إرسال',
      one: 'تغيّر إرسال واحد',
      two: 'تغيّر إرسالان',
      few: 'تغيّرت # إرسالات',
      many: 'تغيّر # إرسالًا',
      other: 'تغيّر # إرسال',
    })} منذ اختيارك. لم يُنفَّذ شيء. انظر مرة أخرى ثم قرّر.`,
  'bulk-entry-changed': ({ number, state, seen, now }) =>
    `حالة الإرسال رقم ${formats.number(number)} الآن «${textIn(state, 'ar')}» (النسخة ${formats.number(now)}، وقد رأيت النسخة ${formats.number(seen)}).`,
  'bulk-entry-unknown': 'لم يعد لهذا النموذج إرسال كهذا.',
  'bulk-count-changed': ({ expected, found }) =>
    `كان عدد الإرسالات ${formats.number(expected)} حين رأيتها، وعدد المطابق الآن ${formats.number(found)}. لم يُنفَّذ شيء. انظر مرة أخرى ثم قرّر.`,
  'bulk-nothing-found': 'لم يعد أي إرسال مطابقًا. لم يُنفَّذ شيء.',
  'bulk-too-many-running': ({ max }) =>
    `لديك ${formats.number(max)} منها قيد التنفيذ. انتظر حتى ينتهي أحدها أو أوقف أحدها.`,
  'bulk-failed': 'حدث خطأ من جانبنا فتوقف العمل. يبقى ما تغيّر حتى ذلك الحين. يمكنك المحاولة مرة أخرى مع الباقي.',
  'bulk-right-lost': 'توقّف التنفيذ لأن صاحبه لم يعد مخوّلًا أن يقرّر بشأن هذا النموذج.',
  'bulk-over': 'بدأ هذا أو توقّف أو أُلغي في هذه الأثناء. انظر كيف هو الآن.',
  'bulk-words-stay': 'أرسل هذا كلامًا إلى المرسل ولم يغيّر شيئًا آخر. ولا يمكن سحب الكلام.',
  'no-such-bulk': 'لا يمكننا العثور على هذا. ما تقرّر مذكور في سجل كل إرسال.',
} satisfies Translation<typeof english>;
