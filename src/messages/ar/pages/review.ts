import type { reviewPages as english } from '../../en/pages/review.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the page on which reviewers decide about a submission, and of what its submitter sees of that. */
export const reviewPages = {
  state: 'الحالة',
  saved: 'تم الحفظ.',
  decision: 'القرار',
  message: 'رسالة إلى المُرسِل',
  messageHint: 'يقرؤها المُرسِل. عند الإعادة اكتب ما ينبغي تغييره.',
  decide: 'حفظ القرار',
  readOnly: 'يمكنك قراءة هذا الإرسال. القرار بشأنه لغيرك.',
  closed: 'هذا الإرسال مغلق: سحبه مُرسِله أو حلّ غيره محله.',

  assignee: 'المكلَّف',
  unassigned: 'غير مُسنَد',
  assignToMe: 'إسناد إليّ',
  unassign: 'إزالة الإسناد',
  assignOther: 'إسناد إلى مراجع آخر',
  nameOrEmail: 'اسم المراجع أو بريده الإلكتروني',
  assign: 'إسناد',

  labels: 'الوسوم',
  noLabels: 'لا وسوم',
  newLabel: 'وسم جديد',
  addLabel: 'إضافة وسم',
  removeLabel: ({ label }) => `إزالة الوسم ${label}`,

  note: 'ملاحظة',
  noteHint: 'للمراجعين فقط: لا يراها المُرسِل أبدًا.',
  addNote: 'إضافة ملاحظة',

  history: 'السجل',
  downloadHistory: 'تنزيل السجل',
  olderEvents: 'الأحداث الأقدم في الملف.',
  toSubmitter: 'إلى المُرسِل',
  app: 'التطبيق',
  events: {
    received: 'أرسله {who}',
    state: 'غيّر {who} الحالة من {from} إلى {to}',
    assigned: 'أسنده {who} إلى {to}',
    unassigned: 'أزال {who} إسناده إلى {from}',
    'label-added': 'أضاف {who} الوسم {to}',
    'label-removed': 'أزال {who} الوسم {from}',
    note: 'كتب {who} ملاحظة',
    withdrawn: 'سحبه {who}',
    superseded: 'أرسل {who} نسخة أحدث',
    released: 'سمح {who} بالملف {to} دون فحص',
    infected: 'احتوى {to} على برمجية خبيثة وأُزيل',
    shared: 'أنشأ {who} رابطًا إلى {to} تنتهي صلاحيته {until}',
    'share-revoked': 'أبطل {who} الرابط إلى {to}',
    unknown: '{who}: {kind}',
  },
  /** What a link opens, where it is no single file. */
  sharedEverything: 'الإرسال كله',

  changedTitle: 'غيّر شخص آخر هذا في أثناء ذلك',
  changedHint: 'لم يُحفَظ شيء مما كتبته، وهو باقٍ في مكانه أدناه: انظر إلى التغييرات ثم قرّر.',

  preview: 'معاينة {file}',
  noPreview: 'لا معاينة لهذه الصورة. نزّلها لرؤيتها.',
  table: 'إلى القائمة',
  neighbours: 'إرسالات القائمة',
  previous: 'السابق',
  next: 'التالي',
  keys: 'المفاتيح: {next} التالي، {previous} السابق، {decide} القرار',

  earlierVersion: 'النسخة السابقة',
  newerVersion: 'النسخة الأحدث',
  versions: 'النسخ',

  returnedTitle: 'أُعيد هذا إليك',
  returnedHint: 'أرسل نسخة جديدة: إجاباتك وملفاتك معبأة سلفًا.',
  sendNewVersion: 'إرسال نسخة جديدة',
  reviewersMessage: 'رسالة من المراجعين',
  withdraw: 'سحب',
  withdrawQuestion: 'لن ينظر فيه المراجعون بعد ذلك. يمكنك إرسال النموذج من جديد في أي وقت.',
  withdrawConfirm: 'نعم، اسحبه',

  newVersionOf: ({ number }) => `نسخة جديدة من رقم ${number}`,
  newVersionHint: 'إجاباتك وملفاتك معبأة. غيّر ما طُلب منك ثم أرسل النموذج.',
} satisfies Translation<typeof english>;
