import { isolate } from '../../values/isolate.ts';
import type { Attempts, accounts as english } from '../en/accounts.ts';
import type { Translation } from '../messages.ts';
import { counted } from './counted.ts';
import { formats } from './formats.ts';

const attempts = {
  'sign-in': 'المحاولات الفاشلة',
  'api-token': 'الطلبات برمز API غير صالح',
  'share-password': 'كلمات المرور غير الصحيحة لهذا الرابط',
  registration: 'الحسابات الجديدة من شبكتك',
  'address-change-account': 'تغييرات البريد الإلكتروني لحسابك',
  'address-change-network': 'تغييرات البريد الإلكتروني من شبكتك',
  draft: 'النماذج التي بدأتها خلال ساعة',
  upload: 'عمليات الرفع التي بدأتها خلال ساعة',
} as const satisfies Record<Attempts, string>;

const minutes = {
  zero: '# دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '# دقائق',
  many: '# دقيقة',
  other: '# دقيقة',
} as const;

/** Sentences about users, sessions, passwords and tokens. */
export const accounts = {
  'sign-in-needed': 'سجّل الدخول أو أرسل رمز API، ثم حاول مرة أخرى.',
  'person-needed': 'لا يمكن فعل ذلك برمز API. سجّل الدخول، أو أزل الرمز من الطلب.',
  'admin-needed': 'هذا متاح للمشرفين فقط. اطلبه من أحدهم.',
  'sign-in-expired':
    'انتهت صلاحية جلستك. سجّل الدخول بكلمة المرور للمتابعة. لتسجيل الدخول بطريقة أخرى، استخدم علامة تبويب جديدة، ثم عُد إلى هنا وأعد تحميل هذه الصفحة.',
  'credentials-wrong': 'البريد الإلكتروني أو كلمة المرور غير صحيحة. تحقّق منهما وحاول مرة أخرى.',
  'too-many-attempts': ({ counted: kind, seconds }) =>
    `تجاوز عدد ${attempts[kind]} الحد المسموح. انتظر ${formats.plural(Math.ceil(seconds / 60), minutes)} ثم حاول مرة أخرى.`,
  'no-such-session': 'هذه الجلسة غير موجودة.',

  'no-such-user': 'هذا المستخدم غير موجود.',
  'no-such-picture': 'لا توجد صورة لهذا المستخدم.',
  'user-inactive': 'حساب هذا المستخدم معطّل.',
  'account-inactive': 'حسابك هنا معطّل. راجع أحد المشرفين.',
  'account-changed': 'تغيّر الحساب في اللحظة نفسها. حاول مرة أخرى.',
  'email-of-another': 'هذا البريد الإلكتروني لحساب آخر. استخدم غيره.',
  'email-of-another-field': 'هذا البريد الإلكتروني لحساب آخر.',
  'email-registered': 'لهذا البريد الإلكتروني حساب بالفعل. سجّل الدخول أو استخدم بريدًا آخر.',
  'email-registered-field': 'لهذا البريد الإلكتروني حساب بالفعل.',
  'email-outdated': 'تغيّر هذا البريد الإلكتروني في اللحظة نفسها. تحقّق منه وحاول مرة أخرى.',
  'email-outdated-field': 'تغيّر هذا البريد الإلكتروني في اللحظة نفسها.',
  'inactive-by-admin-only': 'لا يضيف مستخدمًا معطّلًا إلا مشرف بنفسه. سجّل الدخول، أو احذف is_active.',
  'password-by-token': 'يضيف رمز API المستخدمين من دون كلمة مرور. احذفها، وأنشئ لهم رابطًا.',
  'token-changes-names-only': 'لا يغيّر رمز API من بيانات المستخدمين الآخرين إلا أسماءهم. سجّل الدخول لتغيير المزيد.',
  'rights-by-admin-only': 'تغيير الأدوار وتعطيل المستخدمين متاح للمشرفين فقط. اطلبه من أحدهم.',
  'own-rights': 'لا يمكنك تغيير دورك أو تعطيل حسابك بنفسك. اطلب ذلك من مشرف آخر.',
  'password-of-another': 'لا يغيّر كلمة المرور إلا صاحبها. أنشئ له رابطًا لاختيار كلمة جديدة.',
  'password-not-alone': 'غيّر كلمة المرور وحدها.',

  'password-changed-elsewhere': 'تغيّرت كلمة المرور من مكان آخر في هذه الأثناء. سجّل الدخول مرة أخرى.',
  'password-needed': ({ toChange }) =>
    `أدخل كلمة المرور الحالية لتغيير ${toChange === 'email' ? 'عنوان البريد الإلكتروني' : 'كلمة المرور'}.`,
  'password-wrong': 'كلمة المرور غير صحيحة. أدخل كلمة المرور الحالية.',
  'password-is-own-name': 'هذا اسمك أو بريدك الإلكتروني. اختر كلمة مرور أخرى، مثل عبارة من ثلاث كلمات.',
  'password-known': 'كلمة المرور هذه يستخدمها كثيرون. اختر غيرها، مثل عبارة من ثلاث كلمات.',
  'password-not-typeable': 'أزل الأحرف التي لا يمكن كتابتها.',
  'password-too-long': 'كلمة المرور هذه أطول من المسموح هنا. أدخل كلمة أقصر.',
  'password-expected': 'أدخل كلمة مرور.',
  'no-such-password-link': 'استُخدم هذا الرابط من قبل، أو انتهت صلاحيته، أو أُنشئ رابط أحدث. اطلب رابطًا آخر.',

  'token-invalid': 'رمز API هذا غير صالح: كُتب خطأً، أو انتهت صلاحيته، أو أُبطل. أنشئ رمزًا آخر.',
  'token-read-only': `رمز API هذا للقراءة فقط. استخدم رمزًا له الصلاحية «${isolate('submit')}».`,
  'too-many-tokens': ({ max }) => `لا يُسمح بأكثر من ${counted(max, 'token')}. أبطل أحدها أولًا.`,
  'token-made-before':
    'أنشأ هذا النموذج رمزًا من قبل، ولا يظهر الرمز إلا مرة واحدة. إن لم تحتفظ به فأبطله وأنشئ رمزًا آخر.',
  'no-such-job': 'لا توجد مهمة فاشلة كهذه. ربما تعمل من جديد بالفعل.',
  'no-such-token': 'هذا الرمز غير موجود.',
  'token-days-expected': 'أدخل عددًا صحيحًا من الأيام.',
  'token-days-too-few': 'أدخل يومًا واحدًا أو أكثر.',
  'token-days-too-many': ({ max }) => `أدخل ما لا يزيد على ${counted(max, 'day')}.`,

  'sso-email-unconfirmed': 'لم تؤكّد مؤسستك عنوان بريدك الإلكتروني. راجع المسؤولين فيها.',
  'sso-email-of-another': 'لحساب آخر هنا عنوانك نفسه أو عنوان يشبهه. اطلب من أحد المشرفين تغييره في ذلك الحساب.',
  'sso-account-changed': 'تغيّر حسابك في اللحظة نفسها. سجّل الدخول مرة أخرى.',
  'sso-not-completed': 'لم يكتمل تسجيل الدخول عبر مؤسستك. ابدأ من جديد.',
  'sso-unavailable': 'تسجيل الدخول عبر مؤسستك لا يستجيب حاليًا. حاول مرة أخرى بعد بضع ثوانٍ.',
} satisfies Translation<typeof english>;
