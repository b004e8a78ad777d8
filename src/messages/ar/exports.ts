import type { exportSentences as english } from '../en/exports.ts';
import type { Translation } from '../messages.ts';

/** Sentences about exports. */
export const exportSentences = {
  'export-limit-own': ({ max }: { max: number }) =>
    `لديك ${max} من عمليات التصدير قيد التنفيذ. انتظر حتى تجهز إحداها أو أزل واحدة.`,
  'export-limit-shared': 'هناك عمليات تصدير كثيرة الآن. حاول مرة أخرى بعد بضع دقائق.',
  'no-such-export': 'لا يوجد تصدير كهذا. يُحفظ التصدير يومًا واحدًا؛ ابدأ تصديرًا جديدًا.',
  'export-not-ready': 'هذا التصدير غير جاهز بعد. تعرض صفحته مدى تقدمه.',
  'export-what-expected': 'اختر نموذجًا أو إرسالًا لتصديره.',
  'export-zip-only': 'يمكن تصدير إرسال واحد كملف ZIP.',
  'export-changed': 'تقدّم التصدير في هذه اللحظة. حاول مرة أخرى.',
  'export-damaged': 'لم يصبح الأرشيف كما خُطّط له مرتين. ابدأ تصديرًا جديدًا؛ وإن تكرر ذلك فأخبر أحد المشرفين.',
  'export-files-change': 'تغيّرت الملفات مرارًا أثناء إعداد الأرشيف. ابدأ تصديرًا جديدًا لاحقًا.',
  'export-failed': 'تعذّر إعداد التصدير. ابدأ تصديرًا جديدًا؛ وإن تكرر ذلك فأخبر أحد المشرفين.',
  'export-holds-malware': 'عثر الفحص على برمجية خبيثة في أحد ملفات هذا التصدير. أعد التصدير: سيُستثنى ذلك الملف.',
  'export-rights-lost': 'تغيّرت صلاحياتك أثناء إعداد التصدير. اسأل أحد المشرفين إن كنت لا تزال بحاجة إليه.',
  'export-too-many-files': 'هناك ملفات كثيرة جدًا لتصدير واحد. رشّح الإرسالات وصدّرها في مجموعات أصغر.',
} satisfies Translation<typeof english>;
