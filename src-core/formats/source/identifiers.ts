/** Words that Python or TypeScript keep for themselves, and what stands at the top of a file that we write. */
const reserved = new Set(
  (
    'False None True and as assert async await break case catch class const continue def default del delete do elif else ' +
    'enum except export extends false finally for from function global if implements import in instanceof interface is ' +
    'lambda let match new nonlocal not null or package pass private protected public raise return static super switch ' +
    'this throw true try typeof var void while with yield arguments eval undefined ' +
    'keras layers ops tf apply build_model buildModel range enumerate input max min sum map list tuple name inputs x'
  ).split(' '),
)

/** `max-pool 2D` → `max_pool_2d`; letters of any script stay. Never empty, never a word that means something else. */
export function identifier(text: string): string {
  const words = text
    .normalize('NFKC')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  if (words === '') return 'block'
  if (/^\p{N}/u.test(words)) return `block_${words}`
  return reserved.has(words) ? `${words}_` : words
}

/** `max_pool` → `maxPool`. */
export const camelCase = (snake: string): string =>
  snake.replace(/(?<=[^_])_+([\p{L}\p{N}])/gu, (_, letter: string) => letter.toUpperCase())
