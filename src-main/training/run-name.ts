/**
 * A readable name for a run's folder, e.g. `lenet-5-20261124-093012`: letters, digits and hyphens alone, so that every
 * file system and shell takes it.
 */
export function runName(title: string, at: Date): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const network = [...(words?.join('-') ?? 'run')].slice(0, 40).join('').replace(/-$/, '')
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`
  return `${network}-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}
