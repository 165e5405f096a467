import { en } from '../../../widget/src/strings/en.ts';
import type { Strings } from '../../../widget/src/strings/strings.ts';

/** A language that is written from right to left, as a host would add it. */
export const arabic: Strings = {
  ...en,
  direction: 'rtl',
  title: 'خطر المغادرة',
  bands: { low: 'منخفض', medium: 'متوسط', high: 'مرتفع' },
  updated: (relative) => `حُدّث ${relative}`,
  trendPoints: (_count, points) => `${points} نقطة`,
  changed: 'ما الذي تغير',
  changedModel: 'نموذج آخر',
  trendSince: (date) => `منذ ${date}`,
  average: (percent) => `المتوسط ${percent}`,
  actFrom: (percent) => `التصرف من ${percent}`,
  trackRecord: (left, low, high) => ({
    before: 'من كل 100 عميل سابق بدرجة مماثلة ',
    strong: `غادر ${left}`,
    after: ` (${low} إلى ${high})`,
  }),
  raises: 'يرفعه',
  lowers: 'يخفضه',
  more: (count) => `${count} أخرى`,
  others: 'أخرى',
  about: 'حول هذه الدرجة',
};
