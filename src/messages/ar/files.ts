import { isolate } from '../../values/isolate.ts';
import type { files as english } from '../en/files.ts';
import type { Translation } from '../messages.ts';
import { counted } from './counted.ts';
import { fileKinds } from './file-kinds.ts';
import { formats } from './formats.ts';

const saveAgain = 'احفظ نسخة جديدة منها ببرنامج صور واخترها.';
const pictureIs = ({ width, height }: { width: number; height: number }) =>
  `أبعاد هذه الصورة ${isolate(`${width} × ${height}`)} بكسل.`;

const notScannable = {
  encrypted: 'تعذّر فحص هذا الملف بحثًا عن برمجيات خبيثة لأنه محمي بكلمة مرور.',
  'too-large': 'تعذّر فحص هذا الملف بحثًا عن برمجيات خبيثة لأنه أكبر مما يقبله برنامج الفحص.',
  'not-supported': 'تعذّر فحص هذا الملف بحثًا عن برمجيات خبيثة لأن برنامج الفحص لا يستطيع قراءته.',
};

/** Sentences about files and uploads. */
export const files = {
  'file-empty': 'هذا الملف فارغ. اختر ملفًا فيه محتوى.',
  'file-too-large': ({ bytes, maxBytes }) => {
    const [size, most] = formats.bytesApart(bytes, maxBytes);
    return `هذا الملف أكبر من المسموح (${size}). اختر ملفًا لا يزيد على ${most}.`;
  },
  'file-type-not-accepted': ({ accepted }) =>
    `هذا النوع من الملفات غير مقبول. اختر ملفًا آخر: ${fileKinds.list(accepted)}.`,
  'file-rules': ({ accepted, maxBytes, minFiles, maxFiles, minPixels, maxPixels, maxMegapixels }) => {
    const count =
      minFiles > 1
        ? `${counted(minFiles, 'file')} على الأقل و${counted(maxFiles, 'file')} على الأكثر`
        : `حتى ${counted(maxFiles, 'file')}`;
    const size = `${maxFiles === 1 ? 'ملف واحد،' : `${count}، كل منها`} حتى ${formats.bytes(maxBytes)}`;
    const sides = maxPixels === undefined ? '' : `، من ${minPixels} إلى ${maxPixels} بكسل لكل ضلع`;
    const area = maxMegapixels === undefined ? '' : `، حتى ${maxMegapixels} ميغابكسل`;
    return `${fileKinds.list(accepted)}؛ ${size}${sides}${area}.`;
  },
  'file-types-of-kind': ({ kind, labels }) => `${fileKinds.name(kind)}: ${fileKinds.list(labels)}.`,
  'archive-limits': ({ maxEntries, maxUnpackedBytes }) =>
    `يمكن أن يضم أرشيف ZIP حتى ${counted(maxEntries, 'file')} و${formats.bytes(maxUnpackedBytes)} بعد فك الضغط.`,
  'no-such-file': 'هذا الملف غير موجود.',
  'no-such-preview': 'لا توجد معاينة لهذا الملف.',

  'no-such-upload': 'عملية الرفع هذه غير موجودة. ربما انتهت صلاحيتها: اختر الملف مجددًا.',
  'upload-attached': 'هذا الملف جزء من إرسال، ولا يمكن إزالته منه.',
  'upload-takes-no-request': 'عملية الرفع هذه لا تقبل أي طلب، أو لم تعد تقبله. ابدأ عملية جديدة لإرسال ملف آخر.',
  'upload-takes-no-parts': 'عملية الرفع هذه لا تقبل أجزاءً، أو لم تعد تقبلها.',
  'no-such-part': ({ partCount, partNumber }) =>
    `يتكوّن هذا الملف من ${counted(partCount, 'part')}؛ ولا يوجد جزء برقم ${partNumber}.`,
  'sha256-needed': ({ maxBytes }) =>
    `الملفات حتى ${formats.bytes(maxBytes)} تحتاج إلى قيمة SHA-256 (بترميز Base64) قبل إرسالها.`,
  'too-many-open-uploads': ({ max }) =>
    `لا يُسمح بأكثر من ${counted(max, 'file')} في انتظار الإرسال، وقد بلغتَ هذا الحد. أرسل بعضها أو أزله أولًا.`,
  'too-many-open-bytes': ({ maxBytes }) =>
    `لا يُسمح بأن يزيد مجموع الملفات التي تنتظر الإرسال على ${formats.bytes(maxBytes)}. أرسل بعضها أو أزله أولًا.`,
  'file-not-there-yet': 'لم يصل الملف بعد. أرسله أولًا، ثم اسأل مجددًا.',
  'file-did-not-arrive': 'لم يصل الملف. اختره مرة أخرى.',
  'file-removed': 'أُزيل هذا الملف.',
  'malware-found': ({ signature }) =>
    `يحتوي هذا الملف على برنامج ضار (${isolate(signature)}). لقد حذفناه. افحص جهازك ثم اختر نسخة سليمة.`,

  'file-being-scanned': 'يجري فحص هذا الملف بحثًا عن برمجيات خبيثة. حاول مجددًا بعد بضع دقائق.',
  'file-is-infected': ({ signature }) =>
    `يحتوي هذا الملف على برمجية خبيثة (${isolate(signature)}). أزلناه: اطلب نسخة سليمة.`,
  'file-not-scannable': ({ reason }) => `${notScannable[reason]} يمكن للمراجع السماح به.`,
  'file-scan-failed': 'تعذّر فحص هذا الملف بحثًا عن برمجيات خبيثة. يمكن للمراجع السماح به.',
  'file-not-releasable': 'لا يمكن السماح بهذا الملف الآن: لفحصه نتيجة غير التي رأيتها. انظر إليه مجددًا.',
  'file-released': 'سمح مراجع آخر بهذا الملف من قبل، ولم تُحفظ ملاحظتك. أضفها كملاحظة إن كانت لا تزال مفيدة.',
  'release-scan-missing': 'أرسل حالة الفحص الذي رأيته ووقته.',

  'size-differs': ({ bytes, arrivedBytes }) => {
    const [announced, arrived] = formats.bytesApart(bytes, arrivedBytes);
    return `وصل الملف بحجم ${arrived} بدلًا من ${announced}. اختره مجددًا.`;
  },
  'header-unsigned': ({ header }) => `وصل الملف بالترويسة ${isolate(header)}. أرسله مجددًا من دونها.`,
  'type-differs': 'وصل الملف بنوع غير النوع المُعلن. اختره مجددًا.',
  'bytes-differ': 'الملف الذي وصل غير الملف المُعلن. اختره مجددًا.',

  'content-unrecognised': ({ label, named }) => {
    const type = fileKinds.name(label);
    return `ينتهي اسم هذا الملف بـ ${isolate(named)}، لكن تعذّرت علينا قراءته بصيغة ${type}. صدّره بصيغة ${type} واختره مجددًا.`;
  },
  'content-of-other-type': ({ label, named, found, extension }) => {
    const [type, real] = [fileKinds.name(label), fileKinds.name(found)];
    return extension === undefined
      ? `ينتهي اسم هذا الملف بـ ${isolate(named)}، لكن محتواه بصيغة ${real}. صدّره بصيغة ${type} واختره مجددًا.`
      : `ينتهي اسم هذا الملف بـ ${isolate(named)}، لكن محتواه بصيغة ${real}. غيّر اسمه لينتهي بـ ${isolate(extension)}، أو صدّره بصيغة ${type}، ثم اختره مجددًا.`;
  },
  'text-unreadable': 'تعذّرت علينا قراءة هذا الملف كنص. احفظه كنص عادي واختره مجددًا.',
  'text-is-markup': 'يبدو أن هذا الملف بصيغة HTML أو XML أو SVG. هذه الصيغ غير مقبولة: اختر ملفًا آخر.',

  'archive-unreadable': 'هذا الملف تالف أو غير كامل: تعذّرت قراءة قائمة محتوياته. أنشئ نسخة جديدة منه واخترها.',
  'archive-ambiguous': 'في هذا الملف قائمتان بمحتوياته، وقد تعرض البرامج أيًّا منهما. أنشئ نسخة جديدة منه واخترها.',
  'archive-has-many-files': ({ max }) =>
    `في هذا الأرشيف ملفات كثيرة. لا يُقبل أكثر من ${counted(max, 'file')} في الأرشيف الواحد: قسّمه.`,
  'archive-list-too-long': ({ maxBytes }) =>
    `قائمة محتويات هذا الملف تزيد على ${formats.bytes(maxBytes)}، ويتعذّر فحصها. قسّمه، أو اختصر أسماء ما فيه.`,
  'archive-too-large-unpacked': ({ bytes, maxBytes }) => {
    const [unpacked, most] = formats.bytesApart(bytes, maxBytes);
    return `حجم هذا الملف بعد فك الضغط ${unpacked}. الحد الأقصى ${most}: قسّمه.`;
  },
  'archive-unpacks-too-far': ({ maxRatio }) =>
    `يزيد حجم هذا الملف بعد فك الضغط على ${maxRatio} ضعف حجمه، وهذا غير مقبول. أرسل ما فيه من دون ضغط.`,

  'picture-unreadable': `تعذّرت قراءة أبعاد هذه الصورة. ${saveAgain}`,
  'picture-not-whole': `نهاية هذه الصورة ناقصة، أو بعدها شيء آخر. ${saveAgain}`,
  'picture-sides': (picture) =>
    `${pictureIs(picture)} يجب أن يكون كل ضلع بين ${picture.minPixels} و${picture.maxPixels} بكسل.`,
  'picture-megapixels': (picture) => `${pictureIs(picture)} الحد الأقصى ${picture.maxMegapixels} ميغابكسل: صغّرها.`,
  'picture-has-many-frames': ({ frames, isCut, max }) =>
    `في هذه الصورة المتحركة ${isCut ? 'ما لا يقل عن' : 'نحو'} ${counted(frames, 'frame')}. الحد الأقصى ${formats.number(max)}: قصّرها.`,
  'picture-frames-uncounted': ({ maxBytes }) =>
    `تعذّر عدّ إطارات هذه الصورة: يجري ذلك ضمن ${formats.bytes(maxBytes)}. قصّرها أو صغّرها.`,
} satisfies Translation<typeof english>;
