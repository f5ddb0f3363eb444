/** Scaled channels to a multiple of `divisor`, never more than a tenth below what was wanted, as MobileNet v2 rounds. */
export function roundChannels(wanted: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor((wanted + divisor / 2) / divisor) * divisor)
  return rounded < 0.9 * wanted ? rounded + divisor : rounded
}
