// Sizes, counts and money in words. Pure; times are in `time.js`.

const UNITS = ["B", "KB", "MB", "GB"];

/** "820 B", "1.4 MB"; empty when the size is not known. */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes) || bytes < 0) return "";
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`;
}

/** "1 vote", "3 votes". */
export function counted(count, word) {
  return `${count ?? 0} ${word}${count === 1 ? "" : "s"}`;
}

/** Money as the Bot API counts it, in the smallest unit of its currency; Stars have no smaller unit. */
export function money(amount, currency) {
  if (currency === "XTR") return `⭐ ${amount}`;
  try {
    const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${amount ?? "?"} ${currency ?? ""}`.trim();
  }
}
