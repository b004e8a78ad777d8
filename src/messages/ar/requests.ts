import { isolate } from '../../values/isolate.ts';
import type { requests as english } from '../en/requests.ts';
import type { Translation } from '../messages.ts';
import { counted } from './counted.ts';

const askOperator = 'إذا تكرّر ذلك فأخبر القائمين على هذا الموقع.';

/** Sentences about requests, before any of their values is looked at, and about what the app needs to answer them. */
export const requests = {
  'body-broken-off': 'انقطع الطلب قبل اكتماله. أرسله مرة أخرى.',
  'body-too-large': 'هذا الطلب أكبر من المسموح. تُرسَل الملفات إلى التخزين مباشرةً، لا مع النموذج.',
  'form-unreadable': 'تعذّرت قراءة النموذج. أرسله مرة أخرى.',
  'files-in-body': 'تُرسَل الملفات إلى التخزين مباشرةً، لا مع النموذج.',
  'too-many-values': ({ max }) => `في هذا النموذج أكثر من ${counted(max, 'value')}. أرسل عددًا أقل في المرة الواحدة.`,
  'json-expected': 'أرسل JSON مع نوع المحتوى application/json.',
  'json-invalid': 'المتن ليس JSON صالحًا. صحّحه وأرسله مرة أخرى.',
  'json-not-utf8': 'المتن ليس بترميز UTF-8 صالح، وهو ترميز JSON. احفظه أو أرسله بهذا الترميز.',
  'json-too-deep': 'مستويات JSON متداخلة أكثر من المسموح. أرسل مستويات أقل.',
  'json-member-twice': 'في JSON كائن يتكرّر فيه العضو نفسه. أرسل كل عضو مرة واحدة.',
  'patch-without-json': 'أرسل JSON مع PATCH.',
  'no-such-address': 'لا يوجد شيء في هذا العنوان.',
  'method-not-allowed': ({ allowed }) => `استخدم هنا إحدى هذه الطرق: ${isolate(allowed)}.`,
  'foreign-origin': 'لم يأتِ هذا الطلب من صفحاتنا. افتح الصفحة مرة أخرى وأعد المحاولة منها.',
  'internal-error': 'حدث خطأ من جانبنا. حاول مرة أخرى. وإذا تكرّر فأخبرنا بالرقم المرجعي للدعم.',
  'storage-unavailable': 'التخزين لا يستجيب حاليًا. حاول مرة أخرى بعد بضع ثوانٍ.',
  'storage-unavailable-values-kept': 'التخزين لا يستجيب حاليًا. لم يُفقد شيء: حاول مرة أخرى بعد بضع ثوانٍ.',

  'no-such-upstream': 'لا توجد خدمة خلفية بهذا الاسم. تحقّق من العنوان.',
  'upstream-path-unsafe':
    'لا يمكن تمرير هذا العنوان: أحد أجزائه فارغ أو مكوّن من نقاط، أو فيه شرطة مائلة أو شرطة مائلة عكسية أو محرف تحكّم. احذف ذلك.',
  'upstream-slow': ({ name }) =>
    `لم تستجب الخدمة الخلفية «${isolate(name)}» في الوقت المناسب. حاول مرة أخرى، أو اطلب منها أقل.`,
  'upstream-unreachable': ({ name }) =>
    `لم تستجب الخدمة الخلفية «${isolate(name)}». حاول مرة أخرى بعد بضع ثوانٍ. ${askOperator}`,
  'upstream-response-invalid': ({ name }) =>
    `أجابت الخدمة الخلفية «${isolate(name)}» بما لا يمكن تمريره. ${askOperator}`,
} satisfies Translation<typeof english>;
