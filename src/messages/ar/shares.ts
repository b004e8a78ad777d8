import type { shareSentences as english } from '../en/shares.ts';
import type { Translation } from '../messages.ts';

/** Sentences about links to share. */
export const shareSentences = {
  'no-such-share':
    'هذا الرابط لا يعمل. ربما انتهت صلاحيته أو استُنفد أو أُلغي، أو أن جزءًا من العنوان ناقص. اطلب رابطًا جديدًا ممن أرسله.',
  'no-such-own-share': 'لا يوجد رابط كهذا.',
  'share-expired': 'انتهت صلاحية هذا الرابط. اطلب رابطًا جديدًا ممن أرسله.',
  'share-used-up': 'فُتح هذا الرابط بقدر ما يُسمح به. اطلب رابطًا جديدًا ممن أرسله.',
  'share-password-missing': 'أدخل كلمة مرور هذا الرابط.',
  'share-password-wrong': 'كلمة المرور غير صحيحة. تحقق منها وحاول مرة أخرى.',
  'share-password-needed': 'الروابط إلى هذه الملفات تحتاج إلى كلمة مرور. أدخل واحدة.',
  'share-not-allowed': 'لا يمكنك إنشاء روابط إلى هذه الملفات.',
  'share-file-waiting': 'ما زال هذا الملف قيد الفحص بحثًا عن برامج ضارة. حاول مرة أخرى بعد دقيقة: يبقى الرابط كما هو.',
  'share-file-infected': 'عُثر على برنامج ضار في هذا الملف، لذلك لا يمكن تنزيله. اسأل من أرسل إليك الرابط.',
  'share-file-unchecked': 'تعذّر فحص هذا الملف بحثًا عن برامج ضارة، لذلك لا يمكن تنزيله. اسأل من أرسل إليك الرابط.',
  'too-many-shares': ({ max }) =>
    `لديك بالفعل ${max} من الروابط إلى هذا الإرسال، بما فيها ما انتهى. استخدم أحدها أو حاول مرة أخرى بعد بضعة أيام.`,
} satisfies Translation<typeof english>;
