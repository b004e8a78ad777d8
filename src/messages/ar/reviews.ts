import type { reviews as english } from '../en/reviews.ts';
import type { Translation } from '../messages.ts';
import { counted } from './counted.ts';
import { formats } from './formats.ts';

/** Sentences about the review of submissions. */
export const reviews = {
  'review-state-unknown': 'لا توجد هذه الحالة في النموذج. اختر واحدة من القائمة.',
  'review-message-missing': 'اكتب إلى المُرسِل ما ينبغي تغييره.',
  'review-note-missing': 'اكتب ملاحظة.',
  'review-closed': 'سُحب هذا الإرسال أو حلّ غيره محله. لا يزال بإمكانك إضافة ملاحظة.',
  'review-changed': 'تغيّر الإرسال منذ أن فتحته. انظر إليه مرة أخرى ثم قرّر.',
  'review-label-invalid': 'استخدم من 1 إلى 40 حرفًا في سطر واحد للوسم.',
  'review-labels-too-many': ({ max }) => `يمكن أن يكون للإرسال ${formats.number(max)} وسمًا على الأكثر. أزل واحدًا أولًا.`,
  'review-no-such-reviewer': 'لا يوجد مراجع لهذا النموذج بهذا الاسم.',
  'search-without-words': 'اكتب حروفًا أو أرقامًا للبحث عنها.',
  'date-expected': 'أدخل تاريخًا مثل \u20662026-11-20\u2069.',
  'last-day-too-early': 'هذا اليوم يسبق اليوم الأول. اختر يومًا لاحقًا.',
  'review-reviewer-ambiguous': 'يحمل مراجعان لهذا النموذج هذا الاسم. اكتب البريد الإلكتروني.',
  'review-words-too-long': ({ max }) => `استخدم ${formats.number(max)} حرف على الأكثر.`,
  'review-version-missing': 'اذكر نسخة المراجعة التي رأيتها.',
  'review-kind-unknown': 'اختر ما ينبغي فعله: حالة أو إسناد أو وسم أو ملاحظة.',
  'history-for-reviewers': 'لا يرى سجل الإرسال إلا مراجعو هذا النموذج.',
  'history-format-unknown': 'السجل متاح بصيغة json أو jsonl.',
  'withdrawal-too-late': 'بدأت مراجعة هذا الإرسال، ولم يعد سحبه ممكنًا.',
  'withdrawal-not-yours': 'لا يسحب الإرسال إلا من أرسله.',
  'new-version-not-possible': 'لم يعد بالإمكان إرسال نسخة جديدة من هذا الإرسال. افتحه لترى وضعه.',
  'deciders-only': 'يمكنك قراءة هذه الإرسالات. اسأل مسؤولًا إن كان ينبغي أن تقرر بشأنها.',
  'submission-deleted': ({ at, by, why }) => `حذف ${by} هذا الإرسال في ${formats.dateTime(at)}. السبب: ${why}`,
  'submission-kept-no-longer': ({ at, days }) =>
    `حُذف هذا الإرسال في ${formats.dateTime(at)}، لأن نموذجه يحتفظ بالإرسالات لمدة ${counted(days, 'day')}.`,
  'deletion-reason-missing': 'اكتب سبب حذف الإرسال.',
  'deletion-reason-too-long': ({ max }) => `اكتب السبب في ${counted(max, 'character')} على الأكثر.`,
} satisfies Translation<typeof english>;
