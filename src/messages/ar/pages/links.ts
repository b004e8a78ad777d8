import { isolate } from '../../../values/isolate.ts';
import type { linkPages as english } from '../../en/pages/links.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages on which people make links to share, and see what became of them. */
export const linkPages = {
  title: 'الروابط',
  /** The title of the links to one submission, with the submission's. */
  titleOf: ({ name }: { name: string }) => `مشاركة ${name}`,
  /** The link on the page of a submission. */
  share: 'مشاركة برابط',
  introduction: 'بهذه الروابط يحصل أشخاص بلا حساب على الملفات. يمكنك إبطال أي رابط في أي وقت.',
  none: 'ليس لديك روابط. لإنشاء رابط، افتح إرسالًا واختر «مشاركة برابط».',
  noneHere: 'لا توجد روابط إلى هذا الإرسال بعد.',
  listTitle: 'روابط هذا الإرسال',
  older: 'روابط أقدم',
  all: 'كل روابطي',
  toSubmission: 'إلى الإرسال',

  newTitle: 'إنشاء رابط',
  newHint: 'من لديه الرابط يحصل على الملفات بلا حساب، حتى تنتهي صلاحيته أو تبطله.',
  what: 'ما تشاركه',
  /** The whole submission, with the number of its files. */
  everything: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'الكل (لا ملفات)',
      one: 'الكل (ملف واحد)',
      two: 'الكل (ملفان)',
      few: 'الكل (# ملفات)',
      many: 'الكل (# ملفًا)',
      other: 'الكل (# ملف)',
    }),
  expiresInDays: 'مدة الصلاحية (بالأيام)',
  expiresInDaysHint: ({ max }: { max: number }) =>
    formats.plural(max, {
      zero: '# يوم على الأكثر.',
      one: 'يوم واحد على الأكثر.',
      two: 'يومان على الأكثر.',
      few: '# أيام على الأكثر.',
      many: '# يومًا على الأكثر.',
      other: '# يوم على الأكثر.',
    }),
  password: 'كلمة المرور',
  passwordHint: ({ characters }: { characters: number }) =>
    formats.plural(characters, {
      zero: '# حرف على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
      one: '# حرف على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
      two: '# حرفان على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
      few: '# أحرف على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
      many: '# حرفًا على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
      other: '# حرفًا على الأقل. أرسلها بطريقة غير التي ترسل بها الرابط.',
    }),
  maxUses: 'عدد التنزيلات',
  maxUsesHint: 'كل ضغطة على زر التنزيل تُحسب مرة واحدة. أما فتح الصفحة فلا يُحسب أبدًا.',
  maxUsesBound: ({ max }: { max: number }) => `${formats.number(max)} على الأكثر.`,
  make: 'إنشاء الرابط',

  madeTitle: 'رابطك الجديد',
  link: 'الرابط',
  madeHint: 'انسخه الآن. لن تراه مرة أخرى.',
  madeFacts: 'يفتح {what} وتنتهي صلاحيته {time}.',
  qrCode: 'رمز QR للرابط',
  qrHint: 'امسحه بهاتف.',
  readerSees: 'يرى المتلقي أسماء الملفات وأحجامها ومن شاركها، وينزّلها بزر.',
  readerSeesPassword: 'تُطلب كلمة المرور من المتلقي أولًا، ولا يرى شيئًا من الملفات قبلها.',
  command: 'للبرامج',
  commandLabel: 'أمر للطرفية',
  commandHint: 'يحفظ الملف باسمه.',
  commandHintOfSeveral: 'يعرض الملفات مع عناوينها الصالحة خمس دقائق.',
  commandPassword: 'ضع كلمة المرور مكان PASSWORD.',

  states: {
    works: 'يعمل',
    expired: 'انتهت صلاحيته',
    'used-up': 'استُنفد',
    revoked: 'أُبطل',
    blocked: 'متوقف: لم يعد يحق لمُنشئه أن يشارك',
  },
  hasPassword: 'بكلمة مرور',
  madeBy: 'أنشأه {who}',
  uses: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'لم يُستخدم قط',
      one: 'استُخدم مرة واحدة',
      two: 'استُخدم مرتين',
      few: 'استُخدم # مرات',
      many: 'استُخدم # مرة',
      other: 'استُخدم # مرة',
    }),
  usesOf: ({ count, max }: { count: number; max: number }) =>
    `مرات الاستخدام: ${formats.number(count)} من ${formats.number(max)}`,
  lastUsed: 'آخر استخدام {time}',
  expires: 'تنتهي صلاحيته {time}',
  expired: 'انتهت صلاحيته {time}',
  revokedAt: 'أُبطل {time}',
  /** The list of each use. */
  eachUse: 'كل استخدام',
  usedWith: '{time} بواسطة {client}',
  usedFile: '{time} بواسطة {client}: {file}',
  olderUses: 'الاستخدامات الأقدم غير معروضة.',

  revoke: 'إبطال',
  revokeOf: ({ name }: { name: string }) => `إبطال رابط ${isolate(name)}`,
  revokeQuestion: 'يتوقف الرابط عن العمل فورًا؛ وقد يكتمل تنزيل بدأ. لا يمكنك التراجع عن ذلك.',
  confirmRevoke: 'إبطال الرابط',
  revoked: 'أُبطل الرابط.',
} satisfies Translation<typeof english>;
