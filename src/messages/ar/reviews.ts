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
  'deciders-only': 'يمكنك قراءة هذه الإرسالات. اسأل مسؤولًا إن كان ينبغي أن تقرر بشأنها.',
  'submission-deleted': ({ at, by, why }) => `حذف ${by} هذا الإرسال في ${formats.dateTime(at)}. السبب: ${why}`,
  'submission-kept-no-longer': ({ at, days }) =>
    `حُذف هذا الإرسال في ${formats.dateTime(at)}، لأن نموذجه يحتفظ بالإرسالات لمدة ${counted(days, 'day')}.`,
  'deletion-reason-missing': 'اكتب سبب حذف الإرسال.',
  'deletion-reason-too-long': ({ max }) => `اكتب السبب في ${counted(max, 'character')} على الأكثر.`,
} satisfies Translation<typeof english>;
